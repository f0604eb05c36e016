export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { unaccepted } from './queries.ts'
export { earlyHelpAssessment, earlyHelpEpisode, stepDown, stepUp } from './record.ts'
export { earlyHelpFromList } from './from-returns.ts'
