import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { homeCheck, homeReview } from './record.ts'
import { tellHomes } from './tell-homes.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'placements',
  records: [homeCheck, homeReview],
  clocks,
  duties,
  commands,
  jobs: [tellHomes],
  pages,
}
