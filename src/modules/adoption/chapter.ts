import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { adoption } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'adoption', records: [adoption], clocks, duties }
