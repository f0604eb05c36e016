import { html } from '../html.ts'
import type { Concern } from './attention.ts'
import type { ChangesOfWorker } from './changes-of-worker.ts'
import type { ChronologyYear } from './chronology.ts'
import type { ClockFace } from './clock-strip.ts'
import type { PatternStrip } from './pattern-strip.ts'
import { link } from './section.ts'
import type { SeenBar } from './seen.ts'
import type { Unknown } from './unknown.ts'
import type { ChildsWords } from './voice.ts'

/** Everyone here is invented: what the specimen page shows of one child. */
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
