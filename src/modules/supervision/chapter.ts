import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks, queueClocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { oversightDiscussion, recordSummary } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'supervision',
  records: [oversightDiscussion, recordSummary],
  clocks,
  duties,
  queueClocks,
  commands,
  pages,
}
