import type { SpcChart } from '../charts/spc-chart.ts'
import type { HeatTable } from './heat-table.ts'
import type { Measure } from './measure.ts'
import type { Ranked } from './reasons.ts'
import { link } from './section.ts'
import type { Count } from './tally.ts'
import type { WorkRow } from './worklist.ts'

/** Everyone here is invented: what the specimen page shows of many children. */
const leo = link('Leo Barker, 6', '#')

export const work: readonly WorkRow[] = [
  {
    state: { state: 'over', words: '2 days over' },
    what: 'Child protection visit',
    for: leo,
    more: 'Last seen Thu 5 Nov at home, alone. Was due Thu 19 Nov.',
    action: { text: 'Record visit', about: 'to Leo Barker', href: '#' },
  },
  {
    state: { state: 'soon', words: 'Due today' },
    what: 'Core group minutes',
    for: link('the Okafor family', '#'),
    more: '3 children. Send to 7 people.',
    action: { text: 'Write up', about: 'Okafor core group minutes', href: '#' },
  },
  {
    state: { state: 'unknown', words: 'No answer' },
    what: 'GP reply',
    for: leo,
    action: { text: 'Chase', about: 'the GP about Leo Barker', href: '#' },
  },
]

export const ranked: readonly Ranked[] = [
  {
    who: leo,
    about: 'Amira. Third child protection plan',
    reasons: [
      { state: 'over', words: 'Direction on Dean asked twice, 12 days over' },
      { state: 'soon', words: 'Conference in 2 days' },
      { state: 'unknown', words: 'Mum’s partner unassessed for 82 days' },
    ],
    action: { text: 'Give direction', about: 'about Leo Barker', href: '#' },
  },
  {
    who: link('Isla Fenn, 4', '#'),
    about: 'Dina. In our care',
    reasons: [{ state: 'over', words: 'Fourth worker in 12 months' }],
  },
]

export const counts: readonly Count[] = [
  { name: 'Due in the last 10 working days', count: 62, href: '#' },
  { name: 'On time', count: 55, href: '#', more: '89%' },
  { name: 'Unallocated', count: 0, href: '#' },
]

const measureOf = (
  name: string,
  value: string,
  standing: Measure['standing'],
  recent: readonly number[],
): Measure => ({
  name,
  href: '#',
  value,
  of: '59 of 67 visits, November',
  beside: 'Local standard 95%',
  standing,
  recent,
})

export const measures = [
  {
    id: 'door',
    title: 'Front door',
    rows: [
      measureOf('Decided in 1 working day', '96%', 'usual', [93, 94, 94, 95, 95, 96, 95, 96]),
      measureOf('Back within 12 months', '24%', 'worse', [21, 22, 22, 23, 23, 23, 24, 24]),
    ],
  },
  {
    id: 'help',
    title: 'Children we help',
    rows: [measureOf('Child protection visits on time', '88%', 'worse', [93, 92, 92, 91, 91, 90, 89, 88])],
  },
  {
    id: 'care',
    title: 'In our care',
    rows: [measureOf('Placed with parents', '21', undefined, [24, 23, 23, 22])],
  },
  { id: 'leaving', title: 'Leaving care', rows: [measureOf('In touch', '91%', 'better', [89, 90, 90, 91])] },
]

const monthly: readonly (readonly [string, number])[] = [
  ['Dec', 94],
  ['Jan', 93],
  ['Feb', 95],
  ['Mar', 94],
  ['Apr', 93],
  ['May', 94],
  ['Jun', 93],
  ['Jul', 92],
  ['Aug', 91],
  ['Sep', 90],
  ['Oct', 89],
  ['Nov', 88],
]

export const chart: SpcChart = {
  id: 'visits',
  title: 'Child protection visits on time, December 2025 to November 2026',
  unit: '%',
  better: 'higher',
  average: 93.7,
  low: 90.6,
  high: 96.8,
  columns: ['Month', 'On time', 'Due', 'Per cent'],
  points: monthly.map(([label, value]) => ({
    label,
    value,
    from: ['59', '67'],
    note: label === 'Jun' ? 'Harbour team opened' : undefined,
  })),
}

export const teams: HeatTable = {
  caption: 'Teams: three measures, each against its own usual range',
  columns: ['Team', 'Visits on time', 'Seen alone', 'Directions over'],
  rows: ['Riverside', 'Harbour', 'Castle'].map((team, i) => ({
    team: link(team, '#'),
    cells: [
      { value: '89%', of: '55 of 62', standing: i === 0 ? 'worse' : 'usual' },
      { value: '71%', of: '39 of 55', standing: 'usual' },
      { value: '0%', of: '0 of 29', standing: i === 2 ? 'better' : 'usual' },
    ],
  })),
}
