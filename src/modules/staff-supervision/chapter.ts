import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks, queueClocks } from './clocks.ts'
import { pages } from './pages.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'staff-supervision', clocks, queueClocks, pages }
