import { sql } from 'kysely'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import { addWorkingDays, type Calendar } from '../../platform/dates/calendar.ts'
import { dayOf, endOfMonth, firstOfMonth, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'

/** One role's month. Counts of looks and people; nobody is named. */
interface RoleMonth {
  readonly role: Role
  readonly people: number
  readonly looks: number
  readonly children: number
  readonly outside: number
  readonly emergencies: number
  readonly flags: number
}

/** The month's report (roles-and-access §4), and what stood out. */
export interface AccessFigures {
  readonly month: Day
  readonly roles: readonly RoleMonth[]
  readonly emergencies: number
  /** Looked into within two working days of being asked for. */
  readonly inTime: number
  readonly reviewed: number
  readonly notJustified: number
  readonly flags: number
  readonly judged: number
  readonly flagsNotJustified: number
  readonly patterns: readonly {
    readonly pattern: string
    readonly flags: number
    readonly notJustified: number
  }[]
  readonly askedAgain: number
  readonly stopped: number
  readonly nearMisses: number
}

/** The figures of the month a day is in, as the record holds them now. */
async function figuresOf(tx: Db | Tx, at: Day): Promise<AccessFigures> {
  const [from, to] = [firstOfMonth(at), endOfMonth(at)]
  const roles = await sql<RoleMonth>`
    with look as (select staff.role, look.actor_id, look.child_ids
                    from read_event look
                    join staff on staff.id = look.actor_id
                   where ${inMonth('look.at', from, to)}),
    seen as (select role, count(distinct actor_id)::int as people, count(*)::int as looks
               from look
              group by role),
    held as (select role, count(distinct child)::int as children
               from look, unnest(child_ids) child
              group by role)
    select seen.role, seen.people, seen.looks, coalesce(held.children, 0) as children,
           (select count(*)::int
              from outside_look outside
              join staff on staff.id = outside.staff_id
             where staff.role = seen.role
               and ${inMonth('outside.at', from, to)}) as outside,
           (select count(*)::int
              from emergency_opening opening
              join staff on staff.id = opening.staff_id
             where staff.role = seen.role
               and ${inMonth('opening.asked_at', from, to)}) as emergencies,
           (select count(*)::int
              from reading_flag flag
              join staff on staff.id = flag.staff_id
             where staff.role = seen.role
               and ${inMonth('flag.raised_at', from, to)}) as flags
      from seen left join held using (role) order by seen.role`.execute(tx)
  const openings = await sql<Opening>`select asked_at, reviewed_on, state
      from emergency_opening
      where ${inMonth('asked_at', from, to)}`.execute(tx)
  const patterns = await sql<{ pattern: string; flags: number; judged: number; notJustified: number }>`
    select pattern, count(*)::int as flags, (count(*) filter (where state <> 'open'))::int as judged,
           (count(*) filter (where state = 'not justified'))::int as not_justified
      from reading_flag where ${inMonth('raised_at', from, to)} group by pattern order by pattern`.execute(tx)
  const rest = await sql<{ askedAgain: number; stopped: number; nearMisses: number }>`
    select (select count(*)::int from reading_brake where ${inMonth('at', from, to)}) as asked_again,
           (select count(*)::int from reading_brake where ${inMonth('stopped_at', from, to)}) as stopped,
           (select count(*)::int from near_miss where ${inMonth('at', from, to)}) as near_misses`.execute(tx)
  const sum = (by: 'flags' | 'judged' | 'notJustified') =>
    patterns.rows.reduce((all, row) => all + row[by], 0)
  return {
    month: from,
    roles: roles.rows,
    ...ofOpenings(openings.rows, await workingCalendar(tx)),
    flags: sum('flags'),
    judged: sum('judged'),
    flagsNotJustified: sum('notJustified'),
    patterns: patterns.rows,
    ...(rest.rows[0] ?? { askedAgain: 0, stopped: 0, nearMisses: 0 }),
  }
}

interface Opening {
  readonly askedAt: Instant
  readonly reviewedOn: Day | null
  readonly state: string
}

function ofOpenings(openings: readonly Opening[], calendar: Calendar) {
  const reviewed = openings.filter(({ reviewedOn }) => reviewedOn !== null)
  const inTime = reviewed.filter(
    ({ askedAt, reviewedOn }) =>
      reviewedOn !== null && reviewedOn <= addWorkingDays(dayOf(askedAt), 2, calendar),
  )
  return {
    emergencies: openings.length,
    reviewed: reviewed.length,
    inTime: inTime.length,
    notJustified: openings.filter(({ state }) => state === 'not justified').length,
  }
}

const inMonth = (column: string, from: Day, to: Day) =>
  sql`(${sql.ref(column)} >= ${from}::date and ${sql.ref(column)} < ${to}::date + 1)`

/** Keeps a month's report as it is now. One that is kept is not made again. */
export async function freezeReport(tx: Tx, at: Day): Promise<void> {
  const figures = await figuresOf(tx, at)
  await sql`insert into access_report (month, figures)
    values (${figures.month}, ${JSON.stringify(figures)}) on conflict (month) do nothing`.execute(tx)
}

/** The months that are kept, latest first; five years of them. */
export async function reportsKept(db: Db): Promise<{ readonly month: Day; readonly madeAt: Instant }[]> {
  return db
    .selectFrom('accessReport')
    .select(['month', 'madeAt'])
    .orderBy('month', 'desc')
    .limit(60)
    .execute()
}

/** One month as it was kept; null where it was not. */
export async function reportOf(
  db: Db,
  month: Day,
): Promise<{ readonly madeAt: Instant; readonly figures: AccessFigures } | null> {
  const row = await db
    .selectFrom('accessReport')
    .select(['madeAt', 'figures'])
    .where('month', '=', month)
    .executeTakeFirst()
  // What this file stored is what it reads.
  return row === undefined ? null : { madeAt: row.madeAt, figures: row.figures as AccessFigures }
}

/** 'none' of none; else the share in whole percent, with what it is of. */
const shareWords = (some: number, all: number): string =>
  all === 0 ? 'none to count' : `${Math.round((some / all) * 100)}% (${some} of ${all})`

/** The report as lines of a table: what, and how many. */
export function reportLines(figures: AccessFigures): readonly (readonly [string, string])[] {
  return [
    ['Records opened in an emergency', String(figures.emergencies)],
    ['Looked into within 2 working days', shareWords(figures.inTime, figures.emergencies)],
    ['Found not justified', shareWords(figures.notJustified, figures.reviewed)],
    ['Looks that stood out', String(figures.flags)],
    ['Of these judged', shareWords(figures.judged, figures.flags)],
    ['Of the judged, not justified', shareWords(figures.flagsNotJustified, figures.judged)],
    ['Asked again who they are, after many records', String(figures.askedAgain)],
    ['Stopped after many records', String(figures.stopped)],
    ['Requests for hidden records', String(figures.nearMisses)],
  ]
}

const cell = (value: string | number): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)

/** The same as a file of comma-separated values: the whole first, then each role. */
export function reportCsv(figures: AccessFigures): string {
  const rows = [
    ['What', 'How many'],
    ...reportLines(figures),
    [],
    ['Role', 'People', 'Looks', 'Children', 'Not theirs', 'Emergencies', 'Stood out'],
    ...figures.roles.map((one) => [
      roleNames[one.role],
      one.people,
      one.looks,
      one.children,
      one.outside,
      one.emergencies,
      one.flags,
    ]),
  ]
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
