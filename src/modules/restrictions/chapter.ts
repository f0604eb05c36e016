import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { matchStaff } from './conflicts/jobs.ts'
import { pages } from './pages.ts'
import { emergencyOpening, exclusion, namedAccess, restriction } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'restrictions',
  records: [restriction, namedAccess, exclusion, emergencyOpening],
  commands,
  jobs: [matchStaff],
  pages,
}
