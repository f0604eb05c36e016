import type { Span } from '../../platform/clocks/clock.ts'
import { chapterDuties, type FactRow } from '../../platform/record/duties.ts'
import {
  daBacklogAge,
  daNotificationPoliceLag,
  daNotificationScreenHigh,
  daNotificationScreenMedium,
  daNotificationScreenStandard,
} from './clocks.ts'
import { noticeOfChild, type Grade } from './record.ts'

/** The clock a notice is screened by. One that nobody graded is read as soon as the gravest: it may be that. */
export const screeningClock = (grade: Grade | null) =>
  grade === 'standard'
    ? daNotificationScreenStandard
    : grade === 'medium'
      ? daNotificationScreenMedium
      : daNotificationScreenHigh

type Told = readonly FactRow<typeof noticeOfChild>[]

const screening = (notices: Told, clock: ReturnType<typeof screeningClock>): Span[] =>
  notices.flatMap(({ id, receivedAt: since, screenedAt: met, grade }) =>
    since === null || screeningClock(grade) !== clock ? [] : [{ recordId: id, since, met }],
  )

/** What stands on a child's record: how long each notice about them took, for ever. Those not screened yet are timed in the queue. */
export const duties = chapterDuties({ noticeOfChild }, [
  {
    clock: daNotificationScreenHigh,
    stoppedBy: 'police notice',
    arises: ({ noticeOfChild: notices }) => screening(notices, daNotificationScreenHigh),
  },
  {
    clock: daNotificationScreenMedium,
    stoppedBy: 'police notice',
    arises: ({ noticeOfChild: notices }) => screening(notices, daNotificationScreenMedium),
  },
  {
    clock: daNotificationScreenStandard,
    stoppedBy: 'police notice',
    arises: ({ noticeOfChild: notices }) => screening(notices, daNotificationScreenStandard),
  },
  {
    clock: daNotificationPoliceLag,
    stoppedBy: 'police notice',
    arises: ({ noticeOfChild: notices }) =>
      notices.flatMap(({ id, incidentAt: since, receivedAt: met }) =>
        since === null ? [] : [{ recordId: id, since, met }],
      ),
  },
])

/** Clocks of the queue as a whole: no child's, so no child's record starts them. */
export const queueClocks = [{ clock: daBacklogAge, fedBy: 'Police notices nobody has screened' }] as const
