export { jobs, jobsFor } from './jobs.ts'
export { pages } from './pages.ts'
export { reckon, digestOf, type ChildObject, type Reckoned } from './payload.ts'
export type { DfeService } from './service.ts'
