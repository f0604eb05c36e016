// What other chapters may use. Everything else in this folder is private to it.
export { asCsv, measuresTold, type Told } from './export.ts'
export { jobs } from './jobs.ts'
export { pages } from './pages.ts'
