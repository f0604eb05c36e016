import type { Clock } from '../../platform/clocks/clock.ts'
import { clocks as adoption } from '../adoption/index.ts'
import { clocks as assessment } from '../assessment/index.ts'
import { clocks as careLeavers } from '../care-leavers/index.ts'
import { clocks as inNeed } from '../child-in-need/index.ts'
import { clocks as protection } from '../child-protection/index.ts'
import { clocks as earlyHelp } from '../early-help/index.ts'
import { clocks as education } from '../education/index.ts'
import { clocks as exploitation } from '../exploitation/index.ts'
import { clocks as health } from '../health/index.ts'
import { clocks as inCare } from '../looked-after/index.ts'
import { clocks as placements } from '../placements/index.ts'
import { clocks as plans } from '../plans/index.ts'
import { clocks as preProceedings } from '../pre-proceedings/index.ts'
import { clocks as privateFostering } from '../private-fostering/index.ts'
import { clocks as serviceWaits } from '../service-waits/index.ts'
import { clocks as enquiry } from '../strategy-and-enquiry/index.ts'
import { clocks as agreements } from '../written-agreements/index.ts'

const all: readonly Clock[] = [
  adoption,
  assessment,
  careLeavers,
  inNeed,
  protection,
  earlyHelp,
  education,
  exploitation,
  health,
  inCare,
  placements,
  plans,
  preProceedings,
  privateFostering,
  serviceWaits,
  enquiry,
  agreements,
].flat()

const idsOf = (holds: (clock: Clock) => boolean): ReadonlySet<string> =>
  new Set(all.filter(holds).map(({ id }) => id))

/** The duties that recording a visit meets. */
export const seeing = idsOf(({ stops }) => stops.startsWith('a visit in which the child is seen'))

/** The duties a worker answers for, alone or with somebody: the rest are a chair's, a manager's or the front door's. */
export const workersOwn = idsOf(({ owner }) => /worker|personal adviser|each agency/.test(owner))
