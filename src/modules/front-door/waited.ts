import { dayOf, daysBetween, momentOf, type Instant } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'

/** How long since then: in hours up to two days, and then in days of the calendar, as people count them and as the days of a chart are. */
export function waited(since: Instant, now: Instant): string {
  const hours = Math.floor((momentOf(now) - momentOf(since)) / 3_600_000)
  if (hours < 1) return 'under an hour'
  return hours < 48 ? counted(hours, 'hour') : counted(daysBetween(dayOf(since), dayOf(now)), 'day')
}
