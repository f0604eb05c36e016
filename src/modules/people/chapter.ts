import type { Chapter } from '../../platform/web/chapter.ts'
import { personChecks } from './checks.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { address, formerName, merge, personRecord, relationship } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'people',
  checks: [personChecks],
  commands,
  pages,
  records: [personRecord, formerName, address, relationship, merge],
}
