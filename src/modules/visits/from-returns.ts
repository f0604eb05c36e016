import { dayKey, receiver } from '../../platform/record/received.ts'
import type { AnnexARow } from '../return-files/index.ts'
import { visit } from './record.ts'

/**
 * A visit of which a list gives the day. It was a statutory visit or the child was last seen then, so it was face to
 * face and the child was seen; whether alone is told by list 7 only.
 */
const seenThen = (day: string, seenAlone: string) => ({
  key: `last visit ${day}`,
  state: 'from a return' as const,
  sets: { mode: 'face to face', outcome: 'completed', seen: true, seenAlone },
  from: [],
})

export const lastSeenFromList = receiver(
  visit,
  { takes: { visitedOn: 'lastSeenOn' } },
  (row: AnnexARow<'childrenInNeed'>) => seenThen(dayKey(row, 'lastSeenOn'), 'not recorded'),
)

export const protectionVisitFromList = receiver(
  visit,
  { takes: { visitedOn: 'lastVisitOn' } },
  (row: AnnexARow<'childProtection'>) =>
    seenThen(dayKey(row, 'lastVisitOn'), alone[row.seenAlone ?? 'U'] ?? 'not recorded'),
)

const alone: Readonly<Record<string, string>> = { Y: 'yes', N: 'no', U: 'not recorded' }

export const careVisitFromList = receiver(
  visit,
  { takes: { visitedOn: 'lastVisitOn' } },
  (row: AnnexARow<'childrenInCare'>) => seenThen(dayKey(row, 'lastVisitOn'), 'not recorded'),
)
