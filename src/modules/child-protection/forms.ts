import { NoSuchPerson } from '../../platform/people/child.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { load } from '../../platform/record/store.ts'
import { kebab } from '../../platform/record/names.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { recordSummary } from '../../platform/web/record-summary.ts'
import { openOutcomesOf } from '../plans/index.ts'
import { agencyWords } from './agencies.ts'
import { invite, rebook, recordReply, replyAsks, requestAsks, requestConference } from './asking.ts'
import { agenciesIn } from './core-groups.ts'
import { decide, walkedAtOnce } from './deciding.ts'
import { formPage, type Asked, type FormPage } from './form-page.ts'
import { holdAsks, holdConference, holdNeeds, recordViews } from './holding.ts'
import { meetingInvitation } from './invitation.ts'
import { takeStep, type Step } from './meeting.ts'
import { reviewHistory } from './plan-of-protection.ts'
import { chairs, conferenceAt } from './queries.ts'
import { conference, cpPlan, type Conference } from './record.ts'
import { isUnsettled, settleAsks, settleDissent } from './settling.ts'
import { steps } from './steps.ts'
import { homeOf } from './looking.ts'
import {
  at,
  db,
  act,
  opening,
  toConference,
  child,
  agencyField,
  family,
  siblings,
  chosen,
  idsIn,
  attendance,
  viewsAsked,
  decisionAsked,
  begunOn,
} from './askings.ts'
import { groupForms } from './group-forms.ts'

async function heldAt(request: Asked, from: readonly Conference['state'][]) {
  const { childId, recordId } = request.params
  const held = await conferenceAt(db(request), actOf(request, request.params).actor, childId, recordId)
  if (held === null) throw new NoSuchPerson()
  if (!from.includes(held.row.state)) throw new StateMoved('the conference has moved on')
  return held
}

const asked = ['kind', 'requestedOn', 'requestedWhy']
/** What is read above the questions of a step: what is signed, and what a manager agrees to or not. */
const readFirst: Readonly<Record<string, readonly string[]>> = {
  signRecord: ['recordWords', 'recordDraftedOn'],
  approve: asked,
  decline: asked,
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
      ...(name in readFirst && { first: recordSummary(conference, row, new Map(), readFirst[name]) }),
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
        begins: begunOn(request, row.bookedFor),
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
    url: '/children/:childId/invitations/:recordId/settle',
    event: 'meeting-invitation.dissent-settled',
    title: 'How a disagreement was settled',
    save: 'It is settled',
    needs: 'conference.approve',
    asks: async (request) => {
      const row = await load(db(request), meetingInvitation, request.params.recordId)
      if (row.childId !== request.params.childId) throw new NoSuchPerson()
      if (!isUnsettled(row)) throw new StateMoved('no disagreement is open on this invitation')
      return {
        fields: meetingInvitation.fields,
        names: settleAsks,
        requires: settleAsks,
        version: row.version,
        first: html`<h2 class="hf-h2">${agencyWords(row.agency ?? '')}</h2>
          <p class="govuk-body">Does not agree: ${row.dissent}</p>`,
      }
    },
    does: (request) => settleDissent(app.book, act(request), request.body),
    goesTo: toConference,
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
