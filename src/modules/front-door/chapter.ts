import type { Chapter } from '../../platform/web/chapter.ts'
import { agencyCheck } from './agency-checks/record.ts'
import { allCommands } from './all-commands.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { contact } from './record.ts'
import { disputeContacts } from './sent-in/disputes.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'front-door',
  records: [contact, agencyCheck],
  clocks,
  duties,
  commands: allCommands,
  jobs: [disputeContacts],
  pages,
}
