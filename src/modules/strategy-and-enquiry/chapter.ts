import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { section47, strategyDiscussion } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'strategy-and-enquiry',
  records: [strategyDiscussion, section47],
  clocks,
  duties,
  commands,
  pages,
}
