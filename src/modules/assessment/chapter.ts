import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { onAssessments } from './commands.ts'
import { duties } from './duties.ts'
import { assessment } from './record.ts'
import { pages } from './written/pages.ts'
import { assessedAdult, assessmentVersion } from './written/record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'assessment',
  records: [assessment, assessmentVersion, assessedAdult],
  clocks,
  duties,
  commands: onAssessments,
  pages,
}
