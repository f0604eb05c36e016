import type { Chance } from './chance.ts'
import { allocate } from './allocations.ts'
import type { DayNumber } from './ledger.ts'
import {
  D,
  type Story,
  type Told,
  about,
  ageAt,
  by,
  lastDay,
  notes,
  past,
  tell,
  workingAfter,
} from './story.ts'
import type { Turn } from './turn.ts'
import { visitAll, visits } from './visits.ts'
import { oneOf, sentences } from './words.ts'

/** A private fostering arrangement: told of, visited, decided, and watched. SI 2005/1533. */
export function privateFostering(
  story: Story,
  child: Told,
  carerId: string,
  from: DayNumber,
  turn: Turn & { readonly unvisited?: boolean },
): void {
  const { chance, team } = story
  const { unvisited = false } = turn
  const inTime = turn.late === undefined ? chance.odds(0.6) : !turn.late
  const told = from + chance.whole(0, Math.min(30, Math.max(0, lastDay(story) - from - 60)))
  const first = workingAfter(told, inTime ? chance.whole(2, 7) : chance.whole(8, 14))
  const decided = told + decidedAfter(chance)
  allocate(story, told, team.posts)
  if (first <= lastDay(story)) visitAll(story, first, 'home', 'seen')
  const rhythm = { every: 29, place: 'home' } as const
  visits(story, first, unvisited ? told + 430 : story.ledger.span.today, rhythm)
  if (unvisited) visits(story, told + 560, story.ledger.span.today, rhythm)
  const suitable = chance.odds(0.8)
  tell(story, 'privateFostering', child, {
    state: 'notified',
    on: told,
    by: by(story, told),
    values: {
      toldOn: D(told),
      awareOn: D(told),
      toldBy: chance.of(['parent', 'carer', 'agency', 'found'] as const),
      carerId,
      relationship: chance.of(['friend', 'distant relative', 'host', 'other'] as const),
      startsOn: D(from),
      fourWeeksOrMore: true,
    },
    later: [
      {
        state: 'assessed',
        on: first,
        by: by(story, first),
        values: {
          spokenAloneOn: past(story, first),
          adultsChecked: true,
          parentsContacted: about(child, '{adult} was spoken to by telephone.'),
          assessedOn: past(story, first),
        },
      },
      {
        state: suitable ? 'suitable' : 'requirements',
        on: decided,
        by: team.manager.id,
        values: {
          decidedOn: past(story, decided),
          decisionReason: about(
            child,
            '{child} is settled, spoke well of the home, and is in touch with {adult}.',
          ),
          requirements: suitable ? null : oneOf(sentences.requirements, child.about, chance),
        },
      },
      ...(story.to === null
        ? []
        : [
            {
              state: 'ended' as const,
              on: story.to,
              by: by(story, story.to),
              values: {
                endedOn: past(story, story.to),
                endReason: ageAt(child, story.to) >= 16 ? ('turned 16' as const) : ('returned' as const),
              },
            },
          ]),
    ],
  })
  notes(story, told, 25)
}

const decidedAfter = (chance: Chance): number =>
  chance.odds(0.6) ? chance.whole(20, 42) : chance.whole(45, 70)
