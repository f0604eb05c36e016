import type { Chapter } from '../../platform/web/chapter.ts'
import { pages } from './pages.ts'
import { drawOversight } from './sampled/draw.ts'
import { weeklyJobs } from './weekly/jobs.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'oversight', jobs: [drawOversight, ...weeklyJobs], pages }
