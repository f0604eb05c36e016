import { shortDay, type Day } from '../../platform/dates/day.ts'
import { nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Crossing, Waiting } from './queries.ts'

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  help: { waiting: 'Waiting for a lead practitioner', open: 'Going on', closed: 'Ended' },
  'step-up': {
    requested: 'Asked for: waiting for the front door’s manager',
    accepted: 'Accepted: social care has the family',
    declined: 'Declined',
    disputed: 'Disputed: to be decided again',
  },
  'step-down': {
    proposed: 'Proposed: waiting for the manager to agree',
    handover: 'Agreed: waiting to be accepted. Social care stays open',
    accepted: 'Accepted: to be checked 12 weeks on',
    checked: 'Checked: to be closed',
    closed: 'Closed',
    withdrawn: 'Withdrawn',
  },
}

const folder = (what: string): string => (what === 'early help' ? 'help' : what.replace(' ', '-'))

/** How one of these stands, in the words of the screen. */
export const stateWords = (at: string, stands: string): string => words[at]?.[stands] ?? stands

const titles: Readonly<Record<Waiting['what'], string>> = {
  'early help': 'Early help',
  'step up': 'Step up',
  'step down': 'Step down',
}

const hrefOf = ({ childId, recordId, what }: Pick<Waiting, 'childId' | 'recordId' | 'what'>): string =>
  `/children/${childId}/early-help/${folder(what)}/${recordId}`

/** Everything that waits, soonest due first. */
export function waitingView(rows: readonly Waiting[], today: Day): Html {
  if (rows.length === 0)
    return html`<p>Nothing in early help waits for anybody. Steps up and down stand here until somebody has taken them.</p>`
  return cards({
    caption: `Waiting for somebody${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'What', 'Waits for', 'Since', 'Due'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), hrefOf(row), titles[row.what]),
      cells: [
        titles[row.what],
        `${stateWords(folder(row.what), row.state)}${row.whom === null ? '' : `: ${row.mine ? 'you' : row.whom}`}`,
        row.sinceOn === null ? 'Not known' : shortDay(row.sinceOn),
        dueCell(row.dueOn, today),
      ],
    })),
  })
}

const dueCell = (dueOn: Day | null, today: Day): Html | string =>
  dueOn === null
    ? 'No day'
    : dueOn < today
      ? state('over', `Was due ${shortDay(dueOn)}`)
      : dueOn === today
        ? state('soon', 'Due today')
        : shortDay(dueOn)

interface Begin {
  readonly text: string
  readonly href: string
}

/** A child's early help, and what can be begun. */
export function childView(childId: string, held: readonly Crossing[], begin: readonly Begin[]): Html {
  const buttons = begin.map(({ text, href }) => button({ text, href, classes: 'govuk-button--secondary' }))
  const list = listed(
    held.map(
      ({ recordId, what, state: stands, onDay }) =>
        html`<p>${link(
          titles[what],
          hrefOf({ childId, recordId, what }),
        )} <span class="hf-quiet hf-small">${onDay !== null && shortDay(onDay, { year: true })}</span></p>
          <p class="hf-small">${stateWords(folder(what), stands)}</p>`,
    ),
  )
  const none = html`<p>There is no early help, step up or step down on this child’s record.</p>`
  return html`${begin.length > 0 ? html`<div class="govuk-button-group">${buttons}</div>` : nothing}
    ${section(
      { id: 'held', title: 'Early help, and steps between it and social care' },
      held.length === 0 ? none : list,
    )}`
}
