import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tidy } from '../govuk/compared.ts'
import { attention, type Concern } from './attention.ts'
import { chronology } from './chronology.ts'
import { clockStrip, type ClockFace } from './clock-strip.ts'
import { heard } from './heard.ts'
import { masthead } from './masthead.ts'
import { seenBar, seenDots } from './seen.ts'
import { state } from './state.ts'
import { unknowns } from './unknown.ts'
import { said, voice } from './voice.ts'

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
