import type { Chapter } from '../../platform/web/chapter.ts'
import { allocationChecks } from './checks.ts'
import { clocks, queueClocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { allocation } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'allocation',
  checks: [allocationChecks],
  records: [allocation],
  clocks,
  duties,
  queueClocks,
  commands,
  pages,
}
