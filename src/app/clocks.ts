import { clocks as adoption } from '../modules/adoption/clocks.ts'
import { clocks as allegations } from '../modules/allegations/clocks.ts'
import { clocks as allocation } from '../modules/allocation/clocks.ts'
import { clocks as assessment } from '../modules/assessment/clocks.ts'
import { clocks as audit } from '../modules/audit/clocks.ts'
import { clocks as careLeavers } from '../modules/care-leavers/clocks.ts'
import { clocks as childInNeed } from '../modules/child-in-need/clocks.ts'
import { clocks as childProtection } from '../modules/child-protection/clocks.ts'
import { clocks as earlyHelp } from '../modules/early-help/clocks.ts'
import { clocks as education } from '../modules/education/clocks.ts'
import { clocks as exploitation } from '../modules/exploitation/clocks.ts'
import { clocks as fostering } from '../modules/fostering/clocks.ts'
import { clocks as frontDoor } from '../modules/front-door/clocks.ts'
import { clocks as health } from '../modules/health/clocks.ts'
import { clocks as lookedAfter } from '../modules/looked-after/clocks.ts'
import { clocks as missing } from '../modules/missing/clocks.ts'
import { clocks as placements } from '../modules/placements/clocks.ts'
import { clocks as plans } from '../modules/plans/clocks.ts'
import { clocks as policeNotices } from '../modules/police-notices/clocks.ts'
import { clocks as preProceedings } from '../modules/pre-proceedings/clocks.ts'
import { clocks as privateFostering } from '../modules/private-fostering/clocks.ts'
import { clocks as serviceWaits } from '../modules/service-waits/clocks.ts'
import { clocks as strategyAndEnquiry } from '../modules/strategy-and-enquiry/clocks.ts'
import { clocks as staffSupervision } from '../modules/staff-supervision/clocks.ts'
import { clocks as supervision } from '../modules/supervision/clocks.ts'
import { clocks as visits } from '../modules/visits/clocks.ts'
import { clocks as writtenAgreements } from '../modules/written-agreements/clocks.ts'
import type { Basis, Clock, Confirmed, Tunable, Unit } from '../platform/clocks/clock.ts'
import { factValues } from '../platform/clocks/facts.ts'
import type { Day } from '../platform/dates/day.ts'
import { clockOrder } from './clock-order.ts'

const written: readonly Clock[] = [
  ...adoption,
  ...allegations,
  ...allocation,
  ...assessment,
  ...audit,
  ...careLeavers,
  ...childInNeed,
  ...childProtection,
  ...earlyHelp,
  ...education,
  ...exploitation,
  ...fostering,
  ...frontDoor,
  ...health,
  ...lookedAfter,
  ...missing,
  ...placements,
  ...plans,
  ...policeNotices,
  ...preProceedings,
  ...privateFostering,
  ...serviceWaits,
  ...strategyAndEnquiry,
  ...staffSupervision,
  ...supervision,
  ...visits,
  ...writtenAgreements,
]

const byId = new Map(written.map((clock) => [clock.id, clock]))

/** Every clock, in the order of the domain's list of timescales. */
export const clocks: readonly Clock[] = clockOrder.map((id) => {
  const clock = byId.get(id)
  if (clock === undefined) throw new Error(`no chapter has the clock '${id}'`)
  return clock
})

/** The clock of this id; undefined if there is none. */
export const findClock = (id: string): Clock | undefined => byId.get(id)

/** Shown as 'check locally' until an administrator confirms it: the figure was not read in the provision itself. */
export const checkLocally = ({ confirmed }: Clock): boolean => confirmed === 'K' || confirmed === 'U'

/** What feeds each clock from the records held here, by clock; a clock not named is not fed yet. */
export type Feeds = ReadonlyMap<string, readonly string[]>

/** One line of `clocks list --json`. */
interface ListedClock {
  readonly id: string
  readonly name: string
  readonly duty: string
  readonly starts: string
  readonly stops: string
  readonly source: string
  readonly edition: string
  readonly effectiveFrom: Day
  readonly effectiveTo: Day | null
  readonly limit: string
  readonly unit: Unit
  readonly repeats: string
  readonly basis: Basis
  readonly confirmed: Confirmed
  readonly checkLocally: boolean
  readonly owner: string
  readonly ladder: string | null
  readonly reads: readonly {
    readonly fact: string
    readonly values: readonly (string | boolean)[] | string
    readonly default: string | number | boolean | null
  }[]
  readonly localStandards: readonly Tunable[]
  readonly fedBy: readonly string[]
}

/** Every clock as a person or another program may check it. */
export const clocksList = (feeds: Feeds): ListedClock[] => clocks.map((clock) => listed(clock, feeds))

function listed(clock: Clock, feeds: Feeds): ListedClock {
  const { steps: _, lengthFor: __, due: ___, tunable, reads, ...words } = clock
  return {
    ...words,
    checkLocally: checkLocally(clock),
    reads: reads.map((read) => ({ ...read, values: factValues[read.fact] })),
    localStandards: tunable,
    fedBy: feeds.get(clock.id) ?? [],
  }
}
