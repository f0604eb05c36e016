import type { Span } from '../../platform/clocks/clock.ts'
import { latest } from '../../platform/clocks/intervals.ts'
import { addMonths } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow } from '../../platform/record/duties.ts'
import { transferHandover, workerChangeAlert } from './clocks.ts'
import { allocation } from './record.ts'
import { inTurn, leadWorkers } from './workers.ts'

type Allocated = FactRow<typeof allocation>

/** The days a child's worker of one role changed, each to be handed over: a joint visit, and the child told why. */
export function handovers(allocations: readonly Allocated[], role: Allocated['role']): Span[] {
  return inTurn(allocations, role)
    .slice(1)
    .flatMap(({ id, fromOn, toOn, jointVisitOn, childToldOn }) => {
      const met = jointVisitOn === null || childToldOn === null ? null : latest(jointVisitOn, childToldOn)
      return fromOn === null ? [] : [{ recordId: id, since: fromOn, met, ended: toOn }]
    })
}

/** The third of three different workers a child has had within 12 months, the first of whom was still there in them. */
function tooMany(allocations: readonly Allocated[]): Span[] {
  const workers = leadWorkers(allocations)
  return workers.flatMap((third, i) => {
    const [first, second] = [workers[i - 2], workers[i - 1]]
    if (first === undefined || second === undefined || third.fromOn === null) return []
    const left = first.toOn ?? second.fromOn
    const different = new Set([first, second, third].map(({ id, workerId }) => workerId ?? id)).size === 3
    if (!different || left === null || left <= addMonths(third.fromOn, -12)) return []
    return [{ recordId: third.id, since: third.fromOn, met: third.changesReviewedOn }]
  })
}

export const duties = chapterDuties({ allocation }, [
  {
    clock: transferHandover,
    stoppedBy: 'handover',
    arises: ({ allocation: all }) => handovers(all, 'lead social worker'),
  },
  { clock: workerChangeAlert, stoppedBy: 'handover', arises: ({ allocation: all }) => tooMany(all) },
])
