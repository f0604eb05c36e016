// What other chapters may use. Everything else in this folder is private to it.
export { lockOpenCodeKeys } from './code-lock.ts'
export { jobs } from './jobs.ts'
export { pages } from './pages.ts'
