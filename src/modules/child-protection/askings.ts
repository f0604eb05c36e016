import type { Day } from '../../platform/dates/day.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { choices, line, names, optional, type Field, type Fields } from '../../platform/record/field.ts'
import { posted, asTyped } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { planOutcome } from '../plans/index.ts'
import { agencies, agencyWords, invited, isAgency } from './agencies.ts'
import { childrenIn } from './asking.ts'
import { agenciesOf } from './core-groups.ts'
import { decideAsks, decideNeeds, walked } from './deciding.ts'
import type { Asked, Asking } from './form-page.ts'
import { askedAtOnce, attendedAt, dissentAt, viewAt, viewsAtOnce } from './holding.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { mayBeAbout } from './queries.ts'
import { conference, type Conference } from './record.ts'
import { cameTo } from './rules.ts'
import { homeOf } from './looking.ts'

export const at = '/children/:childId/conferences'
export const groups = '/children/:childId/core-groups'
export const db = ({ server }: Asked) => server.book.db
export const act = (request: Asked) => ({
  ...actOf(request, request.params),
  recordId: request.params.recordId,
})
export const opening = (request: Asked) => actOf(request, { childId: request.params.childId })
export const toConference = (childId: string, id: string): string => `${homeOf(childId)}/${id}`

/** A question about the brothers and sisters, where there are any. */
export const child = names({
  label: 'Which brothers and sisters is it about too?',
  missing: 'Select brothers and sisters',
})
export const agencyField = choices({
  label: 'Which agencies are asked?',
  options: agencies,
  missing: 'Select agencies',
})
export const family = optional(
  line({
    label: 'Who of the family is asked?',
    hint: 'Names with commas between, such as Kelly, Carl, Nan.',
    missing: 'Enter who of the family is asked',
  }),
)

export async function siblings(
  request: Asked,
  needs: Parameters<typeof mayBeAbout>[2],
): Promise<Record<string, string>> {
  const { actor } = actOf(request, request.params)
  const offered = await mayBeAbout(db(request), actor, needs, request.params.childId)
  request.shows(Object.keys(offered))
  return offered
}

/** Of the children a form names, those it offered: nobody is added by hand. */
export const chosen = (request: Asked, offered: Readonly<Record<string, string>>): string[] =>
  childrenIn(request.params.childId, posted(request)).filter(
    (id) => id === request.params.childId || id in offered,
  )

/** The ids behind questions whose names begin like this. */
export const idsIn = ({ names: all }: Asking, start: string): string[] =>
  all.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length))

/** A form about a meeting, with a question for each of those who were asked and of whom it is not known yet. */
export function attendance(asked: readonly MeetingInvitation[], asking: Asking): Asking {
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
  agency !== null && isAgency(agency) ? agencies[agency] : (who ?? invited[agency ?? 'family'])

export function viewsAsked(asked: readonly MeetingInvitation[]): Asking {
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

export function decisionAsked(
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

/** The day it was booked for, once that has come: a meeting is held on the day it was booked for more often than not. */
export const begunOn = ({ server }: Asked, bookedFor: Day | null): Typed =>
  bookedFor === null || bookedFor > server.book.today() ? {} : asTyped({ heldOn: bookedFor })
