import type { Clock } from '../../platform/clocks/clock.ts'
import { clocks as assessment } from '../assessment/index.ts'
import { clocks as inNeed } from '../child-in-need/index.ts'
import { clocks as protection } from '../child-protection/index.ts'
import { clocks as frontDoor } from '../front-door/index.ts'
import { clocks as inCare } from '../looked-after/index.ts'
import { clocks as missing } from '../missing/index.ts'
import { clocks as privateFostering } from '../private-fostering/index.ts'

const all: readonly Clock[] = [
  frontDoor,
  assessment,
  protection,
  inNeed,
  privateFostering,
  inCare,
  missing,
].flat()

/** @throws RangeError where no chapter has such a clock: a measure that counts none would always be right */
function only(id: string): Clock {
  const found = all.find((clock) => clock.id === id)
  if (found === undefined) throw new RangeError(`no clock ${id}`)
  return found
}

const clocks = (...ids: readonly string[]): readonly Clock[] => ids.map(only)

// The clocks that measures are read from (decisions 9, 12, 13: the interval is the clock’s own).
export const decision = only('referral-decision')
export const assessmentDone = only('assessment-complete')
export const interview = only('rhi')
export const protectionVisit = clocks('cp-visit')
export const protectionReviews = clocks('rcpc-first', 'rcpc')
export const coreGroups = clocks('core-group-first', 'core-group')
export const needVisit = clocks('cin-visit')
export const needReview = clocks('cin-review')
export const fosteringVisits = clocks('pf-first-visit', 'pf-visit-year1', 'pf-visit-later')
export const careReviews = clocks('cla-review-1', 'cla-review-2', 'cla-review-n')
export const careVisits: readonly Clock[] = inCare.filter(({ id }) => id.startsWith('cla-visit-'))
export const everyVisit: readonly Clock[] = [
  ...protectionVisit,
  ...needVisit,
  ...fosteringVisits,
  ...careVisits,
]

/**
 * When a child must be talked through with their worker. By name: supervision is a reader as this chapter is, and no reader reads
 * another; a test of the whole book holds the names to its clocks.
 */
export const supervision: readonly Pick<Clock, 'id'>[] = [
  { id: 'case-supervision-high' },
  { id: 'case-supervision-other' },
]
