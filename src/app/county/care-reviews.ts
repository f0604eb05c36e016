import type { DayNumber } from './ledger.ts'
import { D, type Story, type Told, ageAt, by, lastDay, past, tell, working, workingAfter } from './story.ts'

export function reviews(story: Story, child: Told, from: DayNumber, before: DayNumber): void {
  const { chance, org } = story
  const chair = chance.of(org.reviewing)
  let on = workingAfter(from, chance.odds(0.88) ? chance.whole(14, 20) : chance.whole(21, 30))
  for (let number = 1; on <= lastDay(story) && on < before; number += 1) {
    const takingPart =
      ageAt(child, on) < 4 ? 'PN0' : chance.of(['PN1', 'PN1', 'PN3', 'PN5', 'PN6', 'PN7'] as const)
    tell(story, 'claReview', child, {
      state: 'held',
      on,
      by: chair.id,
      values: { heldOn: D(on), takingPart },
    })
    const months = number === 1 ? 3 : 6
    on = working(
      on + Math.round(months * 30.4) - (chance.odds(0.88) ? chance.whole(3, 14) : -chance.whole(4, 25)),
    )
  }
}

export function health(story: Story, child: Told, from: DayNumber): void {
  const { chance } = story
  const write = (kind: 'initial' | 'review' | 'dental' | 'optical', on: DayNumber) =>
    tell(story, 'healthCheck', child, {
      state: 'done',
      on: on + chance.whole(0, 9),
      by: by(story, on),
      values: { kind, doneOn: D(on) },
    })
  let on = working(workingAfter(from, chance.odds(0.7) ? chance.whole(10, 20) : chance.whole(22, 40)))
  if (on <= lastDay(story)) write('initial', on)
  for (;;) {
    const every = ageAt(child, on) < 5 ? 182 : 365
    on = working(on + every - (chance.odds(0.8) ? chance.whole(3, 20) : -chance.whole(5, 60)))
    if (on > lastDay(story)) break
    write('review', on)
    if (chance.odds(0.8)) write('dental', working(on + 3))
  }
  for (let year = Number(D(from).slice(0, 4)) + 1; ; year += 1) {
    const end = Math.floor(Date.UTC(year, 2, 31) / 86400000)
    if (end > lastDay(story)) break
    // Asked of those looked after for the whole of the year.
    if (D(from) <= `${year - 1}-04-01`) outcome(story, child, year, end)
  }
}

/** What OC2 asks, by the child's age as the year ends: strengths and difficulties of those of 4 to 17, convictions from 10. */
function outcome(story: Story, child: Told, yearEnding: number, end: DayNumber): void {
  const { chance } = story
  const on = end + 20
  const age = ageAt(child, end)
  const asked = age >= 4 && ageAt(child, end - 365) < 17
  const scored = asked && chance.odds(0.8)
  tell(story, 'healthOutcome', child, {
    state: 'recorded',
    on,
    by: by(story, on),
    values: {
      yearEnding,
      sdqScore: scored ? chance.whole(3, 28) : null,
      sdqReason: asked && !scored ? chance.of(['SDQ2', 'SDQ4', 'SDQ5'] as const) : null,
      convicted: age >= 10 ? chance.odds(0.03) : null,
      healthCheck: age < 5 ? chance.odds(0.9) : null,
      immunised: chance.odds(0.85),
      teethCheck: chance.odds(0.8),
      healthAssessment: chance.odds(0.9),
      substanceMisuse: age >= 12 && chance.odds(0.06),
    },
  })
}

/** A personal education plan soon after, then every term. */
export function schooling(story: Story, child: Told, from: DayNumber): void {
  const { chance } = story
  const write = (started: DayNumber, termStarts: DayNumber | null) =>
    tell(story, 'educationPlan', child, {
      state: 'started',
      on: started,
      by: by(story, started),
      values: { startedOn: D(started), termStartsOn: termStarts === null ? null : D(termStarts) },
      later: chance.odds(0.85)
        ? [
            {
              state: 'agreed',
              on: started + 18,
              by: by(story, started),
              values: { agreedOn: past(story, started + 18) },
            },
          ]
        : [],
    })
  const first = workingAfter(from, chance.odds(0.75) ? chance.whole(4, 10) : chance.whole(11, 25))
  if (ageAt(child, first) >= 3) write(first, null)
  for (const term of termsBetween(from + 40, lastDay(story)))
    if (ageAt(child, term) >= 3 && ageAt(child, term) < 18) write(working(term + chance.whole(10, 55)), term)
}

function termsBetween(from: DayNumber, to: DayNumber): DayNumber[] {
  const found: DayNumber[] = []
  for (let year = Number(D(from).slice(0, 4)); year <= Number(D(to).slice(0, 4)); year += 1)
    for (const [month, day] of [
      [0, 6],
      [3, 21],
      [8, 4],
    ] as const) {
      // prettier-ignore
      const on = Math.floor(Date.UTC(year, month, day) / 86400000)
      if (on >= from && on <= to) found.push(working(on))
    }
  return found
}
