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

/** A third worker, or more, within 12 months. */
function tooMany(allocations: readonly Allocated[]): Span[] {
  const workers = leadWorkers(allocations)
  return workers.flatMap(({ id, fromOn, changesReviewedOn: met }, i) => {
    const before = workers[i - 2]?.fromOn
    if (fromOn === null || before == null || before < addMonths(fromOn, -12)) return []
    return [{ recordId: id, since: fromOn, met }]
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
