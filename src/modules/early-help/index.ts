// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { earlyHelpAssessment, type EarlyHelpAssessment } from './record.ts'
export { earlyHelpFromList } from './from-returns.ts'
