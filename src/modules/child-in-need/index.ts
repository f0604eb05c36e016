// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { reviewChecks } from './checks.ts'
export { duties } from './duties.ts'
export { cinDecision, cinPlan, cinReview } from './record.ts'
export { planFromCensus } from './from-returns.ts'
export { planOfNeed } from './plan-of-need.ts'
export { pages } from './pages.ts'
