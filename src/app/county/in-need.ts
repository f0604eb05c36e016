import type { DayNumber } from './ledger.ts'
import { outcomes } from './plan.ts'
import { D, type Story, by, lag, lastDay, past, tell, working } from './story.ts'
import type { Episodes } from './turn.ts'
import { visits } from './visits.ts'
import { oneOf, sentences } from './words.ts'

export function inNeed(story: Story, from: DayNumber, episodes: Episodes): void {
  if (from > lastDay(story)) return
  const { chance, team } = story
  outcomes(story, from)
  visits(story, from, story.ledger.span.today, { every: 20, place: 'home' })
  const reviews: DayNumber[] = []
  for (let on = from + chance.whole(30, 46); on <= lastDay(story); on += chance.whole(70, 105))
    reviews.push(working(on))
  for (const child of story.children) {
    const planId = tell(story, 'cinPlan', child, {
      state: 'open',
      on: from,
      by: team.manager.id,
      values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(from) },
      later:
        story.to === null
          ? []
          : [
              {
                state: 'ended',
                on: story.to,
                by: team.manager.id,
                values: { endedOn: past(story, story.to) },
              },
            ],
    })
    for (const on of reviews)
      tell(story, 'cinReview', child, {
        state: 'held',
        on: lag(story, on),
        by: by(story, on),
        values: {
          planId,
          heldOn: D(on),
          decisions: oneOf(sentences.decision, child.about, chance),
          durationDecision:
            on - from > 240 && chance.odds(0.7)
              ? chance.of(['go on', 'go on', 'step down', 'step up'] as const)
              : null,
        },
      })
  }
}
