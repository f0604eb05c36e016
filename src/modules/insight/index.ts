export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { asCsv, measuresTold } from './export.ts'
export { supervision } from './clocks-read.ts'
export { askMeasures } from './jobs.ts'
export { gssCodeOf } from './published.ts'
