import { momentOn, type DayNumber } from './ledger.ts'
import {
  ageAt,
  by,
  D,
  lastDay,
  tell,
  workerOn,
  working,
  workingAfter,
  type Story,
  type Told,
} from './story.ts'
import { childWords, observations, oneOf, sentences } from './words.ts'

interface Rhythm {
  /** Working days from one visit to the next, at most. */
  readonly every: number
  readonly place: 'home' | 'placement'
}

/** Visits from one day on, at the rhythm the plan asks: some late, some in vain, as their worker's way is. */
export function visits(story: Story, from: DayNumber, to: DayNumber, { every, place }: Rhythm): DayNumber {
  const { chance } = story
  const until = Math.min(to, lastDay(story))
  let seen = from
  for (let on = nextVisit(story, seen, every); on <= until; on = nextVisit(story, seen, every)) {
    if (chance.odds(0.07)) {
      visitAll(story, on, place, 'in vain')
      const again = workingAfter(on, chance.whole(1, 6))
      if (again > until) break
      visitAll(story, again, place, 'seen')
      seen = again
    } else {
      visitAll(story, on, place, 'seen')
      seen = on
    }
  }
  return seen
}

function nextVisit(story: Story, last: DayNumber, every: number): DayNumber {
  const { chance } = story
  const { punctual } = workerOn(story, last)
  if (chance.odds(punctual)) return workingAfter(last, chance.whole(Math.ceil(every * 0.55), every))
  const late = chance.odds(0.85) ? chance.whole(1, 8) : chance.whole(9, 25)
  return workingAfter(last, every + late)
}

type How = 'seen' | 'in vain'

/** One visit to all the children who are of the story that day. */
export function visitAll(story: Story, on: DayNumber, place: Rhythm['place'], how: How): void {
  const { chance, ledger } = story
  const children = story.children.filter(({ born }) => born === null || born <= on)
  const together = children.length > 1 ? ledger.id(on, chance) : null
  const minute = ledger.come(on, chance.whole(9 * 60, 18 * 60))
  for (const child of children) visitOne(story, child, { on: working(on), minute, place, together, how })
}

interface Occasion {
  readonly on: DayNumber
  readonly minute: number
  readonly place: Rhythm['place']
  readonly together: string | null
  readonly how: How
}

function visitOne(story: Story, child: Told, occasion: Occasion): void {
  if (occasion.how === 'in vain') return inVain(story, child, occasion)
  const { chance, ledger } = story
  const { on, minute, together } = occasion
  const facts = { ...factsOf(story, child, occasion), ...met(story, child, on) }
  const words = wordsOf(story, child, on)
  const writtenOn = on + chance.weighed([[0, 40], [1, 30], [2, 12], [4, 10], [9, 6], [17, 2]] as const) // prettier-ignore
  const finishedAt = momentOn(writtenOn, minute > 900 ? 1050 : minute + 120)
  const done = writtenOn < ledger.span.today
  const row = { by: by(story, on), values: { ...facts, togetherId: together } }
  if (done && writtenOn - on < 4)
    tell(story, 'visit', child, {
      state: 'recorded',
      on: writtenOn,
      by: row.by,
      values: { ...row.values, ...words, finishedAt },
    })
  else
    tell(story, 'visit', child, {
      state: 'facts only',
      on,
      ...row,
      later: done ? [{ state: 'recorded', on: writtenOn, by: row.by, values: { ...words, finishedAt } }] : [],
    })
}

function factsOf(story: Story, child: Told, { on, minute, place }: Occasion) {
  const { chance } = story
  const goals = story.outcomes.get(child.id) ?? []
  const outcomeId = goals.length > 0 && chance.odds(0.6) ? chance.of(goals) : null
  return {
    visitedOn: D(on),
    visitedAt: momentOn(on, minute),
    workerId: workerOn(story, on).id,
    place: chance.odds(0.78)
      ? place
      : chance.weighed([
          ['school', 6],
          ['community', 2],
          ['office', 1],
        ] as const),
    announced: chance.odds(0.7),
    outcomeId,
    purpose: outcomeId !== null || chance.odds(0.1) ? null : oneOf(sentences.purpose, child.about, chance),
    minutes: chance.whole(3, 16) * 5,
  }
}

/** Most are met face to face, alone; a few by video, with a parent there, or not alone and nobody says why. */
function met({ chance }: Story, child: Told, on: DayNumber) {
  const mode = chance.odds(0.04) ? ('virtual' as const) : ('face to face' as const)
  if (chance.odds(0.03))
    return { mode, outcome: 'parent only' as const, seen: false, seenAlone: null, bedroomSeen: false }
  const young = ageAt(child, on) < 4
  const alone = !young && chance.odds(0.66)
  return {
    mode,
    outcome: 'completed' as const,
    seen: true,
    seenAlone: alone ? ('yes' as const) : chance.odds(0.06) ? ('not recorded' as const) : ('no' as const),
    notAloneWhy:
      alone || chance.odds(0.1)
        ? null
        : young
          ? ('too young' as const)
          : chance.of(['child refused', 'carer present', 'carer present', 'other'] as const),
    bedroomSeen: mode === 'face to face' && chance.odds(0.5),
  }
}

function wordsOf({ chance }: Story, child: Told, on: DayNumber) {
  const difference = chance.weighed([
    ['better', 35],
    ['same', 45],
    ['worse', 20],
  ] as const)
  const spoke = chance.odds(0.8)
  return {
    observations: observations(child.about, chance),
    childWords: spoke ? childWords(ageAt(child, on), chance) : null,
    noWordsWhy: spoke ? null : oneOf(sentences.noWords, child.about, chance),
    difference,
    differenceWhy: oneOf(sentences.difference[difference], child.about, chance),
    worried: chance.odds(0.08),
    nextOn: D(workingAfter(on, chance.whole(5, 15))),
  }
}

function inVain(story: Story, child: Told, { on, minute, place, together }: Occasion): void {
  const { chance } = story
  const outcome = chance.weighed([
    ['no access', 5],
    ['child not present', 4],
    ['refused', 2],
    ['cancelled by us', 2],
  ] as const)
  tell(story, 'visit', child, {
    state: 'recorded',
    on,
    by: by(story, on),
    values: {
      visitedOn: D(on),
      visitedAt: momentOn(on, minute),
      workerId: workerOn(story, on).id,
      mode: 'face to face',
      outcome,
      seen: false,
      place,
      announced: chance.odds(0.5),
      purpose: oneOf(sentences.purpose, child.about, chance),
      finishedAt: momentOn(on, Math.min(minute + 60, 1100)),
      togetherId: together,
    },
  })
}
