import { day } from '../../platform/dates/day.ts'
import { touches, type Window } from './cohort.ts'
import type { Fields } from './fields.ts'
import type { ChildHeld } from './held-child.ts'

const taken = /^[A-Za-z0-9_-]{1,12}$/

/**
 * Who led the work on a 31 March of the window, in an episode with a plan of need in it: the DfE found longer histories too broad
 * (July 2026). A worker without a number is left out.
 */
export function workersOf(
  { workers, needPlans, numberOf }: ChildHeld,
  episode: Fields,
  window: Window,
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const planned = needPlans.some(
    (plan) =>
      plan.row['episodeId'] === episode.id && touches(window, plan.day('startedOn'), plan.day('endedOn')),
  )
  if (!planned) return undefined
  const led = workers.flatMap((row) => {
    const number = numberOf(row.row['workerId'])
    const [from, to] = [row.day('fromOn'), row.day('toOn')]
    if (row.row['role'] !== 'lead social worker' || number === null || !taken.test(number)) return []
    const counted = yearEnds(window).some(
      (end) =>
        touches({ from: end, to: end }, from, to) &&
        touches({ from: end, to: end }, episode.day('referredOn'), episode.day('closedOn')),
    )
    return counted ? [{ worker_id: number, start_date: from, end_date: to }] : []
  })
  return led.length === 0 ? undefined : led
}

function yearEnds({ from, to }: Window) {
  const ends = [0, 1, 2, 3].map((more) => day(`${Number(from.slice(0, 4)) + more}-03-31`))
  return ends.filter((end) => end >= from && end <= to)
}
