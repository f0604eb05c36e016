import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { agreementCheck, writtenAgreement } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'written-agreements',
  records: [writtenAgreement, agreementCheck],
  clocks,
  duties,
  commands,
  pages,
}
