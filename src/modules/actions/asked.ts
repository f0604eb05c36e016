import type { Span } from '../../platform/clocks/clock.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import type { action } from './record.ts'

/**
 * What was asked, until it is answered with evidence. Stopping ends it; one stopped on a day nobody kept is taken to
 * have ended on the day it was due. Sent back, it is open again.
 */
export function asked({ id, state, askedOn, dueOn, answeredOn, stoppedOn }: FactRow<typeof action>): Span[] {
  if (askedOn === null) return []
  const met = state === 'answered' || state === 'verified' ? answeredOn : null
  return [
    {
      recordId: id,
      since: askedOn,
      met,
      due: dueOn,
      ended: state === 'stopped' ? (stoppedOn ?? dueOn) : null,
    },
  ]
}
