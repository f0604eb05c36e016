import { everyChild, notKnown } from '../../modules/unknowns/index.ts'
import { worry } from '../../modules/worries/index.ts'
import { Afterwards, type Step } from './afterwards.ts'
import type { Helped } from './enquiries-made.ts'
import { found, worries } from './enquiry-words.ts'
import { D, workingAfter } from './story.ts'

export function worryOf(
  telling: Afterwards,
  { childId, name, workerId, managerId, protected: planned }: Helped,
): void {
  const { chance } = telling
  const since = telling.back(chance.whole(25, 110))
  const [what, harm, source] = chance.of(worries)
  const [likelihood, impact] = [chance.whole(2, planned ? 5 : 4), chance.whole(2, 4)]
  const weighed = (how: number, much: number) => ({
    likelihood: String(how),
    impact: String(much),
    score: how * much,
  })
  const steps: [Step, ...Step[]] = [
    [
      'open',
      since,
      workerId,
      {
        what: what.replaceAll('{name}', name),
        harm,
        source,
        sinceOn: D(since),
        reliesOn: ['agency'],
        ownerId: workerId,
        timesRisen: 0,
        ...weighed(likelihood, impact),
      },
    ],
  ]
  const reviews = chance.weighed([[0, 3], [1, 4], [2, 3]] as const) // prettier-ignore
  let how = likelihood
  for (let i = 0, rose = 0; i < reviews; i += 1) {
    const at = since + Math.round(((telling.today - since) * (i + 1)) / (reviews + 1))
    const next = Math.min(5, Math.max(1, how + chance.of([-1, 0, 0, 1])))
    rose = next > how ? rose + 1 : 0
    const direction = next > how ? 'increasing' : next < how ? 'reducing' : 'unchanged'
    steps.push([
      'open',
      at,
      workerId,
      {
        ...weighed(next, impact),
        scoreBefore: how * impact,
        direction,
        timesRisen: rose,
        reliesOn: ['seen', 'child'],
        reviewFound: chance.of(found),
        changeWhy: next === how ? null : 'What was seen at the last two visits',
        reviewedOn: D(at),
        reviewedBy: workerId,
      },
    ])
    how = next
  }
  if (reviews === 2 && how * impact < 6)
    steps.push([
      'closed',
      telling.back(2),
      managerId,
      {
        closedOn: D(telling.back(2)),
        closedBy: managerId,
        closedWhy: `${name} has slept and eaten well for two months: school and Nan both see it.`,
        reliesOn: ['agency', 'seen'],
      },
    ])
  telling.put(worry, childId, ...steps)
}

export function questionOf(telling: Afterwards, { childId, workerId }: Helped): void {
  const { chance } = telling
  const asked = telling.back(chance.whole(3, 60))
  const by = workingAfter(asked, 15)
  const first: Step = [
    'open',
    asked,
    workerId,
    {
      question: chance.of([...everyChild]),
      ownerId: chance.odds(0.9) ? workerId : null,
      askedOn: D(asked),
      byOn: D(by),
    },
  ]
  const answered: Step = [
    'answered',
    Math.min(by, telling.today),
    workerId,
    {
      answer: 'Her aunt, who has the spare key and comes when asked.',
      howKnown: 'The aunt, and school',
      answeredOn: D(Math.min(by, telling.today)),
      answeredBy: workerId,
    },
  ]
  telling.put(notKnown, childId, first, ...(by < telling.today && chance.odds(0.6) ? [answered] : []))
}
