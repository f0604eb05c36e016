// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { onAssessments as commands } from './commands.ts'
export { duties } from './duties.ts'
export { assessment, type Assessment } from './record.ts'
export { assessmentFromCensus, assessmentFromList } from './from-returns.ts'
export { assessedAdult, assessmentVersion, type AssessmentVersion } from './written/record.ts'
export { beingWrittenBy, waitingFor, type Waiting, type Writing } from './written/waiting.ts'
export { pages } from './written/pages.ts'
