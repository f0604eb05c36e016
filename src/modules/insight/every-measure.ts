import type { Measure } from './measure.ts'
import { assessment } from './measures/assessment.ts'
import { frontDoor } from './measures/front-door.ts'
import { healthAndSchool } from './measures/health-and-school.ts'
import { help } from './measures/help.ts'
import { inOurCare } from './measures/in-our-care.ts'
import { leavingCare } from './measures/leaving-care.ts'
import { protection } from './measures/protection.ts'
import { visits } from './measures/visits.ts'
import { workforce } from './measures/workforce.ts'
import { worriesAndServices } from './measures/worries-and-services.ts'

/** Every measure the record can answer, in the order a child's way goes. */
export const measures: readonly Measure[] = [
  ...frontDoor,
  ...assessment,
  ...help,
  ...protection,
  ...worriesAndServices,
  ...inOurCare,
  ...healthAndSchool,
  ...leavingCare,
  ...visits,
  ...workforce,
]

const byId = new Map(measures.map((measure) => [measure.id, measure]))

/** The measure of an id, or undefined if there is none. */
export const findMeasure = (id: string): Measure | undefined => byId.get(id)
