import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'fostering', clocks }
