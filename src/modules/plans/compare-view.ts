import { cards, type CardRow } from '../../platform/web/holdfast/cards.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { OutcomeHeld, PlanHeld, PlansHeld } from './queries.ts'
import { outcomesOf, versionsOf } from './versions.ts'
import type { Looking } from './views.ts'
import { ifNotWords, said, standingWords } from './words.ts'

type Said = readonly [string, string | null, string | null]

/** Two versions beside each other, what changed marked; the same version twice where there was none before. */
export function compareView(
  held: PlansHeld,
  newer: PlanHeld,
  older: PlanHeld | null,
  looking: Looking,
): Html {
  const {
    telling: { today },
  } = looking
  const texts = older === null ? textsOf(newer, newer, today) : textsOf(older, newer, today)
  const rows = [...texts, ...outcomeRows(held, older ?? newer, newer, today)]
  const columns =
    older === null
      ? ['Part', `Version ${newer.number}`]
      : ['Part', 'Changed?', `Version ${older.number}`, `Version ${newer.number}`]
  const body = cards({
    caption: 'What each version of the plan says',
    columns,
    rows: rows.map((row) => (older === null ? alone(row) : beside(row))),
  })
  return html`<p>${standingWords(newer, today)}${
    older !== null && html`, beside ${standingWords(older, today).replace('Version', 'version')}`
  }.</p>
    ${newer.changedWhy !== null && html`<p><strong>What changed, and why:</strong> ${newer.changedWhy}</p>`}
    ${section({ id: 'compare', title: older === null ? 'What it says' : 'Side by side' }, body)}
    ${others(held, newer, older, looking)}`
}

function others(held: PlansHeld, newer: PlanHeld, older: PlanHeld | null, { childId }: Looking): Html {
  const rest = versionsOf(held, newer).filter(({ id }) => id !== newer.id && id !== older?.id)
  return html`${
    rest.length > 0 &&
    html`<p>Or beside ${rest.map(
      ({ id, number }) =>
        html` ${link(`version ${number}`, `/children/${childId}/plan/${newer.id}/compare?with=${id}`)}`,
    )}</p>`
  }`
}

const textsOf = (older: PlanHeld, newer: PlanHeld, today: PlanHeld['draftedOn']): Said[] =>
  parts(today).map(([name, of]) => [name, of(older), of(newer)])

const parts = (
  today: PlanHeld['draftedOn'],
): readonly (readonly [string, (plan: PlanHeld) => string | null])[] => [
  ['Worries', ({ worries }) => worries],
  ['Needs', ({ needs }) => needs],
  ['The child says', ({ childSays }) => childSays],
  ['Parents agree', ({ parentsAgree }) => said(parentsAgree, 'parentsAgree')],
  ['If nothing changes', (plan) => ifNotWords(plan, today)],
  [
    'Seen by',
    ({ sees, visitEvery }) =>
      sees === null ? null : `${sees}${visitEvery === null ? '' : `, every ${visitEvery} working days`}`,
  ],
]

/** What must change, each beside what it said before. */
function outcomeRows(
  held: PlansHeld,
  older: PlanHeld,
  newer: PlanHeld,
  today: PlanHeld['draftedOn'],
): Said[] {
  const [before, after] = [outcomesOf(held, older), outcomesOf(held, newer)]
  const words = ({ what, measure, byOn }: OutcomeHeld): string =>
    `${what}${measure === null ? '' : `. We will know by: ${measure}`}${byOn === null ? '' : `. By ${daySaid(byOn, today)}`}`
  const matched = after.map((outcome, i): Said => {
    const was = before.find(({ id }) => id === outcome.id || id === outcome.replacesId)
    return [`Must change, ${i + 1}`, was === undefined ? null : words(was), words(outcome)]
  })
  const kept = new Set(after.flatMap(({ id, replacesId }) => [id, replacesId]))
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map((outcome): Said => ['No longer', words(outcome), null])
  return [...matched, ...gone]
}

const beside = ([name, before, after]: Said): CardRow => ({
  head: name,
  cells: [changed(before, after), before ?? '–', after ?? '–'],
})

const alone = ([name, , after]: Said): CardRow => ({ head: name, cells: [after ?? '–'] })

function changed(before: string | null, after: string | null): Html {
  if (before === after) return html`<span class="hf-quiet">The same</span>`
  if (before === null) return state('soon', 'New')
  return after === null ? state('soon', 'Taken out') : state('soon', 'Changed')
}
