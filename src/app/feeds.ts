import type { ChapterDuties } from '../platform/record/duties.ts'
import type { Feeds } from './clocks.ts'

/** A clock of a queue, and what starts and stops it. */
interface OfQueue {
  readonly clock: { readonly id: string }
  readonly fedBy: string
}

/** Which kinds of record feed each clock: those the chapters that run it look at, or the queue it is of. */
export function feedsOf(chapters: readonly ChapterDuties[], queues: readonly OfQueue[]): Feeds {
  const ofQueues = queues.map(({ clock, fedBy }) => [clock.id, [fedBy]] as const)
  const fed = chapters.flatMap(({ kinds, duties }) => duties.map(({ clock }) => ({ id: clock.id, kinds })))
  const byClock = Map.groupBy(fed, ({ id }) => id)
  return new Map([
    ...ofQueues,
    ...[...byClock].map(
      ([id, all]) => [id, [...new Set(all.flatMap(({ kinds }) => kinds.map(({ title }) => title)))]] as const,
    ),
  ])
}
