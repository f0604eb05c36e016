import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { manages, readsSessionsOf } from './whose.ts'

/** Somebody whose sessions the reader reads. */
export interface Supervised {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly team: string | null
  /** Whether the reader is their manager, and not their manager's manager or they themselves. */
  readonly mine: boolean
  readonly startedOn: Day | null
  readonly newlyQualified: boolean
  readonly lastOn: Day | null
  readonly lastBy: string | null
  /** The day agreed for the next meeting; before today where nobody said what became of it. */
  readonly agreedOn: Day | null
  /** Sessions in the twelve months before, and agreed meetings that did not take place. */
  readonly held: number
  readonly missed: number
}

/** Everybody whose sessions the actor reads but they themselves, longest without first; at most 300. With an id, that one or none. */
export async function supervisedBy(
  db: Db | Tx,
  actor: Actor,
  today: Day,
  staffId: string | null = null,
): Promise<Supervised[]> {
  const { rows } = await sql<Supervised>`
    select staff.id, staff.name, staff.role, staff.started_on, staff.newly_qualified, team.name as team,
           ${manages(actor)} as mine, last.held_on as last_on, last.by as last_by,
           agreed.meets_on as agreed_on,
           (select count(*)::int
              from supervision_session held
             where held.worker_id = staff.id
               and held.held_on > ${today}::date - interval '12 months') as held,
           (select count(*)::int from supervision_booking missed where missed.worker_id = staff.id
               and missed.state = 'did not take place'
               and missed.meets_on > ${today}::date - interval '12 months') as missed
      from staff left join team on team.id = staff.team_id
      left join supervision_booking agreed on agreed.worker_id = staff.id and agreed.state = 'booked'
      left join lateral (select held_on, supervisor.name as by
                           from supervision_session session
                           join staff supervisor on supervisor.id = session.supervisor_id
        where session.worker_id = staff.id order by held_on desc, session.id desc limit 1) last on true
     where ${readsSessionsOf(actor)}
       and ${staffId === null ? sql<boolean>`staff.disabled_at is null and staff.id <> ${actor.id}` : sql<boolean>`staff.id = ${staffId}`}
     order by last.held_on nulls first, staff.name, staff.id
     limit 300
  `.execute(db)
  return rows
}

/** A session as it stands. */
export interface Session {
  readonly id: string
  readonly workerId: string
  readonly worker: string
  readonly supervisorId: string
  readonly supervisor: string
  readonly heldOn: Day
  readonly reflectiveTopic: string
  readonly wellbeing: string | null
  readonly caseload: string | null
  readonly learning: string | null
  readonly nextOn: Day | null
  readonly overdueDuties: number
  readonly overdueDirections: number
  readonly childrenHeld: number
  readonly version: number
  readonly children: number
}

const columns = sql`
  session.id, session.worker_id, staff.name as worker, session.supervisor_id, supervisor.name as supervisor,
  session.held_on, session.reflective_topic,
  session.wellbeing, session.caseload, session.learning, session.next_on, session.overdue_duties,
  session.overdue_directions, session.children_held, session.version,
  (select count(*)::int from supervision_child talked where talked.session_id = session.id) as children
  from supervision_session session
  join staff on staff.id = session.worker_id
  left join team on team.id = staff.team_id
  join staff supervisor on supervisor.id = session.supervisor_id`

/** The sessions of one member of staff, the latest first; at most 60. */
export async function sessionsOf(db: Db, actor: Actor, staffId: string): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select ${columns}
     where session.worker_id = ${staffId}
       and ${readsSessionsOf(actor)}
     order by session.held_on desc, session.id desc
     limit 60
  `.execute(db)
  return rows
}

/** One session, if the actor may read it. */
export async function sessionOf(db: Db | Tx, actor: Actor, id: string): Promise<Session | undefined> {
  const { rows } =
    await sql<Session>`select ${columns} where session.id = ${id} and ${readsSessionsOf(actor)}`.execute(db)
  return rows[0]
}

/** A child talked about, of those the reader may open, and their manager's entry of that day. */
export interface Talked extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  /** Whether what was said of them that day is on their record. */
  readonly written: boolean
  /** Whether the reader may write it. */
  readonly mayWrite: boolean
}

/** The children of a session whose records the reader may open. */
export async function childrenTalkedOf(
  db: Db | Tx,
  actor: Actor,
  { id, heldOn, supervisorId }: Session,
): Promise<Talked[]> {
  const { rows } = await sql<Talked>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as,
           exists (select
                     from oversight_discussion entry
                    where entry.child_id = person.id
                      and entry.held_on = ${heldOn}
                      and entry.held_by = ${supervisorId}) as written,
           ${within(actor, 'discussion.write', sql.ref('person.id'))} as may_write
      from supervision_child talked join person on person.id = talked.child_id
     where talked.session_id = ${id} and ${within(actor, 'chronology.read', sql.ref('person.id'))}
     order by given_name, family_name, person.id limit 60
  `.execute(db)
  return rows
}

/** What was done to a session, oldest first. */
export interface Told {
  readonly type: string
  readonly by: string
  readonly at: Instant
  readonly reason: string | null
}

export async function historyOf(db: Db, sessionId: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select type, staff.name as by, at, reason from supervision_event join staff on staff.id = actor_id
     where about_id = ${sessionId} order by supervision_event.id limit 40
  `.execute(db)
  return rows
}
