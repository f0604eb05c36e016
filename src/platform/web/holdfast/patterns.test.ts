import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tidy } from '../govuk/compared.ts'
import { html, type Html } from '../html.ts'
import { attention, type Concern } from './attention.ts'
import { cards } from './cards.ts'
import { changesOfWorker } from './changes-of-worker.ts'
import { childQuestions, choices } from './choices.ts'
import { chronology } from './chronology.ts'
import { clockStrip, type ClockFace } from './clock-strip.ts'
import { heatTable } from './heat-table.ts'
import { masthead } from './masthead.ts'
import { measure } from './measure.ts'
import { patternStrip } from './pattern-strip.ts'
import { reasons } from './reasons.ts'
import { saveBar } from './save-bar.ts'
import { section } from './section.ts'
import { seenBar, seenDots } from './seen.ts'
import { specimen, specimenMasthead } from './specimen.ts'
import { state } from './state.ts'
import { tally } from './tally.ts'
import { unknowns } from './unknown.ts'
import { said, voice } from './voice.ts'
import { weightedLoad } from './weighted-load.ts'
import { worklist } from './worklist.ts'

/** The words a reader hears or sees, in order, without the markup. */
const heard = (markup: Html): string =>
  tidy(markup)
    .replaceAll(/<svg.*?<\/svg>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const law = { basis: 'Statutory guidance', words: 'Counted from the strategy discussion.' }

describe('a state', () => {
  it('says its words, and says aloud that what is not known is not known', () => {
    assert.equal(
      String(state('over', '2 days over')),
      '<span class="hf-state hf-state--over">2 days over</span>',
    )
    assert.equal(heard(state('unknown', 'Dean’s background')), 'Not known: Dean’s background')
    assert.match(String(state('met', '<b>', { wrap: true })), /hf-state--met hf-state--wrap">&#60;b&#62;</)
  })
})

describe('the masthead', () => {
  it('holds the page’s one first heading, and says what each mark is', () => {
    const drawn = masthead({
      heading: 'Leo <Barker>, 6',
      firstName: 'Leo',
      above: [{ text: 'Children', href: '/children' }],
      plans: ['Child protection'],
      flags: ['Risk to workers'],
      facts: [{ name: 'Lives with', is: 'mum' }],
      pages: [{ text: 'Overview', href: '/', active: true }],
    })
    assert.match(String(drawn), /<h1 class="hf-h1">Leo &#60;Barker&#62;, 6<\/h1>/)
    assert.match(heard(drawn), /Status: Child protection Flag: Risk to workers/)
    assert.match(String(drawn), /<nav[^>]*aria-label="Leo’s record"/)
    assert.match(String(drawn), /<dt>Lives with<\/dt><dd>mum<\/dd>/)
  })
})

describe('attention', () => {
  const concern = (what: string): Concern => ({
    what,
    more: 'Owner: Amira.',
    action: { text: 'Respond', href: '/r', about: `to ${what}` },
  })
  it('shows three and counts the rest', () => {
    const drawn = heard(
      attention({ concerns: ['one', 'two', 'three', 'four', 'five'].map(concern), allHref: '/all' }),
    )
    assert.match(drawn, /and 2 more one Owner: Amira. Respond to one two/)
    assert.doesNotMatch(drawn, /four/)
  })
  it('is not there when nothing needs it', () => {
    assert.equal(String(attention({ concerns: [], allHref: '/all' })), '')
  })
})

describe('the clock strip', () => {
  const clock = (name: string): ClockFace => ({
    name,
    state: 'soon',
    left: '3 days left',
    date: 'Thu 26 Nov',
    law,
  })
  it('opens each clock onto its law, and shows six', () => {
    const drawn = clockStrip({
      clocks: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(clock),
      allHref: '/clocks',
    })
    assert.equal(String(drawn).match(/<details class="hf-law">/g)?.length, 6)
    assert.match(heard(drawn), /2 more clocks/)
    assert.match(heard(drawn), /Why this date : a Statutory guidance . Counted from the strategy discussion./)
  })
})

describe('when a child was seen', () => {
  it('is drawn, said aloud and listed', () => {
    const drawn = seenBar({
      id: 's',
      child: 'Leo',
      from: '2026-09-04',
      today: '2026-11-23',
      late: [{ from: '2026-11-19', to: '2026-11-23' }],
      sightings: [
        { on: '2026-09-15', seen: 'alone', words: '15 Sep seen alone' },
        { on: '2026-10-12', seen: 'tried', words: '12 Oct no <reply>' },
      ],
    })
    assert.match(String(drawn), /role="img" aria-labelledby="s-t s-d">/)
    assert.match(
      tidy(drawn),
      /<desc id="s-d">15 Sep seen alone. 12 Oct no &#60;reply&#62;. <\/desc>|<desc id="s-d">15 Sep seen alone. 12 Oct no &#60;reply&#62;.<\/desc>/,
    )
    assert.match(heard(drawn), /Show as a list 15 Sep seen alone 12 Oct no &#60;reply&#62;/)
  })
  it('shows the last five attempts in a list, in words too', () => {
    const dots = String(seenDots(['tried', 'alone', 'not-alone', 'tried', 'alone', 'alone']))
    assert.match(dots, /aria-label="Last five attempts: alone, not alone, not seen, alone, alone"/)
    assert.match(String(seenDots(['tried'])), /aria-label="Last attempt: not seen"/)
    assert.equal(seenDots([]), undefined)
  })
})

describe('lists of work', () => {
  const action = { text: 'Record visit', about: 'to Leo Barker', href: '/visit' }
  it('says the whole of what a button does, and has one strong button', () => {
    const row = { state: { state: 'over', words: '2 days over' }, what: 'Visit', for: 'Leo', action } as const
    const drawn = worklist([row, row])
    assert.match(heard(drawn), /^2 days over Visit for Leo Record visit to Leo Barker 2 days/)
    assert.equal(String(drawn).match(/govuk-button--secondary/g)?.length, 1)
  })
  it('gives every reason as a sentence, in order, and never a score', () => {
    const drawn = reasons([
      {
        who: 'Leo',
        about: 'Amira',
        reasons: [
          { state: 'over', words: 'Visit 2 days over' },
          { state: 'unknown', words: 'Father not spoken to' },
        ],
        action,
      },
    ])
    assert.match(String(drawn), /^<ol/)
    assert.equal(
      heard(drawn),
      'Leo Amira Visit 2 days over Not known: Father not spoken to Record visit to Leo Barker',
    )
  })
  it('opens every number but nought onto its children', () => {
    const drawn = tally([
      { name: 'On time', count: 55, href: '/on-time', more: '89%' },
      { name: 'Over', count: 0, href: '/over' },
    ])
    assert.match(
      String(drawn),
      /<a class="govuk-link" href="\/on-time">55<span class="govuk-visually-hidden">: On time<\/span><\/a>/,
    )
    assert.doesNotMatch(String(drawn), /href="\/over"/)
  })
  it('says a load in words, and that it is over', () => {
    assert.equal(heard(weightedLoad(27, 22)), '27 of 22 over')
    assert.equal(heard(weightedLoad(22, 22)), '22 of 22')
  })
})

describe('tables a phone can show', () => {
  it('keep their roles, and name each cell', () => {
    const drawn = String(
      cards({ caption: 'Children', columns: ['Child', 'Plan'], rows: [{ head: 'Leo', cells: ['<none>'] }] }),
    )
    for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'])
      assert.match(drawn, new RegExp(`role="${role}"`))
    assert.match(drawn, /role="cell" data-label="Plan"><div>&#60;none&#62;<\/div>/)
  })
  it('say in words what a tint repeats', () => {
    const cell = { value: '89%', of: '55 of 62' }
    const cells = [
      { ...cell, standing: 'worse' },
      { ...cell, standing: 'better' },
      { ...cell, standing: 'usual' },
    ] as const
    const drawn = heatTable({
      caption: 'Teams',
      columns: ['Team', 'A', 'B', 'C'],
      rows: [{ team: 'Riverside', cells }],
    })
    assert.match(
      heard(drawn),
      /Riverside Worse than usual: ▲︎ 89% 55 of 62 Better than usual: ✓︎ 89% 55 of 62 89% 55 of 62$/,
    )
  })
})

describe('a measure', () => {
  it('has its denominator, its comparator and its past beside it', () => {
    const drawn = measure({
      name: 'On time',
      href: '/m',
      value: '88%',
      of: '59 of 67',
      beside: 'England 90%',
      recent: [90, 89, 88],
      standing: 'worse',
    })
    assert.equal(heard(drawn), 'On time 88% 59 of 67 England 90% worse than usual')
    assert.match(String(drawn), /aria-label="Last 3 months: 90, 89, 88"/)
  })
})

describe('a child’s words', () => {
  it('stand in quotes with who heard them, and are never markup', () => {
    assert.equal(
      heard(voice([{ words: 'I like <Nan’s>', heard: 'Leo, alone' }])),
      '“I like &#60;Nan’s&#62;” Leo, alone',
    )
    assert.match(String(said('Yes')), /class="hf-said">“Yes”</)
  })
})

describe('what we do not know', () => {
  it('has an owner', () => {
    assert.equal(
      heard(unknowns([{ what: 'Who sleeps here', owned: '14 days. Amira' }])),
      'Not known: Who sleeps here 14 days. Amira',
    )
  })
})

describe('a chronology', () => {
  it('shows what an event meant, asks for it where it is missing, and shows gaps and breaks', () => {
    const event = {
      entry: 'event',
      kind: 'police',
      when: '12 Nov',
      category: 'Police',
      what: 'A call',
      impactOn: 'Impact on Leo',
      impactHref: '/i',
      source: 'Notice',
    } as const
    const entries = [
      { ...event, impact: 'he hid' },
      { ...event, impact: null },
      { entry: 'gap', what: '72 days' },
      { entry: 'break', what: 'Help ended' },
    ] as const
    const drawn = chronology([{ year: '2026', entries }])
    assert.match(heard(drawn), /Impact on Leo: he hid/)
    assert.match(heard(drawn), /Impact on Leo not written yet Add impact/)
    assert.match(String(drawn), /<li class="hf-gap"><p><strong>72 days/)
    assert.match(String(drawn), /<li class="hf-break"><p>Help ended/)
  })
})

describe('changes of worker', () => {
  it('says who in order, and when there was nobody', () => {
    const tenures = [
      { name: 'Grace', from: '2025-12-01', to: '2026-03-01', words: 'Grace' },
      { name: null, from: '2026-03-01', to: '2026-04-01', words: '31 days with no worker' },
      { name: 'Amira', from: '2026-04-01', to: null, words: 'Amira since 1 April' },
    ]
    const drawn = changesOfWorker({ child: 'Leo', from: '2025-12-01', today: '2026-12-01', tenures })
    assert.match(String(drawn), /aria-label="Leo’s workers, oldest first: Grace, then nobody, then Amira"/)
    assert.equal(heard(drawn), 'Amira since 1 April 31 days with no worker Grace')
  })
})

describe('a pattern strip', () => {
  it('says each day and each gap aloud', () => {
    const events = [{ on: '2026-09-14', shown: '14 September' }]
    const lanes = [
      {
        name: 'Seen alone',
        events,
        gaps: [{ from: '2026-07-05', to: '2026-09-14', words: '71 days not seen alone' }],
      },
      { name: 'Moves', events: [] },
    ]
    const drawn = patternStrip({ from: '2025-12-01', to: '2026-11-30', period: '12 months', lanes })
    assert.match(
      heard(drawn),
      /Seen alone : 1 in 12 months, on 14 September. 71 days not seen alone 1 Moves : 0 in 12 months 0/,
    )
  })
})

describe('questions for a thumb', () => {
  const options = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No', reveals: true },
  ]
  it('choose nothing beforehand, and mark the answer given', () => {
    assert.doesNotMatch(String(choices({ legend: 'Seen', name: 'seen', options })), /checked/)
    const given = String(choices({ legend: 'Seen', name: 'seen', options, value: 'no' }))
    assert.match(
      given,
      /<input type="radio" id="seen-2" name="seen" value="no" checked data-no><label for="seen-2">No/,
    )
  })
  it('tie the error to the question, whose first answer has the question’s own id', () => {
    const wrong = String(
      choices({
        legend: 'Seen',
        about: 'Leo, 6',
        name: 'seen',
        options,
        hint: 'Today',
        errorMessage: 'Say if Leo was seen',
      }),
    )
    assert.match(wrong, /<fieldset class="hf-q hf-q--error" aria-describedby="seen-hint seen-error">/)
    assert.match(wrong, /id="seen-error" class="govuk-error-message"/)
    assert.match(wrong, /id="seen" name="seen"/)
    assert.match(wrong, /Seen<span class="govuk-visually-hidden">: Leo, 6<\/span>/)
  })
  it('stand under the child they are about', () => {
    const drawn = String(
      childQuestions({ id: 'leo', name: 'Leo, 6', questions: [html`<p>?</p>`], revealed: html`<p>Why?</p>` }),
    )
    assert.match(drawn, /aria-labelledby="k-leo"/)
    assert.match(drawn, /<div class="hf-if"><p>Why\?<\/p><\/div>/)
  })
  it('are saved from a bar that says when', () => {
    assert.match(
      tidy(saveBar({ save: 'Save visit', draft: 'Save draft', saved: 'Saved 15:42' })),
      /role="status" data-draft-status>Saved 15:42</,
    )
  })
})

describe('the specimen page', () => {
  const page = String(html`${specimenMasthead}${specimen()}`)
  it('uses no id twice, no inline style or script, and no tint without a word', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    )
    assert.doesNotMatch(page, / style=|<script|undefined|NaN|\[object/)
    assert.doesNotMatch(page, /class="hf-state[^"]*"><\/span>/)
  })
  it('gives every drawing words, or hides it from who cannot see it', () => {
    for (const [drawing] of page.matchAll(/<svg[^>]*>/g)) {
      const isInner = drawing.includes('overflow="visible"')
      assert.ok(
        isInner ||
          /aria-hidden="true"|role="img" aria-label|focusable="false"/.test(
            drawing.replaceAll(/ (width|height|viewBox)="[^"]*"/g, ''),
          ),
        drawing,
      )
    }
  })
  it('names every section by its heading', () => {
    assert.match(String(section({ id: 'a', title: 'A' }, html``)), /aria-labelledby="h-a"[^]*id="h-a">A</)
  })
})
