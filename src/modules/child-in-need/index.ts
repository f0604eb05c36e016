export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { cinDecision, cinPlan, cinReview } from './record.ts'
export { planFromCensus } from './from-returns.ts'
export { planOfNeed } from './plan-of-need.ts'
