import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './all-commands.ts'
import { visitCall } from './calls/record.ts'
import { actionCheck } from './checked/record.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { visit } from './record.ts'
import { drawSample } from './sample/jobs.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'visits',
  records: [visit, visitCall, actionCheck],
  clocks,
  duties,
  commands,
  jobs: [drawSample],
  pages,
}
