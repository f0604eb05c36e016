import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { educationPlan } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'education', records: [educationPlan], clocks, duties }
