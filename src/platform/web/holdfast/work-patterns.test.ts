import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tidy } from '../govuk/compared.ts'
import { html } from '../html.ts'
import { cards } from './cards.ts'
import { changesOfWorker } from './changes-of-worker.ts'
import { childQuestions, choices } from './choices.ts'
import { heard } from './heard.ts'
import { heatTable } from './heat-table.ts'
import { measure } from './measure.ts'
import { patternStrip } from './pattern-strip.ts'
import { reasons } from './reasons.ts'
import { saveBar } from './save-bar.ts'
import { section } from './section.ts'
import { specimen, specimenMasthead } from './specimen.ts'
import { tally } from './tally.ts'
import { weightedLoad } from './weighted-load.ts'
import { worklist } from './worklist.ts'

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
