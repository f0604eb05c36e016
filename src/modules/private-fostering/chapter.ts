import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { privateFostering } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'private-fostering',
  records: [privateFostering],
  clocks,
  duties,
  commands,
  pages,
}
