import type { Chapter } from '../../platform/web/chapter.ts'
import { pages } from './pages.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'import', pages }
