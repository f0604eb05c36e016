import type { Chapter } from '../../platform/web/chapter.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'dfe-api', jobs, pages }
