import { type ClockFacts, legalStatuses, placementKinds } from '../../platform/clocks/facts.ts'
import type { Limit } from '../../platform/clocks/limit.ts'

type LegalStatus = (typeof legalStatuses)[number]
type PlacementKind = (typeof placementKinds)[number]

/** What settles how often a child in our care is visited. Nobody types the frequency. */
export interface Visiting {
  readonly legalStatus: LegalStatus
  readonly placementKind: PlacementKind
  /** Placed with a parent: is the assessment of regs 17-18 finished? */
  readonly assessmentFinished: boolean
  /** Whole years since the placement started. */
  readonly yearsInPlacement: number
  /** Is the placement meant to last until 18? */
  readonly meantToLast: boolean
  /** In a long-term foster placement: does the child understand and agree to fewer visits? */
  readonly childAgrees: boolean
}

const special = [
  'adopt-visit-placed',
  'cla-visit-reg19',
  'cla-visit-reg24-ico',
  'cla-visit-care-order-home',
] as const
const ordinary = [
  'cla-visit-year1',
  'cla-visit-later',
  'cla-visit-permanent',
  'cla-visit-longterm-agreed',
] as const

export type VisitingClock = (typeof special)[number] | (typeof ordinary)[number]

/**
 * Which clock says how often the child is visited after the first visit of the placement.
 * Adoption is asked first (SI 2005/389 reg 36(4)); general rules do not relax it. Then home, by the order the child
 * is on, then a carer with temporary approval, then the ordinary rule of reg 28(2).
 */
export function governingVisit(visiting: Visiting): VisitingClock {
  const [only, ...others] = possibleRegimes(visiting)
  if (only !== undefined && others.length === 0) return only
  if (visiting.placementKind === 'parent')
    return visiting.assessmentFinished ? 'cla-visit-care-order-home' : 'cla-visit-reg19'
  return ordinaryVisit(visiting)
}

function ordinaryVisit({
  placementKind,
  yearsInPlacement,
  meantToLast,
  childAgrees,
}: Visiting): VisitingClock {
  if (yearsInPlacement < 1) return 'cla-visit-year1'
  if (placementKind === 'long-term foster carer' && childAgrees) return 'cla-visit-longterm-agreed'
  return meantToLast || placementKind === 'long-term foster carer' ? 'cla-visit-permanent' : 'cla-visit-later'
}

/** The clocks that may govern a placement of this kind under this order. */
function possibleRegimes({
  legalStatus,
  placementKind,
}: Pick<Visiting, 'legalStatus' | 'placementKind'>): readonly VisitingClock[] {
  if (placementKind === 'adopter') return ['adopt-visit-placed']
  if (placementKind === 'connected person, temporarily approved') return ['cla-visit-reg24-ico']
  if (placementKind !== 'parent') return ordinary
  // Weekly either way until the first review; after it reg 28(4) is the sooner, so it governs before and after assessment.
  if (legalStatus === 'interim care order') return ['cla-visit-reg24-ico']
  return ['cla-visit-reg19', 'cla-visit-care-order-home']
}

/** A visiting limit is asked with the order and the placement, so that a wrong regime is noticed. */
export const inRegime = (limit: Limit): Limit => ({
  ...limit,
  reads: [...limit.reads, { fact: 'legalStatus', default: null }, { fact: 'placementKind', default: null }],
})

/** Says so when the order and placement given belong to another regime than the clock that was asked. */
export const otherRegime =
  (id: VisitingClock | 'cla-visit-first') =>
  ({ legalStatus, placementKind }: ClockFacts): string | undefined => {
    if (legalStatus === undefined || placementKind === undefined) return undefined
    const possible = possibleRegimes({ legalStatus, placementKind })
    if (id === 'cla-visit-first' || possible.includes(id)) return undefined
    return `another rule governs here: ${possible.join(' or ')}`
  }
