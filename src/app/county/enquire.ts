import type { Chance } from './chance.ts'
import type { DayNumber } from './ledger.ts'
import { D, type Story, by, lastDay, past, tell, working, workingAfter } from './story.ts'
import type { Episodes, Turn } from './turn.ts'
import { visitAll } from './visits.ts'

/** Strategy discussion and enquiry; says on which day the discussion was held. */
export function enquire(
  story: Story,
  from: DayNumber,
  episodes: Episodes,
  { concern: fresh, conferenceOn }: Pick<Turn, 'concern'> & { conferenceOn?: DayNumber },
): DayNumber {
  const { chance, team } = story
  const continuing = conferenceOn !== undefined
  const concern = fresh === undefined ? working(from + chance.whole(0, 2)) : from
  const inTime = fresh === undefined ? daysToDiscuss(chance) : fresh === 'discussed' ? 0 : 1
  const held = inTime === 0 ? concern : workingAfter(concern, inTime)
  const concluded = workingAfter(held, chance.whole(5, 14))
  const seen = seenFirst(chance, held, fresh === undefined)
  if (seen <= lastDay(story)) visitAll(story, seen, 'home', 'seen')
  const joint = chance.odds(0.4)
  for (const child of story.children) {
    tell(story, 'strategyDiscussion', child, {
      state: 'asked for',
      on: concern,
      by: team.manager.id,
      values: { concernOn: D(concern) },
      later: [
        {
          state: 'held',
          on: held,
          by: team.manager.id,
          values: { heldOn: past(story, held), outcome: joint ? 'joint enquiry' : 'single enquiry' },
        },
      ],
    })
    tell(story, 'section47', child, {
      state: 'open',
      on: held,
      by: by(story, held),
      values: {
        episodeId: episodes.get(child.id) ?? null,
        startedOn: D(held),
        conferenceTargetOn: D(workingAfter(held, 15)),
      },
      later: [
        {
          state: 'concluded',
          on: concluded,
          by: team.manager.id,
          values: {
            concludedOn: past(story, concluded),
            outcome: continuing
              ? 'continuing risk'
              : chance.of(['no concern', 'concern not continuing'] as const),
            conferenceNotRequired: !continuing,
            conferenceOn: conferenceOn === undefined ? null : past(story, conferenceOn),
          },
        },
      ],
    })
  }
  return held
}

const daysToDiscuss = (chance: Chance): number =>
  chance.odds(0.85) ? chance.whole(0, 1) : chance.whole(2, 4)

const seenFirst = (chance: Chance, held: DayNumber, usual: boolean): DayNumber =>
  usual && chance.odds(0.8) ? working(held + chance.whole(0, 1)) : workingAfter(held, chance.whole(2, 5))
