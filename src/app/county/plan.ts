import type { DayNumber } from './ledger.ts'
import { ask } from './plan-asked.ts'
import { about, by, D, lastDay, past, tell, type Story, type Told } from './story.ts'
import { oneOf, sentences } from './words.ts'

/** What must change for each child, and whether it is moving. */
export function outcomes(story: Story, from: DayNumber): void {
  for (const child of story.children) {
    const ids: string[] = []
    const count = story.chance.whole(2, 4)
    const asked = new Set<string>()
    for (let i = 0; i < count; i += 1) {
      const id = outcome(story, child, from, asked)
      if (id !== null) ids.push(id)
    }
    story.outcomes.set(child.id, ids)
  }
}

function outcome(story: Story, child: Told, from: DayNumber, asked: Set<string>): string | null {
  const { chance } = story
  const [what = '', measure = ''] = notAsked(asked, chance.whole(0, sentences.outcome.length - 1))
  const end = lastDay(story)
  const moved = chance.odds(0.75) ? from + Math.floor((end - from) * chance.number()) : null
  const progress =
    moved === null
      ? 'not started'
      : chance.weighed([
          ['yes', 40],
          ['some', 35],
          ['no change', 25],
        ] as const)
  const writer = by(story, from)
  const closed = story.to !== null && story.to <= end
  const state = closed ? (chance.odds(0.7) ? 'met' : 'stopped') : 'open'
  return tell(story, 'planOutcome', child, {
    state: 'open',
    on: from,
    by: writer,
    values: {
      what: about(child, what),
      measure: about(child, measure),
      setOn: D(from),
      byOn: D(from + chance.whole(60, 180)),
      progress: 'not started',
      ifNot: oneOf(sentences.ifNot, child.about, chance),
    },
    later:
      moved === null && !closed
        ? []
        : [
            {
              state,
              on: moved ?? end,
              by: writer,
              values: { progress, movedOn: moved === null ? null : D(moved) },
            },
          ],
  })
}

/** The outcome drawn, or the next that this plan does not have yet. */
function notAsked(asked: Set<string>, drawn: number): readonly string[] {
  const from = [...sentences.outcome.slice(drawn), ...sentences.outcome.slice(0, drawn)]
  const found = from.find(([what = '']) => !asked.has(what)) ?? []
  asked.add(found[0] ?? '')
  return found
}

/** What anyone is worried about. */
export function worries(story: Story, from: DayNumber): void {
  const { chance } = story
  for (const child of story.children) {
    for (let i = chance.whole(1, 3); i > 0; i -= 1) {
      const since = from + chance.whole(0, Math.max(0, Math.min(60, lastDay(story) - from)))
      const closedOn = story.to ?? (chance.odds(0.25) ? since + chance.whole(30, 200) : Infinity)
      const writer = by(story, since)
      tell(story, 'worry', child, {
        state: 'open',
        on: since,
        by: writer,
        values: {
          what: oneOf(sentences.worry, child.about, chance),
          source: oneOf(sentences.worrySource, child.about, chance),
          sinceOn: D(since),
        },
        later:
          closedOn === Infinity
            ? []
            : [
                {
                  state: 'closed',
                  on: closedOn,
                  by: writer,
                  values: {
                    closedOn: past(story, closedOn),
                    closedWhy: oneOf(sentences.worryClosed, child.about, chance),
                  },
                },
              ],
      })
    }
  }
}

/** What nobody knows yet, whose it is to find out, and for how long. */
export function unknowns(story: Story, from: DayNumber): void {
  const { chance } = story
  for (const child of story.children) {
    for (let i = chance.whole(0, 2); i > 0; i -= 1) {
      const asked = from + chance.whole(1, Math.max(2, lastDay(story) - from))
      const answered = story.to ?? (chance.odds(0.5) ? asked + chance.whole(5, 60) : Infinity)
      const owner = by(story, asked)
      const [question = '', who = ''] = chance.of(sentences.unknown)
      tell(story, 'notKnown', child, {
        state: 'open',
        on: asked,
        by: owner,
        values: {
          question: about(child, question),
          ownerId: owner,
          askedOn: D(asked),
          byOn: D(asked + chance.whole(10, 40)),
          whoToAsk: about(child, who),
        },
        later:
          answered === Infinity
            ? []
            : [
                {
                  state: chance.odds(0.85) ? 'answered' : 'could not establish',
                  on: answered,
                  by: owner,
                  values: {
                    answer: oneOf(sentences.unknownAnswer, child.about, chance),
                    answeredOn: past(story, answered),
                  },
                },
              ],
      })
    }
  }
}

/** What managers, chairs and workers ask of each other, answered or not. */
export function actions(story: Story, from: DayNumber, every: number): void {
  const { chance } = story
  for (const child of story.children) {
    for (let on = from + chance.whole(3, every); on <= lastDay(story); on += chance.whole(every, every * 2))
      ask(story, child, on)
  }
}
