import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { bands, type Band } from './queue.ts'
import type { Grade, NoticeState, Part, Presence, ScreenOutcome } from './record.ts'

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
export async function notices(
  db: Db,
  asked: Asked,
  now: Instant,
): Promise<{ rows: NoticeRow[]; all: number }> {
  const where = whereOf(asked, now)
  const { rows } = await sql<NoticeRow & { all: number }>`
    select id, police_ref, agency, state, grade, incident_at, received_at, screened_at, due_at,
           strangulation, pregnancy, outcome, "all",
           (select coalesce(json_agg(json_build_object('part', part, 'givenName', given_name, 'familyName',
                                                       family_name, 'settled', settled,
                     'proposed', (select count(*) from notice_match where notice_person_id = named.id))
                       order by part, named.id), '[]')
              from notice_person named where named.notice_id = page.id) as people
      from (select *, (count(*) over ())::int as "all" from police_notice where ${where}
             order by received_at, incident_at, id limit ${aPage} offset ${asked.from}) page
     order by received_at, incident_at, id
  `.execute(db)
  return { rows, all: rows[0]?.all ?? 0 }
}

function whereOf({ which, band, grade }: Asked, now: Instant): RawBuilder<boolean> {
  const parts = [
    which === 'waiting'
      ? sql`screened_at is null`
      : which === 'to approve'
        ? sql`state = 'hub screened'`
        : sql`state = 'actioned'`,
  ]
  if (grade !== null) parts.push(grade === 'none' ? sql`grade is null` : sql`grade = ${grade}`)
  if (band !== null) {
    const { from, below } = bands[band]
    parts.push(
      sql`received_at <= ${now}::timestamptz - make_interval(hours => ${from})
        and received_at > ${now}::timestamptz - make_interval(hours => ${below})`,
    )
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

const ours = sql`'id', person.id, 'kind', person.kind, 'givenName', person.given_name, 'familyName',
  person.family_name, 'knownAs', person.known_as,
  'laChildId', person.la_child_id, 'bornOn', person.born_on, 'expectedOn', person.expected_on, 'diedOn',
  person.died_on,
  'open', exists (select
                    from cin_episode
                   where cin_episode.child_id = person.id
                     and cin_episode.state = 'open')`

/** Everybody named in a notice, and whom of ours each may be, the likeliest first. Restricted records are proposed to nobody but their own. */
export async function peopleOf(db: Db | Tx, actor: Actor, noticeId: string): Promise<NamedInNotice[]> {
  const may = within(actor, 'search', sql.ref('person.id'))
  const { rows } = await sql<NamedInNotice>`
    select named.*,
           (select coalesce(json_agg(json_build_object(${ours}, 'why',
                                                       coalesce(match.why, array['chosen by hand']))
                                              order by match.score desc nulls last, person.id), '[]')
                       from (select person_id, score, why from notice_match where notice_person_id = named.id
                             union all select named.person_id, null, null where named.person_id is not null
                               and not exists (select
                                                 from notice_match
                                                where notice_person_id = named.id
                                                  and person_id = named.person_id)) match
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
    with settled as (select person_id as id
                       from notice_person
                      where notice_id = ${noticeId}
                        and person_id is not null),
    near as (
      select relationship.child_id as id
        from relationship
        join settled on settled.id = relationship.relative_id
       where relationship.state = 'recorded'
      union
      select relationship.relative_id from relationship join settled on settled.id = relationship.child_id
       where relationship.state = 'recorded' and relationship.kind in ('sibling', 'half-sibling'))
    select person.id, person.kind, given_name, family_name, known_as, la_child_id, born_on, expected_on,
           died_on, array['in the family on our record'] as why,
           exists (select
                     from cin_episode
                    where cin_episode.child_id = person.id
                      and cin_episode.state = 'open') as open
      from near join person on person.id = near.id
     where person.kind <> 'adult'
       and person.state = 'active'
       and died_on is null
       and person.id not in (select id from settled)
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
         and dmetaphone(other.family_name) = dmetaphone(mine.family_name)
         and dmetaphone(other.given_name) = dmetaphone(mine.given_name))
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
    select type, at, coalesce(staff.name, notice_sender.name, 'Read from a file') as by,
           answers->>'why' as why
      from notice_event
      left join staff on staff.id = actor_id
      left join notice_sender on notice_sender.id = sender_id
     where notice_id = ${noticeId} order by notice_event.id limit 50
  `.execute(db)
  return rows
}
