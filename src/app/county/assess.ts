import type { DayNumber } from './ledger.ts'
import { D, type Story, by, lastDay, past, tell, workingAfter } from './story.ts'
import type { Episodes } from './turn.ts'
import { visitAll, visits } from './visits.ts'

const factors = [
  '1B',
  '2B',
  '3A',
  '3B',
  '4A',
  '4B',
  '5A',
  '6B',
  '7A',
  '10A',
  '13A',
  '16A',
  '17A',
  '18B',
  '19B',
  '19C',
] as const

const needsHelp = (chance: Story['chance'], ends: boolean): 'yes' | 'no' =>
  chance.odds(0.7) && !ends ? 'yes' : 'no'

/** The assessment of each child, which finds that no plan is needed where the work ends with it; says when it was, or will be, authorised. */
export function assess(
  story: Story,
  from: DayNumber,
  allocated: DayNumber,
  episodes: Episodes,
  how: { readonly late?: boolean | undefined; readonly ends: boolean },
): DayNumber {
  const { chance, team } = story
  const late = how.late === true
  const days = late || chance.odds(0.13) ? chance.whole(46, 62) : chance.whole(14, 44)
  const authorised = workingAfter(from, days)
  const seen = workingAfter(allocated, late || chance.odds(0.12) ? chance.whole(6, 11) : chance.whole(0, 5))
  if (seen <= lastDay(story)) visitAll(story, seen, 'home', 'seen')
  visits(story, seen, authorised, { every: 12, place: 'home' })
  const steered = workingAfter(from, chance.odds(0.75) ? chance.whole(4, 10) : chance.whole(11, 18))
  const found = factors.filter(() => chance.odds(0.16))
  for (const child of story.children) {
    tell(story, 'assessment', child, {
      state: 'started',
      on: allocated,
      by: by(story, allocated),
      values: { episodeId: episodes.get(child.id) ?? null, startedOn: D(allocated) },
      later: [
        {
          state: 'started',
          on: steered,
          by: team.manager.id,
          values: { reviewedOn: past(story, steered), steeredOn: past(story, steered) },
        },
        {
          state: 'authorised',
          on: authorised,
          by: team.manager.id,
          values: {
            authorisedOn: past(story, authorised),
            factors: found,
            childSeen: chance.odds(0.95) ? 'yes' : 'no',
            supportNeeded: needsHelp(chance, how.ends),
          },
        },
      ],
    })
  }
  return authorised
}
