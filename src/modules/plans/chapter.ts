import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { onOutcomes, onPlans } from './commands.ts'
import { duties } from './duties.ts'
import { plan, planOutcome } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'plans',
  records: [plan, planOutcome],
  clocks,
  duties,
  commands: { ...onPlans, ...onOutcomes },
}
