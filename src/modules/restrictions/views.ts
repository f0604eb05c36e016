import { roleNames } from '../../platform/access/policy.ts'
import { nameOf } from '../../platform/people/name.ts'
import { longDay, longMoment, timeOf } from '../../platform/dates/day.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Held, Looked, SealedRecord, ToDecide, ToReview } from './queries.ts'
import { emergencyOpening, exclusion } from './record.ts'

const inWords = (options: Readonly<Record<string, string>> | undefined, code: string | null): string =>
  options?.[code ?? ''] ?? code ?? ''

/** What a manager may do to one of these, as links: each command by the state it starts from. */
type Doing = (one: Held) => readonly { readonly text: string; readonly href: string }[]

/** Everything said of who may see one record. */
export function accessView(held: readonly Held[], doing: Doing, acts: Html): Html {
  const of = (kind: Held['kind'], id: string, title: string, none: string): Html => {
    const lines = held.filter((one) => one.kind === kind)
    const body =
      lines.length === 0
        ? html`<p class="govuk-body">${none}</p>`
        : listed(lines.map((one) => line(one, doing)))
    return section({ id, title }, body)
  }
  return html`${acts}
    ${of('restriction', 'restriction', 'Restriction', 'This record is not restricted.')}
    ${of(
      'named access',
      'named',
      'People let in',
      'Nobody is named: the child’s own workers alone may open it while it is restricted.',
    )}
    ${of('exclusion', 'conflicts', 'Colleagues with a conflict of interest', 'Nobody is kept from it.')}
    ${of('emergency opening', 'openings', 'Opened in an emergency', 'It was never opened in an emergency.')}`
}

function line(one: Held, doing: Doing): Html {
  const steps = doing(one).map(({ text, href }) => html` ${link(text, href, `: ${one.who ?? one.kind}`)}`)
  return html`<p><strong>${headOf(one)}</strong>, ${one.state} since ${longDay(one.sinceOn)}${one.by !== null && html`, by ${one.by}`}</p>
    ${one.why !== null && html`<p>${one.why}</p>`}${steps.length > 0 && html`<p>${steps}</p>`}`
}

const sealedStates: ReadonlySet<string> = new Set(['seal asked', 'sealed', 'unseal asked'])

function headOf({ kind, state, who, more, untilAt }: Held): string {
  switch (kind) {
    case 'restriction':
      return `${sealedStates.has(state) ? 'Sealed' : 'Restricted'}${who === null ? '' : `; ${who} answers for it`}`
    case 'named access':
      return who ?? 'Somebody'
    case 'exclusion':
      return `${who ?? 'Somebody'}: ${inWords(exclusion.fields.relation.options, more).toLowerCase()}`
    case 'emergency opening':
      return `${who ?? 'Somebody'}: ${inWords(
        emergencyOpening.fields.reason.options,
        more,
      ).toLowerCase()}${untilAt === null ? '' : `, until ${longMoment(untilAt)}`}`
  }
}

/** Openings to be looked into. No child is named: who may open the record sees who it is there. */
export function reviewsView(openings: readonly ToReview[]): Html {
  if (openings.length === 0)
    return html`<p class="govuk-body">No record was opened in an emergency that you must look into.</p>`
  return listed(
    openings.map(
      (one) => html`<p><strong>${one.who}, ${roleNames[one.role].toLowerCase()}</strong>. ${inWords(
        emergencyOpening.fields.reason.options,
        one.reason,
      )}, ${longMoment(one.askedAt)}${one.untilAt !== null && html` until ${longMoment(one.untilAt)}`}</p>
        <p>${one.why}</p>
        <p>${link(
          one.state === 'waiting' ? 'Agree or refuse' : 'Look into it',
          `/children/${one.childId}/emergency/${one.id}`,
          `: ${one.who}`,
        )}</p>`,
    ),
  )
}

const steps: Readonly<Record<string, readonly (readonly [says: string, step: string])[]>> = {
  'restriction asked': [
    ['Agree that it be restricted', 'agree-restriction'],
    ['Refuse', 'refuse-restriction'],
  ],
  'restriction seal asked': [
    ['Agree that it be sealed', 'agree-seal'],
    ['Refuse', 'refuse-seal'],
  ],
  'restriction unseal asked': [
    ['Agree that the seal ends', 'agree-to-unseal'],
    ['Keep it sealed', 'refuse-to-unseal'],
  ],
  'named access asked': [
    ['Let them in', 'let-in'],
    ['Refuse', 'keep-out'],
  ],
}
const wants: Readonly<Record<string, string>> = {
  'restriction asked': 'asks for a record to be restricted',
  'restriction seal asked': 'asks for a record to be sealed',
  'restriction unseal asked': 'asks for a seal to end',
  'named access asked': 'asks to let in',
}

/** What waits for a second person. No child is named: the reason says what must be known to decide. */
export function decisionsView(waiting: readonly ToDecide[]): Html {
  if (waiting.length === 0) return html`<p class="govuk-body">Nothing waits for you to decide.</p>`
  return listed(
    waiting.map((one) => {
      const what = `${one.kind} ${one.state}`
      const links = (steps[what] ?? []).map(
        ([says, step]) =>
          html` ${link(
            says,
            `/children/${one.childId}/access/${one.id}/${step}`,
            `: asked on ${longDay(one.askedOn)}`,
          )}`,
      )
      return html`<p><strong>${one.askedBy ?? 'Somebody'}</strong> ${wants[what] ?? ''}${
        one.who !== null && html` <strong>${one.who}</strong>`
      }, ${longDay(one.askedOn)}</p>
        <p>${one.why}</p>
        <p>${links}</p>`
    }),
  )
}

/** The way to each sealed record the reader is named on. */
export const sealedView = (records: readonly SealedRecord[]): Html =>
  records.length === 0
    ? html`<p class="govuk-body">You are named on no sealed record.</p>`
    : listed(records.map((one) => html`<p>${link(nameOf(one), `/children/${one.id}/overview`)}</p>`))

/** Who has looked at a record, and at what. */
export function lookedView(looks: readonly Looked[], most: number): Html {
  if (looks.length === 0) return html`<p class="govuk-body">Nobody has looked at this record yet.</p>`
  const more =
    looks.length > most ? html`<p class="govuk-body">The last ${most} lines are shown.</p>` : nothing
  return html`${more}${cards({
    caption: 'Who has looked at this record, newest first',
    columns: ['Who', 'Day', 'Times', 'Between', 'What they opened'],
    rows: looks.slice(0, most).map((one) => ({
      head: html`${one.who}<br><span class="hf-quiet hf-small">${roleNames[one.role]}${one.team !== null && `, ${one.team}`}</span>`,
      cells: [
        longDay(one.on),
        String(one.times),
        one.times === 1 ? timeOf(one.first) : `${timeOf(one.first)} and ${timeOf(one.last)}`,
        opened(one.routes),
      ],
    })),
  })}`
}

/** Addresses as places: what a route shows is in its last plain words. */
function opened(routes: readonly string[]): string {
  const places = routes.map((route) => {
    const last = route.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'a list'
    return calledElse[last] ?? last
  })
  return [...new Set(places)]
    .map((place) => place.replaceAll('-', ' '))
    .slice(0, 6)
    .join(', ')
}

const calledElse: Readonly<Record<string, string>> = {
  children: 'the record',
  access: 'who may see it',
  'who-has-looked': 'who has looked',
}
