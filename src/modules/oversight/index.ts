// What other chapters may use. Everything else in this folder is private to it.
export { pages } from './pages.ts'
export { drawEntries, drawOversight } from './sampled/draw.ts'
export { weeklyJobs } from './weekly/jobs.ts'
