import type { Span } from '../../platform/clocks/clock.ts'
import { earliest, once } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { allocation, gaps, leadWorkers, namedWorker, unallocated } from '../allocation/index.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { cinEpisode } from './record.ts'

const kinds = { cinEpisode, careEpisode, allocation }
type Told = History<typeof kinds>

/** A time in which the child needs a social worker: an episode of need, or care. */
interface Need {
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
}

const episodes = ({ child, cinEpisode: all }: Told): Need[] =>
  all.flatMap(({ id, state, referredOn, closedOn }) =>
    referredOn === null || state === 'no further action'
      ? []
      : [{ recordId: id, from: referredOn, to: earliest(closedOn, child.diedOn) }],
  )

/** Episodes of need and periods of care, those that meet or overlap made one. */
function needs(told: Told): Need[] {
  const all = [...episodes(told), ...timeInCare(told.child, told.careEpisode)].sort((one, other) =>
    one.from < other.from ? -1 : 1,
  )
  const found: Need[] = []
  for (const { recordId, from, to } of all) {
    const before = found.at(-1)
    if (before === undefined || (before.to !== null && before.to < from)) found.push({ recordId, from, to })
    else
      found[found.length - 1] = {
        ...before,
        to: before.to === null || to === null ? null : before.to > to ? before.to : to,
      }
  }
  return found
}

/** Met the same day where somebody was already working with the child. */
function firstWorker({ recordId, from, to }: Need, workers: readonly FactRow<typeof allocation>[]): Span {
  const already = workers.some(
    ({ fromOn, toOn }) => (fromOn === null || fromOn <= from) && (toOn === null || toOn > from),
  )
  return once({
    recordId,
    since: from,
    done: already ? [from] : workers.map(({ fromOn }) => fromOn),
    ended: to,
  })
}

export const duties = chapterDuties(kinds, [
  {
    clock: namedWorker,
    stoppedBy: 'allocation',
    arises: (told) => episodes(told).map((need) => firstWorker(need, leadWorkers(told.allocation))),
  },
  {
    clock: unallocated,
    stoppedBy: 'allocation',
    arises: (told) =>
      needs(told).flatMap(({ recordId, from, to }) =>
        gaps(leadWorkers(told.allocation), from, to).map((gap) =>
          once({ recordId, since: gap.from, done: [gap.filled], ended: to }),
        ),
      ),
  },
])
