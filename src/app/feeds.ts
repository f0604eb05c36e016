import type { ChapterDuties } from '../platform/record/duties.ts'
import type { Feeds } from './clocks.ts'

/** Which kinds of record feed each clock: those the chapters that run it look at. */
export function feedsOf(chapters: readonly ChapterDuties[]): Feeds {
  const fed = chapters.flatMap(({ kinds, duties }) => duties.map(({ clock }) => ({ id: clock.id, kinds })))
  const byClock = Map.groupBy(fed, ({ id }) => id)
  return new Map(
    [...byClock].map(([id, all]) => [
      id,
      [...new Set(all.flatMap(({ kinds }) => kinds.map(({ title }) => title)))],
    ]),
  )
}
