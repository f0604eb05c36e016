import type { Chapter } from '../../platform/web/chapter.ts'
import { clocks } from './clocks.ts'
import { duties, queueClocks } from './duties.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.ts'
import { noticeOfChild } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'police-notices',
  records: [noticeOfChild],
  clocks,
  duties,
  queueClocks,
  jobs,
  pages,
}
