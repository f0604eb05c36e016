export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { assessment } from './record.ts'
export { assessmentFromCensus, assessmentFromList } from './from-returns.ts'
export { assessedAdult, assessmentVersion } from './written/record.ts'
export { beingWrittenBy, waitingFor, type Waiting, type Writing } from './written/waiting.ts'
export { adultFields, familyAsks, fieldsOf, ownAsks } from './written/parts.ts'
export { rulesOfSending } from './written/rules.ts'
