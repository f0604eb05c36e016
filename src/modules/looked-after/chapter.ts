import type { Chapter } from '../../platform/web/chapter.ts'
import { asylum, deprivationOfLiberty, motherhood, previousPermanence } from './background/record.ts'
import { episodeChecks, reviewChecks } from './checks.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { careEpisode, careSummary, claReview } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'looked-after',
  checks: [episodeChecks, reviewChecks],
  records: [
    careEpisode,
    claReview,
    careSummary,
    asylum,
    previousPermanence,
    motherhood,
    deprivationOfLiberty,
  ],
  clocks,
  duties,
}
