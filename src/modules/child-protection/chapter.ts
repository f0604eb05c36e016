import type { Chapter } from '../../platform/web/chapter.ts'
import { conferenceChecks, planChecks } from './checks.ts'
import { clocks } from './clocks.ts'
import { duties } from './duties.ts'
import { meetingInvitation } from './invitation.ts'
import { pages } from './pages.ts'
import { conference, coreGroup, cpPlan } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'child-protection',
  checks: [planChecks, conferenceChecks],
  records: [conference, cpPlan, coreGroup, meetingInvitation],
  clocks,
  duties,
  pages,
}
