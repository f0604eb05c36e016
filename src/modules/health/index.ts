export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { healthOutcome, healthCheck } from './record.ts'
export { assessmentFromList, dentalFromList, outcomeFromReturn } from './from-returns.ts'
