import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { careLeaverContact, leavingCare } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'care-leavers',
  records: [leavingCare, careLeaverContact],
  clocks,
  duties,
}
