import { momentOn } from './ledger.ts'
import type { Barkers } from './leo.ts'
import { D } from './story.ts'

type How = 'alone' | 'with Kelly' | 'no reply'

/** Each visit to Leo: the day as drawn, how he was seen, where, what was seen, and what he said. */
const seen: readonly (readonly [string, How, 'home' | 'school', string, string | null])[] = [
  [
    '2026-01-20',
    'alone',
    'home',
    'Leo and Tyler share one room. Leo showed me his cars. There was bread and milk.',
    '“Tyler reads me the dragon one.”',
  ],
  [
    '2026-03-03',
    'alone',
    'school',
    'Ms Ford let us use the library. Leo was tired and hungry; he ate two bananas.',
    '“I had crisps for tea.”',
  ],
  [
    '2026-04-28',
    'alone',
    'home',
    'First visit by Paul. Leo asked where Grace had gone.',
    '“Grace didn’t say bye.”',
  ],
  [
    '2026-06-09',
    'alone',
    'home',
    'The new house is bigger and has damp under the back window. No beds yet.',
    '“My room smells like outside.”',
  ],
  [
    '2026-07-05',
    'alone',
    'home',
    'Leo drew the house with four people and then rubbed one out.',
    '“Mum has a friend.”',
  ],
  [
    '2026-07-24',
    'with Kelly',
    'home',
    'Kelly stayed in the room. Leo looked at her before he answered.',
    null,
  ],
  [
    '2026-08-10',
    'with Kelly',
    'home',
    'Kelly said they were going out. Leo was on the stairs. A man’s boots were in the hall.',
    null,
  ],
  [
    '2026-08-27',
    'with Kelly',
    'home',
    'First visit by Amira since the goodbye visit. Kelly was friendly, and answered for Leo.',
    null,
  ],
  [
    '2026-09-15',
    'alone',
    'home',
    'One mattress on the floor for both boys. The blanket was wet. Leo was in yesterday’s shirt.',
    '“We take turns to have the dry side.”',
  ],
  [
    '2026-09-28',
    'with Kelly',
    'home',
    'Kelly said the bed was coming. Leo sat on her knee and said nothing.',
    null,
  ],
  ['2026-10-12', 'no reply', 'home', '', null],
  [
    '2026-10-20',
    'alone',
    'school',
    'Ms Ford found us a room. Leo had eaten at breakfast club and wanted to show me the fish.',
    '“I go to breakfast and there’s beans.”',
  ],
] as const

export function visits(barkers: Barkers): void {
  const { day, lastSeen } = barkers
  for (const [drawn, how, place, words, said] of seen)
    visit(barkers, { on: day(drawn), how, place, words, said })
  visit(barkers, {
    on: lastSeen,
    how: 'alone',
    place: 'home',
    words: 'Mattress on the floor, damp under the window. Kelly said a bed was ordered.',
    said: '“I like Nan’s because it’s warm.”',
  })
  for (const [from, to] of [
    ['2021-03-05', '2021-11-26'],
    ['2023-02-20', '2024-01-30'],
  ] as const)
    for (let on = day(from) + 10; on < day(to); on += 14)
      visit(barkers, {
        on,
        how: on % 3 === 0 ? 'with Kelly' : 'alone',
        place: 'home',
        words: barkers.saw(),
        said: null,
      })
}

interface Occasion {
  readonly on: number
  readonly how: How
  readonly place: 'home' | 'school'
  readonly words: string
  readonly said: string | null
}

function visit(barkers: Barkers, occasion: Occasion): void {
  const { on, how, place } = occasion
  const { id, leo, tyler, put, day } = barkers
  const worker = workerThen(barkers, on)
  const facts = {
    visitedOn: D(on),
    visitedAt: momentOn(on, 15 * 60 + 40),
    workerId: worker,
    mode: 'face to face' as const,
    place,
    announced: how !== 'no reply',
    minutes: 45,
    finishedAt: momentOn(on, 17 * 60 + 30),
  }
  const row = { state: 'recorded' as const, on, by: worker }
  if (how === 'no reply') {
    for (const childId of [leo, tyler])
      put('visit', {
        ...row,
        childId,
        values: {
          ...facts,
          outcome: 'no access',
          seen: false,
          purpose: 'See where Leo and Tyler sleep',
          observations: 'No reply at the door; a light on upstairs.',
        },
      })
    return
  }
  const togetherId = place === 'home' ? id(on) : null
  const met = {
    ...facts,
    outcome: 'completed' as const,
    seen: true,
    bedroomSeen: how === 'alone' && place === 'home',
    togetherId,
    difference: 'same' as const,
    differenceWhy: 'The beds have not come.',
    worried: false,
  }
  put('visit', { ...row, childId: leo, values: { ...met, ...ofLeo(occasion) } })
  if (place === 'home' || on === day('2026-10-20'))
    put('visit', { ...row, childId: tyler, values: { ...met, ...ofTyler(barkers, occasion) } })
}

const workerThen = ({ grace, paul, amira, day }: Barkers, on: number): string =>
  (on < day('2026-03-20') ? grace : on < day('2026-08-21') ? paul : amira).id

const ofLeo = ({ how, words, said }: Occasion) => ({
  seenAlone: how === 'alone' ? ('yes' as const) : ('no' as const),
  notAloneWhy: how === 'alone' ? null : ('carer present' as const),
  purpose: 'See where Leo and Tyler sleep, and ask what mornings are like',
  observations: words,
  childWords: said,
  noWordsWhy: said === null ? 'Kelly stayed in the room and Leo did not want to speak.' : null,
})

const ofTyler = ({ lastSeen }: Barkers, { on, place }: Occasion) =>
  place === 'school'
    ? {
        togetherId: null,
        seenAlone: 'yes' as const,
        purpose: 'Hear from Tyler, alone',
        observations: 'Tyler came out of maths to see me and stayed the hour.',
        childWords: '“Don’t make it a thing at school.”',
      }
    : {
        seenAlone: 'no' as const,
        notAloneWhy: 'other' as const,
        purpose: 'See where Leo and Tyler sleep',
        observations: 'Tyler was making the tea.',
        childWords: on === lastSeen ? '“I make the tea most nights.”' : '“I’m all right.”',
      }
