import type { Chapter } from '../../platform/web/chapter.ts'
import { reviewChecks } from './checks.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { cinDecision, cinPlan, cinReview } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'child-in-need',
  checks: [reviewChecks],
  records: [cinPlan, cinReview, cinDecision],
  clocks,
  duties,
  pages,
}
