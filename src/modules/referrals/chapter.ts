import type { Chapter } from '../../platform/web/chapter.ts'
import { duties } from './duties.ts'
import { cinEpisode } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'referrals', records: [cinEpisode], duties }
