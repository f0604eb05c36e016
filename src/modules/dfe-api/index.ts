export { jobs, jobsFor } from './jobs.ts'
export { pages } from './pages.ts'
export type { DfeService } from './service.ts'
