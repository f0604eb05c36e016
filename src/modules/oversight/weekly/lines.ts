import type { Actor } from '../../../platform/access/policy.ts'
import { dayOf, daysBetween, type Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { counted } from '../../../platform/people/name.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { queueNow, teamsOverLoad } from '../../alerts/index.ts'
import type { Asking } from '../facts-of-days.ts'
import { countsOf, hitsOf, teamsOf } from '../queries.ts'
import { listOf } from '../rule-table.ts'
import { listHref } from '../words.ts'

/** One line of the week's message: a number, and where those it counts stand. */
interface Line {
  readonly says: string
  readonly href: string
}

/** A service manager's numbers, by the list that each counts. */
const ofService = [
  ['drift-ten', 'drifting at ten points or more', 'child', 'children'],
  ['asked-twice', 'asked twice or more', 'direction', 'directions'],
  ['all-is-well', 'on a plan whose every visit says that nothing is wrong', 'child', 'children'],
  ['review-missed', 'whose plan was not reviewed by its day', 'child', 'children'],
] as const

const ofAuthority = [
  ['unallocated', 'with no worker', 'child', 'children'],
  ['unregistered', 'in a home that is not registered', 'child', 'children'],
  ['directions-over', 'past their day and not answered', 'direction', 'directions'],
] as const

/** What the week's message tells this reader: the numbers that their own oversight page and lists have, noughts among them. */
export async function linesFor(db: Db, reader: Actor, today: Day): Promise<Line[]> {
  const teams = await teamsOf(db, reader)
  const asking = {
    actor: reader,
    teamIds: teams.map(({ id }) => id),
    on: today,
    today,
    calendar: await workingCalendar(db),
    nobodys: true,
  }
  if (reader.role !== 'DIR') return countedLines(db, asking, ofService)
  return [
    await longestUnseen(db, asking),
    ...(await countedLines(db, asking, ofAuthority)),
    await oldestNotice(db, today),
    { says: `${counted(await teamsOverLoad(db, today), 'team')} over their load`, href: '/oversight' },
  ]
}

async function countedLines(
  db: Db,
  asking: Asking,
  wanted: readonly (readonly [code: string, what: string, one: string, many: string])[],
): Promise<Line[]> {
  const counts = await countsOf(
    db,
    asking,
    wanted.map(([code]) => listOf(code)),
  )
  const countOf = (code: string): number =>
    counts.find(({ teamId, list }) => teamId === null && list === code)?.count ?? 0
  return wanted.map(([code, what, one, many]) => ({
    says: `${counted(countOf(code), one, many)} ${what}`,
    href: listHref(null, code),
  }))
}

async function longestUnseen(db: Db, asking: Asking): Promise<Line> {
  const hits = await hitsOf(db, { ...asking, rules: listOf('not-seen').rules })
  const children = new Set(hits.map(({ childId }) => childId)).size
  const longest = hits.reduce((most, { number }) => Math.max(most, number ?? 0), 0)
  const says = `${counted(children, 'child', 'children')} not seen for more than 6 weeks`
  return {
    says: children === 0 ? says : `${says}, the longest for ${counted(longest, 'day')}`,
    href: listHref(null, 'not-seen'),
  }
}

async function oldestNotice(db: Db, today: Day): Promise<Line> {
  const { waiting, oldestAt } = await queueNow(db)
  const says = `${counted(waiting, 'police notice')} not screened`
  return {
    says:
      oldestAt === null
        ? says
        : `${says}, the oldest for ${counted(daysBetween(dayOf(oldestAt), today), 'day')}`,
    // A director is told of the queue and does not open it: the alert about it says what is being done.
    href: '/inbox',
  }
}
