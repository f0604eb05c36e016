import { shortDay, type Day } from '../../platform/dates/day.ts'
import { nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { AgreementHeld, agreementsIn, CheckHeld } from './queries.ts'
import type { writtenAgreement } from './record.ts'
import { overRelied } from './rules.ts'

/** Each state in the words of the screen. */
export const stateWords: Readonly<Record<(typeof writtenAgreement.states)[number], string>> = {
  proposed: 'Proposed: waiting for the manager',
  active: 'In force',
  declined: 'Not used',
  breached: 'Broken: to be decided what follows',
  escalated: 'Broken, and dealt with',
  ended: 'Ended',
}
const wordsOf = (stands: string): string => stateWords[stands as keyof typeof stateWords] ?? stands

const inForce = ({ state: stands }: AgreementHeld): boolean => stands === 'active' || stands === 'breached'

const flagsOf = (one: AgreementHeld, today: Day): Html[] =>
  inForce(one) ? overRelied(one, one.active, today).map((flag) => state('over', flag, { wrap: true })) : []

/** What is relied on more than it should be, of an agreement in force. */
export function flagsView(one: AgreementHeld, today: Day): Html {
  const flags = flagsOf(one, today)
  return flags.length === 0 ? nothing : html`<p>${flags.map((flag) => html`${flag} `)}</p>`
}

/** A child's agreements in plain words, and the way to propose one. */
export function childView(
  childId: string,
  all: readonly AgreementHeld[],
  mayPropose: boolean,
  today: Day,
): Html {
  const propose = button({
    text: 'Propose a written agreement',
    href: `/children/${childId}/agreements/propose-agreement`,
    classes: 'govuk-button--secondary',
  })
  const items = all.map(
    (one) => html`<p>${link(
      html`With ${one.madeWith ?? 'nobody named'}`,
      `/children/${childId}/agreements/${one.id}`,
    )} <span class="hf-small">${wordsOf(one.state)}</span></p>
    ${one.expectations !== null && html`<p>${one.expectations}</p>`}${flagsView(one, today)}
    <p class="hf-quiet hf-small">${
      one.signedOn === null ? 'Not signed' : `Signed ${shortDay(one.signedOn, { year: true })}`
    }${one.reviewOn !== null && inForce(one) && `. To be reviewed by ${shortDay(one.reviewOn)}`}.</p>`,
  )
  const none = html`<p>There is no written agreement about this child. One is used sparingly, and never alone.</p>`
  return html`${mayPropose && html`<div class="govuk-button-group">${propose}</div>`}
    ${section({ id: 'agreements', title: 'Agreements' }, items.length === 0 ? none : listed(items))}`
}

const workingWords: Readonly<Record<string, string>> = {
  yes: 'Working',
  partly: 'Partly working',
  no: 'Not working',
}

/** Each check of an agreement. */
export function checksView(checks: readonly CheckHeld[]): Html {
  const items = checks.map(
    ({ checkedOn, checker, independent, working, found }) =>
      html`<p>${
        checkedOn !== null && shortDay(checkedOn, { year: true })
      }: ${workingWords[working ?? ''] ?? ''}${
        checker !== null && html` <span class="hf-quiet hf-small">${checker}</span>`
      }</p>
        <p class="hf-small">${
          independent === true ? 'Rests on more than their word' : 'Rests on their word alone'
        }. ${found}</p>`,
  )
  const none = html`<p>Nobody has checked it yet.</p>`
  return section({ id: 'checks', title: 'Checks' }, items.length === 0 ? none : listed(items))
}

type Row = Awaited<ReturnType<typeof agreementsIn>>[number]

/** Everything proposed, in force or broken, for managers. */
export function managersView(rows: readonly Row[], today: Day): Html {
  if (rows.length === 0)
    return html`<p>No written agreement is proposed or in force for a child you answer for.</p>`
  return cards({
    caption: `Written agreements${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'Where it stands', 'Signed', 'Review', 'Relied on too much?'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), `/children/${row.childId}/agreements/${row.id}`, 'written agreement'),
      cells: [
        row.state === 'breached' ? state('over', 'Broken') : wordsOf(row.state),
        row.signedOn === null ? 'Not yet' : shortDay(row.signedOn, { year: true }),
        row.reviewOn === null
          ? 'No day'
          : row.reviewOn < today
            ? state('over', `Was due ${shortDay(row.reviewOn)}`)
            : shortDay(row.reviewOn),
        html`${flagsOf(row, today).map((flag) => html`${flag} `)}`,
      ],
    })),
  })
}
