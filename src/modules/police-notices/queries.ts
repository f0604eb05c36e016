import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { Grade, NoticeState, Part, Presence, ScreenOutcome } from './record.ts'

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
           (count(*) filter (where grade = 'high'))::int as high, (count(*) filter (where grade = 'medium'))::int as medium,
           (count(*) filter (where grade = 'standard'))::int as standard, (count(*) filter (where grade is null))::int as ungraded
      from (select grade, extract(epoch from ${now}::timestamptz - received_at) / 3600 as hours from police_notice where screened_at is null) waiting
     group by 1
  `.execute(db)
  return (Object.keys(bands) as Band[]).map(
    (band) => rows.find((row) => row.band === band) ?? { band, high: 0, medium: 0, standard: 0, ungraded: 0 },
  )
}

/** Somebody named, in a line of the list. */
interface NamedInList {
  readonly part: Part
  readonly givenName: string | null
  readonly familyName: string | null
  readonly settled: string
  readonly proposed: number
}

export interface NoticeRow {
  readonly id: string
  readonly policeRef: string
  readonly agency: string
  readonly state: NoticeState
  readonly grade: Grade | null
  readonly incidentAt: Instant
  readonly receivedAt: Instant
  readonly screenedAt: Instant | null
  readonly dueAt: Instant
  readonly strangulation: boolean | null
  readonly pregnancy: boolean | null
  readonly outcome: ScreenOutcome | null
  readonly people: readonly NamedInList[]
}

export const aPage = 50

/** Which part of the queue is asked for. */
export interface Asked {
  readonly which: 'waiting' | 'to approve' | 'to close'
  readonly band: Band | null
  readonly grade: Grade | 'none' | null
  readonly from: number
}

/** Notices, oldest first; a page of them, and how many there are. */
export async function notices(db: Db, asked: Asked, now: Instant): Promise<{ rows: NoticeRow[]; all: number }> {
  const where = whereOf(asked, now)
  const { rows } = await sql<NoticeRow & { all: number }>`
    select id, police_ref, agency, state, grade, incident_at, received_at, screened_at, due_at, strangulation, pregnancy, outcome, "all",
           (select coalesce(json_agg(json_build_object('part', part, 'givenName', given_name, 'familyName', family_name, 'settled', settled,
                     'proposed', (select count(*) from notice_match where notice_person_id = named.id)) order by part, named.id), '[]')
              from notice_person named where named.notice_id = page.id) as people
      from (select *, (count(*) over ())::int as "all" from police_notice where ${where}
             order by received_at, incident_at, id limit ${aPage} offset ${asked.from}) page
     order by received_at, incident_at, id
  `.execute(db)
  return { rows, all: rows[0]?.all ?? 0 }
} // prettier-ignore

function whereOf({ which, band, grade }: Asked, now: Instant): RawBuilder<boolean> {
  const parts = [
    which === 'waiting' ? sql`screened_at is null` : which === 'to approve' ? sql`state = 'hub screened'` : sql`state = 'actioned'`, // prettier-ignore
  ]
  if (grade !== null) parts.push(grade === 'none' ? sql`grade is null` : sql`grade = ${grade}`)
  if (band !== null) {
    const { from, below } = bands[band]
    parts.push(sql`received_at <= ${now}::timestamptz - make_interval(hours => ${from}) and received_at > ${now}::timestamptz - make_interval(hours => ${below})`) // prettier-ignore
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

export interface Notice extends Omit<NoticeRow, 'people'> {
  readonly version: number
  readonly policeScreenedAt: Instant | null
  readonly cameUnscreened: boolean
  readonly narrative: string | null
  readonly weapons: boolean | null
  readonly coerciveControl: boolean | null
  readonly breachOfOrder: boolean | null
  readonly marac: boolean | null
  readonly lines: string | null
  readonly postcode: string | null
  readonly rationale: string | null
  readonly screenedBy: string | null
  readonly screener: string | null
  readonly approver: string | null
  readonly schoolToldAt: Instant | null
  readonly schoolNotToldWhy: string | null
  readonly closedAt: Instant | null
}

/** One notice; undefined if there is none. `lock` holds it until the transaction ends. */
export async function noticeOf(db: Db | Tx, id: string, { lock = false } = {}): Promise<Notice | undefined> {
  const { rows } = await sql<Notice>`
    select police_notice.*, screener.name as screener, approver.name as approver
      from police_notice
      left join staff screener on screener.id = screened_by
      left join staff approver on approver.id = approved_by
     where police_notice.id = ${id} ${lock ? sql`for update of police_notice` : sql``}
  `.execute(db)
  return rows[0]
}

/** Somebody of ours, as far as a reader of notices may know. */
export interface Ours extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly why: readonly string[]
  /** We help them now. */
  readonly open: boolean
}

export interface NamedInNotice {
  readonly id: string
  readonly part: Part
  readonly givenName: string | null
  readonly familyName: string | null
  readonly bornOn: Day | null
  readonly bornSaid: string | null
  readonly presence: Presence | null
  readonly school: string | null
  readonly lines: string | null
  readonly postcode: string | null
  readonly settled: 'waiting' | 'matched' | 'new' | 'left out'
  readonly personId: string | null
  readonly proposals: readonly Ours[]
}

const ours = sql`'id', person.id, 'kind', person.kind, 'givenName', person.given_name, 'familyName', person.family_name, 'knownAs', person.known_as,
  'laChildId', person.la_child_id, 'bornOn', person.born_on, 'expectedOn', person.expected_on, 'diedOn', person.died_on,
  'open', exists (select from cin_episode where cin_episode.child_id = person.id and cin_episode.state = 'open')`

/** Everybody named in a notice, and whom of ours each may be, the likeliest first. Restricted records are proposed to nobody but their own. */
export async function peopleOf(db: Db | Tx, actor: Actor, noticeId: string): Promise<NamedInNotice[]> {
  const may = within(actor, 'search', sql.ref('person.id'))
  const { rows } = await sql<NamedInNotice>`
    select named.*, (select coalesce(json_agg(json_build_object(${ours}, 'why', coalesce(match.why, array['chosen by hand'])) order by match.score desc nulls last, person.id), '[]')
                       from (select person_id, score, why from notice_match where notice_person_id = named.id
                             union all select named.person_id, null, null where named.person_id is not null
                               and not exists (select from notice_match where notice_person_id = named.id and person_id = named.person_id)) match
                       join person on person.id = match.person_id and person.state = 'active'
                      where ${may}) as proposals
      from notice_person named where named.notice_id = ${noticeId}
     order by array_position(array['child', 'unborn', 'victim', 'perpetrator'], named.part), named.id
     limit 30
  `.execute(db)
  return rows
}

/** Somebody the record holds in the same home or family, whom the notice does not name. */
export async function householdNotNamed(db: Db | Tx, actor: Actor, noticeId: string): Promise<Ours[]> {
  const { rows } = await sql<Ours>`
    with settled as (select person_id as id from notice_person where notice_id = ${noticeId} and person_id is not null),
    near as (
      select relationship.child_id as id from relationship join settled on settled.id = relationship.relative_id where relationship.state = 'recorded'
      union
      select relationship.relative_id from relationship join settled on settled.id = relationship.child_id
       where relationship.state = 'recorded' and relationship.kind in ('sibling', 'half-sibling'))
    select person.id, person.kind, given_name, family_name, known_as, la_child_id, born_on, expected_on, died_on, array['in the family on our record'] as why,
           exists (select from cin_episode where cin_episode.child_id = person.id and cin_episode.state = 'open') as open
      from near join person on person.id = near.id
     where person.kind <> 'adult' and person.state = 'active' and died_on is null and person.id not in (select id from settled)
       and (born_on is null or born_on > current_date - interval '18 years')
       and ${within(actor, 'contact.receive', sql.ref('person.id'))}
     order by born_on desc nulls first, person.id limit 12
  `.execute(db)
  return rows
}

export interface EarlierNotice {
  readonly id: string
  readonly policeRef: string
  readonly incidentAt: Instant
  readonly grade: Grade | null
  readonly outcome: ScreenOutcome | null
}

/** Notices of the twelve months before it that name any of the same people, whoever has settled who they are; latest first, at most 20. */
export async function earlierNotices(db: Db | Tx, noticeId: string): Promise<EarlierNotice[]> {
  const { rows } = await sql<EarlierNotice>`
    with mine as (select * from notice_person where notice_id = ${noticeId}),
    same as (
      select other.notice_id from mine join notice_person other on other.person_id = mine.person_id
      union
      select other.notice_id from mine join notice_person other on other.born_on = mine.born_on
         and dmetaphone(other.family_name) = dmetaphone(mine.family_name) and dmetaphone(other.given_name) = dmetaphone(mine.given_name))
    select earlier.id, earlier.police_ref, earlier.incident_at, earlier.grade, earlier.outcome
      from police_notice this
      join same on same.notice_id <> this.id
      join police_notice earlier on earlier.id = same.notice_id and earlier.incident_at <= this.incident_at
       and earlier.incident_at > this.incident_at - interval '12 months'
     where this.id = ${noticeId}
     order by earlier.incident_at desc, earlier.id limit 20
  `.execute(db)
  return rows
}

/** What was done to a notice, oldest first. */
export interface NoticeTold {
  readonly type: string
  readonly at: Instant
  readonly by: string
  /** Why, where that was asked. */
  readonly why: string | null
}

export async function toldOf(db: Db, noticeId: string): Promise<NoticeTold[]> {
  const { rows } = await sql<NoticeTold>`
    select type, at, coalesce(staff.name, notice_sender.name, 'Read from a file') as by, answers->>'why' as why
      from notice_event left join staff on staff.id = actor_id left join notice_sender on notice_sender.id = sender_id
     where notice_id = ${noticeId} order by notice_event.id limit 50
  `.execute(db)
  return rows
}

/** How long each step took, of what each force sent. Hours, the one in the middle. */
export interface Delay {
  readonly agency: string
  readonly sent: number
  /** From the incident until it reached us: the police's. */
  readonly toReach: number | null
  /** From reaching us until it was screened: ours. */
  readonly toScreen: number | null
  readonly cameUnscreened: number
  readonly late: number
}

/** Of what came in so many days. */
export async function delays(db: Db, now: Instant, days: number): Promise<Delay[]> {
  const { rows } = await sql<Delay>`
    select agency, count(*)::int as sent,
           percentile_cont(0.5) within group (order by extract(epoch from received_at - incident_at) / 3600)::float8 as to_reach,
           percentile_cont(0.5) within group (order by extract(epoch from screened_at - received_at) / 3600)
             filter (where screened_at is not null)::float8 as to_screen,
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
    with day as (select on_::date as on_ from generate_series(${today}::date - ${days - 1}::int, ${today}::date, interval '1 day') on_)
    select on_ as on, count(*) filter (where received_at >= on_)::int as came_in,
           count(*) filter (where screened_at >= on_ and screened_at < on_ + 1)::int as screened,
           count(*) filter (where received_at is not null and (screened_at is null or screened_at >= on_ + 1))::int as waiting,
           (on_ + 1 - (min(received_at) filter (where screened_at is null or screened_at >= on_ + 1))::date - 1) as oldest
      from day left join police_notice on received_at < on_ + 1 and (screened_at is null or screened_at >= on_)
     group by on_ order by on_
  `.execute(db)
  return rows
}
