import { sparkline } from '../charts/sparkline.ts'
import { spcChart } from '../charts/spc-chart.ts'
import { button } from '../govuk/button.ts'
import { input } from '../govuk/input.ts'
import { select } from '../govuk/select.ts'
import { html, type Html } from '../html.ts'
import { buttonMenu } from '../moj/button-menu.ts'
import { attention } from './attention.ts'
import { cards } from './cards.ts'
import { changesOfWorker } from './changes-of-worker.ts'
import { childQuestions, choices } from './choices.ts'
import { chronology } from './chronology.ts'
import { clockStrip } from './clock-strip.ts'
import { filterLine, filterPanel } from './filter-panel.ts'
import { genogram } from './genogram.ts'
import { heatTable } from './heat-table.ts'
import { masthead } from './masthead.ts'
import { measure, measureBoard } from './measure.ts'
import { note } from './note.ts'
import { patternStrip } from './pattern-strip.ts'
import { reasons } from './reasons.ts'
import { saveBar } from './save-bar.ts'
import { link, section } from './section.ts'
import { seenBar, seenDots, seenKey } from './seen.ts'
import * as oneChild from './specimen-child.ts'
import * as families from './specimen-family.ts'
import * as many from './specimen-lists.ts'
import { state } from './state.ts'
import { countLink, tally } from './tally.ts'
import { unknowns } from './unknown.ts'
import { said, voice } from './voice.ts'
import { views } from './views.ts'
import { week } from './week.ts'
import { weightedLoad } from './weighted-load.ts'
import { worklist } from './worklist.ts'

/** A child's masthead with everything in it, for the page round the specimen. */
export const specimenMasthead: Html = masthead({
  heading: 'Leo Barker, 6',
  firstName: 'Leo',
  above: [{ text: 'Children', href: '#' }],
  plans: ['Child protection: neglect'],
  flags: ['Risk to workers'],
  facts: [
    { name: 'Lives with', is: 'mum Kelly, brother Tyler and mum’s partner Dean, 4 Mill Road' },
    { name: 'Social worker', is: html`${link('Amira Khalil', '#')}, third in 12 months` },
  ],
  moreFacts: [
    { name: 'Born', is: '3 March 2020' },
    { name: 'NHS number', is: '943 476 5919' },
    { name: 'School', is: 'Mill Primary, Ms Ford' },
  ],
  actions: html`${button({ text: 'Record visit', href: '#' })}${buttonMenu({
    button: { text: 'Actions', classes: 'govuk-button--secondary' },
    items: [
      { text: 'Move team', href: '#' },
      { text: 'End help', href: '#' },
    ],
  })}`,
  pages: [
    'Overview',
    'Chronology',
    'Family',
    'Plan',
    'Visits and notes',
    'Assessments',
    'Documents',
    'Oversight',
  ].map((text, i) => ({ text, href: '#', active: i === 0 })),
})

/** Every pattern in every state, with invented people, for whoever builds a page. */
export const specimen = (): Html => html`${child()}${lists()}${numbers()}${forms()}`

const child = (): Html => html`
${attention({ concerns: oneChild.concerns, allHref: '#' })}
${clockStrip({ clocks: oneChild.clocks, allHref: '#' })}
<div class="hf-cols hf-cols--21"><div>
${section({ id: 'states', title: 'States', aside: 'A shape, a word, a colour' }, states())}
${section({ id: 'chronology', title: 'Chronology', aside: link('All records', '#') }, chronology(oneChild.story))}
</div><div>
${voice(oneChild.words)}
${section({ id: 'seen', title: 'Last seen', aside: link('Record visit', '#') }, seenBar(oneChild.seen))}
${section({ id: 'unknowns', title: 'What we do not know', aside: link('Add a question', '#') }, unknowns(oneChild.questions))}
${section({ id: 'workers', title: 'Changes of worker', aside: '3 in 12 months' }, changesOfWorker(oneChild.workers))}
</div></div>
${section({ id: 'family', title: 'Family of six' }, genogram({ id: 'small', title: 'Leo’s family', family: families.family }))}
${section(
  { id: 'large', title: 'Family of twelve, long names' },
  genogram({ id: 'large-family', title: 'Ada’s family', family: families.largeFamily }),
)}
${section(
  { id: 'pattern', title: 'Pattern, last 12 months', aside: 'Hatched: 72 days not seen alone' },
  patternStrip(oneChild.pattern),
)}`

const states =
  (): Html => html`<p>${state('over', '2 days over')} ${state('soon', 'Due today')} ${state('ok', '9 days left')}
  ${state('met', 'Met')} ${state('unknown', 'Dean’s background')}</p>
  <p>In a line of text, ${said('I make the tea most nights.')} is a child’s own words.</p>`

const ahead = [
  { day: 'Tue 24', events: [html`Visit, ${link('Ola Adeyemi', '#')}`] },
  { day: 'Wed 25', events: [state('soon', 'Last day'), html`Conference, ${link('Khan family', '#')}`] },
  { day: 'Sat 28 – Sun 29', events: [] },
]

const filters = (): Html => html`${views('Views', [
  { text: 'Significant', href: '#', current: true },
  { text: 'Everything', href: '#' },
])}
${filterLine({
  action: '#',
  method: 'post',
  questions: input({ name: 'called', label: 'Name', classes: 'govuk-input--width-10' }),
})}
${filterPanel({ action: '#', method: 'post', questions: input({ name: 'words', label: 'Words' }), clearHref: '#' })}`

const lists = (): Html => html`
${section({ id: 'ahead', title: 'Next 7 days', aside: link('Open calendar', '#') }, week(ahead))}
${filters()}
<div class="hf-cols hf-cols--21"><div>
${section({ id: 'work', title: 'Needs you today', aside: '3 things' }, worklist(many.work))}
${section({ id: 'first', title: 'Who needs you first', aside: link('How the order is worked out', '#') }, reasons(many.ranked))}
</div><div>
${section({ id: 'visits', title: 'Visits' }, tally(many.counts))}
</div></div>
${section({ id: 'children', title: 'My children', aside: '9 families' }, myChildren())}`

const myChildren = (): Html =>
  html`${cards({
    caption: 'My children, next due first',
    columns: ['Child', 'Plan', 'Last seen', 'Next due', 'Load', 'Over'],
    total: true,
    rows: [
      {
        head: html`${link('Leo Barker', '#')}<br><span class="hf-quiet hf-small">6, with brother Tyler, 14</span>`,
        cells: [
          'Child protection: neglect',
          html`Thu 5 Nov, alone ${seenDots(['alone', 'not-alone', 'tried', 'alone', 'alone'])}`,
          state('over', 'Visit, 2 days over'),
          weightedLoad(27, 22),
          countLink(2, '#', 'visits over'),
        ],
      },
      {
        head: link('Ben Sallow', '#'),
        cells: [
          'Child in need',
          'Not seen yet',
          state('ok', 'Visit, Wed 25 Nov'),
          weightedLoad(18, 20),
          countLink(0, '#', 'visits over'),
        ],
      },
      { head: 'All', cells: ['', '', '', '45 of 42', '2'] },
    ],
  })}${seenKey}`

const numbers = (): Html => html`
${measureBoard(many.measures.map(({ id, title, rows }) => section({ id, title }, html`${rows.map(measure)}`)))}
${section(
  { id: 'spc', title: 'Child protection visits on time', aside: link('Children behind this number', '#') },
  spcChart(many.chart),
)}
${section({ id: 'teams', title: 'Team by team', aside: '3 of 21 teams, last 10 working days' }, heatTable(many.teams))}
<p>One value has a dot, ${sparkline({ values: [4] })}, and a flat run stands in the middle, ${sparkline({ values: [3, 3, 3] })}.</p>`

const forms = (): Html => html`<form method="post" action="#" class="hf-reading" novalidate>
${note('Two people if Dean is home.', 'Set by Asha Patel, 12 Nov.')}
<h2 class="hf-h2 govuk-!-margin-bottom-2">Who did you see?</h2>
${['Leo, 6', 'Tyler, 14'].map(questionsOf)}
${choices({
  legend: 'Where',
  name: 'where',
  options: [
    { value: 'home', text: 'Home' },
    { value: 'school', text: 'School' },
    { value: 'other', text: 'Somewhere else' },
  ],
  value: 'school',
})}
${choices({
  legend: 'What was the visit for?',
  hint: 'From the plan, version 3.',
  name: 'purpose',
  shape: 'stack',
  errorMessage: 'Say what the visit was for',
  options: [
    { value: '3', text: '3. We understand Dean’s part' },
    { value: 'else', text: 'Something else' },
  ],
})}
${select({ name: 'plan', label: 'Plan', items: [{ text: 'Any plan' }, { text: 'In our care' }] })}
${input({
  name: 'next',
  label: 'Next visit',
  hint: 'At the latest Mon 7 December',
  value: 'Thu 3 December',
  errorMessage: 'Enter a day',
})}
${saveBar({ save: 'Save visit', draft: 'Save draft', saved: 'Saved 15:42' })}
</form>`

function questionsOf(name: string, index: number): Html {
  const options = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No', reveals: true },
  ]
  const ask = (legend: string): Html =>
    choices({
      legend,
      about: name,
      name: `${legend.toLowerCase()}-${index}`,
      options,
      shape: 'fill',
      value: index === 0 ? 'no' : undefined,
    })
  const why = input({
    name: `why-${index}`,
    label: html`Why not, and what happens next<span class="govuk-visually-hidden">: ${name}</span>`,
  })
  return childQuestions({
    id: `child-${index}`,
    name,
    lead: 'Last alone Thu 5 Nov',
    questions: [ask('Seen'), ask('Alone')],
    revealed: why,
  })
}
