export { chapter } from './chapter.ts'

export { jobsFor } from './jobs.ts'
export type { DfeService } from './service.ts'
