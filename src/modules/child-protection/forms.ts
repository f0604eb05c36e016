import { NoSuchPerson } from '../../platform/people/child.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { choices, line, names, optional, type Field, type Fields } from '../../platform/record/field.ts'
import { load } from '../../platform/record/store.ts'
import { kebab } from '../../platform/record/names.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { openOutcomesOf, planOutcome } from '../plans/index.ts'
import { agencies, agencyWords, invited, isAgency, type Agency } from './agencies.ts'
import {
  childrenIn,
  invite,
  rebook,
  recordReply,
  replyAsks,
  requestAsks,
  requestConference,
} from './asking.ts'
import {
  agenciesIn,
  agenciesOf,
  bookCoreGroup,
  holdCoreGroup,
  recordCoreGroup,
  seenAt,
  seenAtOnce,
} from './core-groups.ts'
import { decide, decideAsks, decideNeeds, walked, walkedAtOnce } from './deciding.ts'
import { formPage, type Asked, type Asking, type FormPage } from './form-page.ts'
import {
  askedAtOnce,
  attendedAt,
  dissentAt,
  holdAsks,
  holdConference,
  holdNeeds,
  recordViews,
  viewAt,
  viewsAtOnce,
} from './holding.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { takeStep, type Step } from './meeting.ts'
import { reviewHistory } from './plan-of-protection.ts'
import { chairs, conferenceAt, coreGroupAt, coreGroupNamed, mayBeAbout } from './queries.ts'
import { conference, coreGroup, cpPlan, type Conference } from './record.ts'
import { cameTo } from './rules.ts'
import { steps } from './steps.ts'
import { groupOf, homeOf } from './views.ts'

const at = '/children/:childId/conferences'
const groups = '/children/:childId/core-groups'
const db = ({ server }: Asked) => server.book.db
const act = (request: Asked) => ({ ...actOf(request, request.params), recordId: request.params.recordId })
const opening = (request: Asked) => actOf(request, { childId: request.params.childId })
const toConference = (childId: string, id: string): string => `${homeOf(childId)}/${id}`

/** A question about the brothers and sisters, where there are any. */
const child = names({
  label: 'Which brothers and sisters is it about too?',
  missing: 'Select brothers and sisters',
})
const agencyField = choices({
  label: 'Which agencies are asked?',
  options: agencies,
  missing: 'Select agencies',
})
const family = optional(
  line({
    label: 'Who of the family is asked?',
    hint: 'Names with commas between, such as Kelly, Carl, Nan.',
    missing: 'Enter who of the family is asked',
  }),
)

async function siblings(
  request: Asked,
  needs: Parameters<typeof mayBeAbout>[2],
): Promise<Record<string, string>> {
  return mayBeAbout(db(request), actOf(request, request.params).actor, needs, request.params.childId)
}

/** Of the children a form names, those it offered: nobody is added by hand. */
const chosen = (request: Asked, offered: Readonly<Record<string, string>>): string[] =>
  childrenIn(request.params.childId, posted(request)).filter(
    (id) => id === request.params.childId || id in offered,
  )

async function heldAt(request: Asked, from: readonly Conference['state'][]) {
  const { childId, recordId } = request.params
  const held = await conferenceAt(db(request), actOf(request, request.params).actor, childId, recordId)
  if (held === null) throw new NoSuchPerson()
  if (!from.includes(held.row.state)) throw new StateMoved('the conference has moved on')
  return held
}

/** The steps that ask what a conference's own fields ask. */
const stepPage = (app: App, name: string, step: Step): FormPage => ({
  url: `${at}/:recordId/${kebab(name)}`,
  event: step.event,
  title: step.title,
  save: step.save,
  needs: step.needs,
  asks: async (request) => {
    const { row } = await heldAt(request, step.from)
    const people = step.asks.includes('chairId') ? { chairId: await chairs(db(request)) } : {}
    return {
      fields: conference.fields,
      names: step.asks,
      requires: step.requires,
      begins: asTyped(row),
      people,
      version: row.version,
    }
  },
  does: (request) => takeStep(app.book, act(request), step, request.body),
  goesTo: toConference,
})

export function forms(app: App): void {
  for (const [name, step] of Object.entries(steps)) formPage(app, stepPage(app, name, step))
  for (const page of [...conferenceForms(app), ...groupForms(app)]) formPage(app, page)
}

const conferenceForms = (app: App): FormPage[] => [
  {
    url: `${at}/request`,
    event: 'conference.requested',
    title: 'Ask for a conference',
    save: 'Ask for it',
    needs: 'conference.request',
    asks: async (request) => {
      const about = await siblings(request, 'conference.request')
      const some = Object.keys(about).length > 0
      return {
        fields: { ...conference.fields, child },
        names: [...requestAsks, ...(some ? ['child'] : [])],
        requires: ['requestedWhy'],
        people: { child: about },
      }
    },
    does: (request, { people }) =>
      requestConference(
        app.book,
        opening(request),
        chosen(request, people?.['child'] ?? {}),
        posted(request),
      ),
    goesTo: toConference,
  },
  {
    url: `${at}/:recordId/invite`,
    event: 'meeting-invitation.sent',
    title: 'Ask agencies and family',
    save: 'They are asked',
    needs: 'invitation.write',
    asks: async (request) => {
      await heldAt(request, ['booked', 'held', 'inquorate'])
      return { fields: { agency: agencyField, family }, names: ['agency', 'family'] }
    },
    does: (request) => {
      const named = String(posted(request)['family'] ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
      return invite(app.book, act(request), agenciesIn(posted(request)), named.slice(0, 12))
    },
    goesTo: toConference,
  },
  {
    url: `${at}/:recordId/hold`,
    event: 'conference.held',
    title: 'Record that a conference was held',
    save: 'Save',
    needs: 'conference.hold',
    asks: async (request) => {
      const { row, asked } = await heldAt(request, ['booked'])
      return attendance(asked, {
        fields: conference.fields,
        names: holdAsks,
        requires: holdNeeds,
        version: row.version,
        begins: asTyped({ heldOn: row.bookedFor }),
      })
    },
    does: (request, asking) =>
      holdConference(app.book, act(request), idsIn(asking, 'attended_'), posted(request)),
    goesTo: toConference,
  },
  {
    url: `${at}/:recordId/views`,
    event: 'meeting-invitation.view-recorded',
    title: 'What each agency thinks',
    save: 'Save',
    needs: 'conference.hold',
    asks: async (request) => viewsAsked((await heldAt(request, ['held', 'inquorate'])).asked),
    does: (request, asking) => recordViews(app.book, act(request), idsIn(asking, 'view_'), posted(request)),
    goesTo: toConference,
  },
  {
    url: `${at}/:recordId/decide`,
    event: 'conference.decided',
    title: 'Decide for this child',
    save: 'Record the decision',
    needs: 'conference.hold',
    asks: async (request) => {
      const { row } = await heldAt(request, ['held', 'inquorate'])
      const all = await openOutcomesOf(request.server.book, request.params.childId)
      return decisionAsked(row, all.slice(0, walkedAtOnce))
    },
    does: (request, asking) => decide(app.book, act(request), idsIn(asking, 'progress_'), posted(request)),
    goesTo: toConference,
  },
  {
    url: `${at}/:recordId/rebook`,
    event: 'conference.rebooked',
    title: 'Book another conference',
    save: 'Book it',
    needs: 'conference.arrange',
    asks: async (request) => {
      const { row } = await heldAt(request, ['inquorate'])
      return {
        fields: conference.fields,
        names: ['bookedFor', 'chairId'],
        requires: ['bookedFor'],
        people: { chairId: await chairs(db(request)) },
        begins: asTyped({ chairId: row.chairId }),
      }
    },
    does: (request) => rebook(app.book, act(request), request.body),
    goesTo: toConference,
  },
  {
    url: '/children/:childId/invitations/:recordId/reply',
    event: 'meeting-invitation.answered',
    title: 'What they answered and sent',
    save: 'Save',
    needs: 'invitation.write',
    asks: async (request) => {
      const row = await load(db(request), meetingInvitation, request.params.recordId)
      if (row.childId !== request.params.childId) throw new NoSuchPerson()
      return {
        fields: meetingInvitation.fields,
        names: replyAsks,
        begins: asTyped(row),
        version: row.version,
        first: html`<h2 class="hf-h2">${agencyWords(row.agency ?? '')}</h2>`,
      }
    },
    does: (request) => recordReply(app.book, act(request), request.body),
    goesTo: (childId) => homeOf(childId),
  },
  {
    url: '/children/:childId/protection-plans/:recordId/history',
    event: 'cp-plan.history-reviewed',
    title: 'What the earlier plan changed',
    save: 'Save',
    needs: 'plan.authorise',
    asks: async () => ({ fields: cpPlan.fields, names: ['historyFound'], requires: ['historyFound'] }),
    does: (request) => reviewHistory(app.book, act(request), request.body),
    goesTo: (childId) => homeOf(childId),
  },
]

const groupForms = (app: App): FormPage[] => [
  {
    url: `${groups}/book`,
    event: 'core-group.booked',
    title: 'Book a core group',
    save: 'Book it',
    needs: 'core-group.write',
    asks: async (request) => {
      const about = await siblings(request, 'core-group.write')
      const some = Object.keys(about).length > 0
      const agency = [...(await coreGroupNamed(db(request), request.params.childId))]
      return {
        fields: { ...coreGroup.fields, agency: agencyField, child },
        names: ['bookedFor', 'agency', ...(some ? ['child'] : [])],
        requires: ['bookedFor'],
        begins: { agency },
        people: { child: about },
      }
    },
    does: (request, { people }) =>
      bookCoreGroup(app.book, opening(request), chosen(request, people?.['child'] ?? {}), posted(request)),
    goesTo: groupOf,
  },
  {
    url: `${groups}/:recordId/hold`,
    event: 'core-group.held',
    title: 'Record who came',
    save: 'Save',
    needs: 'core-group.write',
    asks: async (request) => {
      const { row, asked } = await groupAt(request, 'booked')
      return attendance(asked, {
        fields: coreGroup.fields,
        names: ['heldOn'],
        requires: ['heldOn'],
        version: row.version,
        begins: asTyped({ heldOn: row.bookedFor }),
      })
    },
    does: (request, asking) =>
      holdCoreGroup(app.book, act(request), idsIn(asking, 'attended_'), posted(request)),
    goesTo: groupOf,
  },
  {
    url: `${groups}/:recordId/record`,
    event: 'core-group.recorded',
    title: 'Finish the record of a core group',
    save: 'Save the record',
    needs: 'core-group.write',
    asks: async (request) => recordAsked(request),
    does: async (request) => {
      const { asked } = await groupAt(request, 'held')
      const outcomes = await openOutcomesOf(app.book, request.params.childId)
      const shown = agenciesOf(asked)
        .slice(0, seenAtOnce)
        .map(({ id, agency }) => ({ id, agency: agency ?? '' }))
      return recordCoreGroup(
        app.book,
        act(request),
        { asked: shown, outcomeIds: outcomes.slice(0, walkedAtOnce).map(({ id }) => id) },
        posted(request),
      )
    },
    goesTo: groupOf,
  },
]

async function groupAt(request: Asked, from: string) {
  const found = await coreGroupAt(db(request), request.params.childId, request.params.recordId)
  if (found === null) throw new NoSuchPerson()
  if (found.row.state !== from) throw new StateMoved('the core group has moved on')
  return found
}

/** The ids behind questions whose names begin like this. */
const idsIn = ({ names: all }: Asking, start: string): string[] =>
  all.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length))

/** A form about a meeting, with a question for each of those who were asked and of whom it is not known yet. */
function attendance(asked: readonly MeetingInvitation[], asking: Asking): Asking {
  const shown = asked.filter(({ attended }) => attended === null).slice(0, askedAtOnce)
  const more = asked.length - shown.length
  const fields: Fields = Object.fromEntries(
    shown.map((one) => [
      attendedAt(one.id),
      {
        ...meetingInvitation.fields.attended,
        required: true,
        label: `${calledOf(one)}: did they come?`,
        missing: `Select whether ${calledOf(one)} came`,
      },
    ]),
  )
  const first =
    more > 0
      ? html`<p>${more} more of those asked are said each by themselves, before this form.</p>`
      : html``
  return {
    ...asking,
    fields: { ...asking.fields, ...fields },
    names: [...asking.names, ...Object.keys(fields)],
    first,
  }
}

const calledOf = ({ agency, who }: MeetingInvitation): string =>
  agency !== null && isAgency(agency) ? agencies[agency as Agency] : (who ?? invited[agency ?? 'family'])

function viewsAsked(asked: readonly MeetingInvitation[]): Asking {
  const came = agenciesOf(asked).filter((one) => cameTo(one))
  const shown = [
    ...came.filter(({ view }) => view === null),
    ...came.filter(({ view }) => view !== null),
  ].slice(0, viewsAtOnce)
  const fields: Record<string, Field<unknown>> = {}
  const begins: Record<string, string> = {}
  for (const one of shown) {
    fields[viewAt(one.id)] = {
      ...meetingInvitation.fields.view,
      required: true,
      label: `${agencyWords(one.agency ?? '')}: does the child need a plan?`,
    }
    fields[dissentAt(one.id)] = {
      ...meetingInvitation.fields.dissent,
      label: `Where ${agencyWords(one.agency ?? '')} does not agree with what was decided: why?`,
    }
    begins[viewAt(one.id)] = one.view ?? ''
    begins[dissentAt(one.id)] = one.dissent ?? ''
  }
  const first = shown.length === 0 ? html`<p>No agency came.</p>` : html``
  return { fields, names: Object.keys(fields), begins, first }
}

function decisionAsked(
  row: Conference,
  outcomes: readonly { readonly id: string; readonly what: string }[],
): Asking {
  const lines: Fields = Object.fromEntries(
    outcomes.map(({ id, what }) => [
      walked(id),
      { ...planOutcome.fields.progress, label: `“${what}”: is it different yet?` },
    ]),
  )
  return {
    fields: { ...conference.fields, ...lines },
    names: [...Object.keys(lines), ...decideAsks],
    requires: decideNeeds,
    version: row.version,
  }
}

async function recordAsked(request: Asked): Promise<Asking> {
  const { asked } = await groupAt(request, 'held')
  const outcomes = (await openOutcomesOf(request.server.book, request.params.childId)).slice(0, walkedAtOnce)
  const seen: Fields = Object.fromEntries(
    agenciesOf(asked)
      .slice(0, seenAtOnce)
      .map((one) => [
        seenAt(one.id),
        line({
          label: `${agencyWords(one.agency ?? '')}: when did they last see the child?`,
          hint: 'A day, or “not seen” where they do not see the child.',
          missing: 'Enter the day',
        }),
      ]),
  )
  const lines: Fields = Object.fromEntries(
    outcomes.map(({ id, what }) => [
      walked(id),
      { ...planOutcome.fields.progress, label: `“${what}”: is it different yet?` },
    ]),
  )
  return {
    fields: { ...coreGroup.fields, ...seen, ...lines },
    names: [...Object.keys(lines), ...Object.keys(seen), 'decisions', 'planUpdated'],
    requires: ['decisions', 'planUpdated'],
  }
}
