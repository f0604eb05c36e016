import type { SpcChart } from '../charts/spc-chart.ts'
import { html } from '../html.ts'
import type { Concern } from './attention.ts'
import type { ChangesOfWorker } from './changes-of-worker.ts'
import type { ChronologyYear } from './chronology.ts'
import type { ClockFace } from './clock-strip.ts'
import type { Family } from './family.ts'
import type { HeatTable } from './heat-table.ts'
import type { Measure } from './measure.ts'
import type { PatternStrip } from './pattern-strip.ts'
import type { Ranked } from './reasons.ts'
import { link } from './section.ts'
import type { SeenBar } from './seen.ts'
import type { Count } from './tally.ts'
import type { Unknown } from './unknown.ts'
import type { ChildsWords } from './voice.ts'
import type { WorkRow } from './worklist.ts'

/** Everyone here is invented: what the specimen page shows. */
export const concerns: readonly Concern[] = [
  {
    what: 'Dean lives in the home and no one has spoken to him',
    more: 'Since 2 Sep (82 days). Owner: Amira. Clears when his part in Leo’s life is written down.',
    action: { text: 'Plan how to meet Dean', href: '#' },
  },
  {
    what: 'Child protection visit is 2 working days over',
    more: 'Was due Thu 19 Nov. Owner: Amira. Clears when Leo is seen.',
    action: { text: 'Record visit', href: '#', about: 'to Leo' },
  },
  {
    what: 'Direction asked twice: check Dean’s history with Northshire',
    more: 'From Asha Patel. First due Thu 5 Nov. Clears with evidence of what was found.',
    action: { text: 'Respond', href: '#', about: 'to the direction' },
  },
  { what: 'A fourth', more: 'Not shown', action: { text: 'Open', href: '#' } },
]

const law = {
  basis: 'Local standard',
  words: 'cp-visit. 10 working days after Leo was last seen (5 Nov). The plan may shorten it.',
}
const action = { text: 'Record visit', href: '#' }

export const clocks: readonly ClockFace[] = [
  { name: 'Direction: Dean', state: 'over', left: '12 days over', date: 'Due Thu 5 Nov', law },
  { name: 'Visit', state: 'over', left: '2 days over', date: 'Due Thu 19 Nov', law, action },
  { name: 'Supervision', state: 'soon', left: '3 days left', date: 'Thu 26 Nov', law },
  { name: 'Core group', state: 'ok', left: '4 days left', date: 'Fri 27 Nov, 14:00', law },
  { name: 'Paternity', state: 'unknown', left: 'No day set', date: 'Asked Tue 3 Nov', law },
  { name: 'NHS number', state: 'met', left: 'Met', date: 'Recorded Mon 7 Sep', law },
  { name: 'A seventh', state: 'ok', left: '30 days left', date: 'Mon 4 Jan', law },
]

export const words: readonly ChildsWords[] = [
  {
    words: 'I like Nan’s because it’s warm.',
    heard: html`Leo, Thu 5 Nov, alone with Amira. ${link('All of Leo’s words', '#')}`,
  },
]

export const seen: SeenBar = {
  id: 'leo-seen',
  child: 'Leo',
  from: '2026-09-04',
  today: '2026-11-23',
  sightings: [
    { on: '2026-09-15', seen: 'alone', words: '15 Sep seen alone' },
    { on: '2026-09-28', seen: 'not-alone', words: '28 Sep seen with Kelly' },
    { on: '2026-10-12', seen: 'tried', words: '12 Oct no reply at the door' },
    { on: '2026-10-20', seen: 'alone', words: '20 Oct seen alone at school, 6 working days late' },
    { on: '2026-11-05', seen: 'alone', words: '5 Nov seen alone, 2 working days late' },
  ],
  late: [
    { from: '2026-10-12', to: '2026-10-20' },
    { from: '2026-11-03', to: '2026-11-05' },
    { from: '2026-11-19', to: '2026-11-23' },
  ],
  summary: 'Of 5 visits due, 2 were on time, 2 late and 1 is still owed. Alone 3 of the 4 times he was seen.',
}

export const questions: readonly Unknown[] = [
  {
    what: 'Dean’s background',
    owned: '82 days. Amira owns this. What would his last social worker tell us?',
  },
  { what: 'Who else sleeps at 4 Mill Road', owned: '14 days. Amira, by Thu 26 Nov' },
]

export const workers: ChangesOfWorker = {
  child: 'Leo',
  from: '2025-11-23',
  today: '2026-11-23',
  tenures: [
    {
      name: 'Grace',
      from: '2025-11-23',
      to: '2026-03-20',
      words: html`<strong>Grace Mbeki</strong> to 20 Mar. <span class="hf-quiet">Leo was not told.</span>`,
    },
    {
      name: null,
      from: '2026-03-20',
      to: '2026-04-04',
      words: html`<strong>15 days with no worker</strong> 20 Mar to 4 Apr`,
    },
    {
      name: 'Paul',
      from: '2026-04-04',
      to: '2026-08-21',
      words: html`<strong>Paul Irvine</strong> 4 Apr to 21 Aug.`,
    },
    {
      name: 'Amira',
      from: '2026-08-21',
      to: null,
      words: html`<strong>Amira Khalil</strong> since Fri 21 Aug. <span class="hf-quiet">Leo was told beforehand.</span>`,
    },
  ],
}

const impactOn = 'Impact on Leo'
const impactHref = '#'

export const story: readonly ChronologyYear[] = [
  {
    year: '2026',
    entries: [
      {
        entry: 'event',
        kind: 'school',
        when: '18 Nov',
        category: 'School',
        what: '“Hungry again”, call from Ms Ford',
        impact: 'third time this week.',
        impactOn,
        impactHref,
        source: html`Phone log, Amira Khalil. ${link('Open', '#', 'the call of 18 Nov')}`,
      },
      {
        entry: 'event',
        kind: 'police',
        when: '12 Nov',
        category: 'Police',
        what: 'Domestic abuse notification, children upstairs',
        impact: null,
        impactOn,
        impactHref,
        source: 'Police notice, screened in 3 hours.',
      },
      {
        entry: 'gap',
        what: '72 days when no one saw Leo alone, 5 July to 15 September',
        more: '3 visits in that time, each with Kelly in the room',
      },
      {
        entry: 'event',
        kind: 'decision',
        when: '4 Sep',
        category: 'Decision',
        what: 'Child protection plan made: neglect',
        impact: 'first plan that names food and sleep.',
        impactOn,
        impactHref,
        source: 'Conference, chair Helen Tate.',
      },
      {
        entry: 'break',
        what: html`<strong>Help ended 30 January:</strong> “no further role”. Back 71 days later, on 10 April.`,
      },
    ],
  },
  {
    year: '2024',
    entries: (['words', 'unknown', 'health', 'home', 'harm', 'visit', 'other'] as const).map((kind, i) => ({
      entry: 'event',
      kind,
      when: `${i + 1} Mar`,
      category: kind,
      what: `An event of the kind “${kind}”`,
      impact: 'said here.',
      impactOn,
      impactHref,
      source: 'Source.',
    })),
  },
]

export const family: Family = {
  child: 'leo',
  people: [
    { id: 'jean', name: 'Nan Jean', relation: 'Nan', sex: 'female', note: 'Ash Lane' },
    { id: 'carl', name: 'Dad Carl', relation: 'Dad', sex: 'male', note: 'not contacted' },
    { id: 'kelly', name: 'Mum Kelly', relation: 'Mum', sex: 'female', note: 'seen 5 Nov' },
    { id: 'dean', name: 'Dean', relation: 'Mum’s partner', sex: 'male', note: 'since Aug', unknown: true },
    { id: 'tyler', name: 'Tyler, 14', relation: 'Brother', sex: 'male' },
    { id: 'leo', name: 'Leo, 6', relation: 'Leo himself', sex: 'male' },
  ],
  couples: [
    { partners: ['jean'], children: ['kelly'] },
    { partners: ['carl', 'kelly'], ended: true, children: ['tyler', 'leo'] },
    { partners: ['kelly', 'dean'] },
  ],
  home: { name: '4 Mill Road', people: ['kelly', 'dean', 'tyler', 'leo'] },
}

const long = 'Wilhelmina-Persephone Featherstonehaugh-Cholmondeley-Smythe'

export const largeFamily: Family = {
  child: 'ada',
  people: [
    { id: 'g1', name: `Nan ${long}`, relation: 'Nan', sex: 'female', died: true },
    { id: 'g2', name: 'Grandad Wilfred', relation: 'Grandad', sex: 'male' },
    { id: 'g3', name: 'Gran Mo', relation: 'Gran', sex: 'female' },
    { id: 'dad', name: 'Dad Ivor', relation: 'Dad', sex: 'male', note: 'in prison until June' },
    { id: 'mum', name: `Mum ${long}`, relation: 'Mum', sex: 'female' },
    { id: 'ex', name: 'Stephen', relation: 'Half-brother’s dad', sex: 'male', unknown: true },
    { id: 'now', name: 'Mum’s partner Abdul-Rahman', relation: 'Mum’s partner', sex: 'male' },
    { id: 'aunt', name: 'Auntie Bea', relation: 'Aunt', sex: 'female' },
    { id: 'half', name: 'Half-brother Kit, 11', relation: 'Half-brother', sex: 'male' },
    { id: 'ada', name: 'Ada, 8', relation: 'Ada herself', sex: 'female' },
    { id: 'twin', name: 'Twin', relation: 'Twin', sex: 'unknown', died: true },
    { id: 'baby', name: 'Baby Sol', relation: 'Half-sister', sex: 'female' },
  ],
  couples: [
    { partners: ['g1', 'g2'], children: ['mum', 'aunt'] },
    { partners: ['g3'], children: ['dad'] },
    { partners: ['dad', 'mum'], ended: true, children: ['ada', 'twin'] },
    { partners: ['mum', 'ex'], ended: true, children: ['half'] },
    { partners: ['mum', 'now'], children: ['baby'] },
  ],
  home: { name: 'Flat 12, 118 Old Harbour Road', people: ['mum', 'now', 'ada', 'baby'] },
}

export const pattern: PatternStrip = {
  from: '2025-12-01',
  to: '2026-11-23',
  period: '12 months',
  lanes: [
    {
      name: 'Hunger',
      events: [
        { on: '2026-09-14', shown: '14 September' },
        { on: '2026-10-06', shown: '6 October' },
        { on: '2026-11-18', shown: '18 November' },
      ],
    },
    {
      name: 'Police',
      harm: true,
      events: [
        { on: '2026-03-14', shown: '14 March' },
        { on: '2026-11-12', shown: '12 November' },
      ],
    },
    {
      name: 'Seen alone',
      events: [
        { on: '2026-07-05', shown: '5 July' },
        { on: '2026-09-15', shown: '15 September' },
      ],
      gaps: [{ from: '2026-07-05', to: '2026-09-15', words: '72 days not seen alone' }],
    },
    { name: 'Moves', events: [] },
  ],
}

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
