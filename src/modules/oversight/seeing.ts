import type { Clock } from '../../platform/clocks/clock.ts'
import { clocks as assessment } from '../assessment/index.ts'
import { clocks as inNeed } from '../child-in-need/index.ts'
import { clocks as protection } from '../child-protection/index.ts'
import { clocks as frontDoorClocks } from '../front-door/index.ts'
import { clocks as inCare } from '../looked-after/index.ts'
import { clocks as privateFostering } from '../private-fostering/index.ts'
import { clocks as enquiry } from '../strategy-and-enquiry/index.ts'
import { clocks as visiting } from '../visits/index.ts'

const met = ({ stops }: Clock): boolean => stops.startsWith('a visit in which the child is seen')

/** The duties to see a child, which a visit meets. */
export const seeing: readonly string[] = [
  assessment,
  inNeed,
  protection,
  inCare,
  privateFostering,
  enquiry,
  visiting,
]
  .flat()
  .filter(met)
  .map(({ id }) => id)

/** The duties of the front door, done or missed before a team has the child. */
export const frontDoor: readonly string[] = frontDoorClocks.map(({ id }) => id)
