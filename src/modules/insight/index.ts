// What other chapters may use. Everything else in this folder is private to it.
export { asCsv, measuresTold, type Told } from './export.ts'
export { supervision } from './clocks-read.ts'
export { askMeasures, jobs } from './jobs.ts'
export { pages } from './pages.ts'
export { gssCodeOf } from './published.ts'
