import { sql } from 'kysely'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'

/** How the queue stands: what every front-door page says of it. */
export interface Standing {
  readonly waiting: number
  readonly oldestAt: Instant | null
  readonly late: number
  readonly lastReceivedAt: Instant | null
  /** Agreed by nobody yet, and schools nobody has told. */
  readonly toApprove: number
  readonly toClose: number
}

export async function standingNow(db: Db | Tx, now: Instant): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*)::int from police_notice where screened_at is null) as waiting,
           (select min(received_at) from police_notice where screened_at is null) as oldest_at,
           (select count(*)::int from police_notice where screened_at is null and due_at < ${now}) as late,
           (select max(received_at) from police_notice) as last_received_at,
           (select count(*)::int from police_notice where state = 'hub screened') as to_approve,
           (select count(*)::int from police_notice where state = 'actioned') as to_close
  `.execute(db)
  return rows[0] ?? { waiting: 0, oldestAt: null, late: 0, lastReceivedAt: null, toApprove: 0, toClose: 0 }
}

/** How long they have waited, in the bands the work is watched by. Hours, from and below. */
export const bands = {
  hour: { words: 'Under 1 hour', from: 0, below: 1 },
  day: { words: '1 to 24 hours', from: 1, below: 24 },
  three: { words: '1 to 3 days', from: 24, below: 72 },
  week: { words: '3 to 7 days', from: 72, below: 168 },
  weeks: { words: '1 to 3 weeks', from: 168, below: 504 },
  longer: { words: '3 weeks or more', from: 504, below: 10_000_000 },
} as const
export type Band = keyof typeof bands

export interface BandCount {
  readonly band: Band
  readonly high: number
  readonly medium: number
  readonly standard: number
  readonly ungraded: number
}

/** How many wait in each band, by the police's grade. */
export async function ageBands(db: Db, now: Instant): Promise<BandCount[]> {
  const cases = Object.entries(bands).map(
    ([band, { below }]) => sql`when hours < ${sql.lit(below)} then ${band}`,
  )
  const { rows } = await sql<BandCount>`
    select case ${sql.join(cases, sql` `)} end as band,
           (count(*) filter (where grade = 'high'))::int as high,
           (count(*) filter (where grade = 'medium'))::int as medium,
           (count(*) filter (where grade = 'standard'))::int as standard,
           (count(*) filter (where grade is null))::int as ungraded
      from (select grade, extract(epoch from ${now}::timestamptz - received_at) / 3600 as hours
              from police_notice
             where screened_at is null) waiting
     group by 1
  `.execute(db)
  return (Object.keys(bands) as Band[]).map(
    (band) => rows.find((row) => row.band === band) ?? { band, high: 0, medium: 0, standard: 0, ungraded: 0 },
  )
}

/** How long each step took, of what each force sent. Hours, the one in the middle. */
export interface Delay {
  readonly agency: string
  readonly sent: number
  /** From the incident until it reached us: the police's. */
  readonly toReach: number | null
  /** From reaching us until it was screened: ours. */
  readonly toScreen: number | null
  /** Not screened yet, and so in no time to screen. */
  readonly waiting: number
  readonly cameUnscreened: number
  readonly late: number
}

/** Of what came in so many days. */
export async function delays(db: Db, now: Instant, days: number): Promise<Delay[]> {
  const { rows } = await sql<Delay>`
    select agency, count(*)::int as sent,
           percentile_cont(0.5) within
             group (order by extract(epoch from received_at - incident_at) / 3600)::float8 as to_reach,
           percentile_cont(0.5) within group (order by extract(epoch from screened_at - received_at) / 3600)
             filter (where screened_at is not null)::float8 as to_screen,
           (count(*) filter (where screened_at is null))::int as waiting,
           (count(*) filter (where came_unscreened))::int as came_unscreened,
           (count(*) filter (where received_at > incident_at + interval '24 hours'))::int as late
      from police_notice where received_at > ${now}::timestamptz - make_interval(days => ${days})
     group by agency order by agency limit 40
  `.execute(db)
  return rows
}

/** One day of the queue, as it stood when the day ended. */
export interface QueueDay {
  readonly on: Day
  readonly cameIn: number
  readonly screened: number
  readonly waiting: number
  /** Days the oldest had waited; null where none waited. */
  readonly oldest: number | null
}

/** The queue day by day: reckoned from when each came and was screened, so that the past is never overwritten. */
export async function queueByDay(db: Db, today: Day, days: number): Promise<QueueDay[]> {
  const { rows } = await sql<QueueDay>`
    with day as (select on_::date as on_
                   from generate_series(${today}::date - ${days - 1}::int, ${today}::date,
                                        interval '1 day') on_)
    select on_ as on, count(*) filter (where received_at >= on_)::int as came_in,
           count(*) filter (where screened_at >= on_ and screened_at < on_ + 1)::int as screened,
           count(*) filter (where received_at is not null
                            and (screened_at is null or screened_at >= on_ + 1))::int as waiting,
           (on_ + 1 - (min(received_at) filter (where screened_at is null
                                                or screened_at >= on_ + 1))::date - 1) as oldest
      from day
      left join police_notice on received_at < on_ + 1
       and (screened_at is null or screened_at >= on_)
     group by on_ order by on_
  `.execute(db)
  return rows
}
