import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../dates/day.ts'
import { asService } from '../db/asking.ts'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { Actor } from './policy.ts'
import { mayKnowOf } from './reach.ts'

/** A signed-in person, and the token that proves a form came from a page we sent them. */
export interface Session {
  readonly actor: Actor
  readonly csrf: string
  readonly team: string | null
  readonly how: How
  /** They showed within the last 15 minutes that it is them: enough for an export or an emergency opening. */
  readonly fresh: boolean
  /** The brake holds them: no child's record opens until somebody else releases it. */
  readonly stopped: boolean
  /** Alerts they have not read, 1,000 at most: every page says how many. */
  readonly unread: number
  /** The database's word that this person asks, for the connections that answer them. */
  readonly seal: string
}

/** How somebody came in. */
export type How = 'demonstration' | 'password' | 'openid'

const idleMinutes = 15
const longestHours = 12
const freshMinutes = 15
/** A desk, a telephone, and some to spare: whoever signs in once more is signed out where they were longest ago. */
const mostSessions = 5

/** The table holds only the hash of what the cookie holds: a copy of the table opens nothing. */
const hashed = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Opens a session and gives the secret for the cookie: a new one each time, so that one planted beforehand opens nothing. Five stand at most. */
export async function openSession(db: Db, staffId: string, how: How = 'demonstration'): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const csrf = randomBytes(16).toString('base64url')
  await asService('sessions are kept from whoever has one', () =>
    db
      .insertInto('session')
      .values({ id: hashed(secret), staffId, csrf, how })
      .execute(),
  )
  // The invented people of the demonstration are everybody's.
  if (how !== 'demonstration') await closeBeyond(db, staffId)
  return secret
}

async function closeBeyond(db: Db, staffId: string): Promise<void> {
  await asService('sessions are kept from whoever has one', () =>
    sql`delete from session where staff_id = ${staffId} and id not in (
      select id from session where staff_id = ${staffId} order by last_seen_at desc, started_at desc limit ${mostSessions})`.execute(
      db,
    ),
  )
}

/** Gives a session a new secret, for somebody who has just shown that it is them; the old one opens nothing any more. */
export async function renewSession(db: Db, secret: string): Promise<string> {
  const renewed = randomBytes(32).toString('base64url')
  await asService('sessions are kept from whoever has one', () =>
    db
      .updateTable('session')
      .set({ id: hashed(renewed), shownAt: sql`now()` })
      .where('id', '=', hashed(secret))
      .execute(),
  )
  return renewed
}

/**
 * The session a cookie's secret stands for: null when there is none, when it has been idle for 15 minutes or
 * open for 12 hours, or when the account is disabled or its last day has passed. Role and team are read afresh, so a change of either takes
 * effect on the next request.
 */
export async function findSession(db: Db, secret: string): Promise<Session | null> {
  const [row] = await asService('who asks is not known yet', () =>
    prepared(
      db,
      sql<SessionRow>`
    select staff.id, staff.name, staff.role, staff.team_id, team.name as team, team.service, session.csrf, session.how, seat_belt.seal(staff.id) as seal,
           session.shown_at > now() - make_interval(mins => ${freshMinutes}) as fresh,
           session.last_seen_at < now() - interval '1 minute' as stale,
           exists (select 1 from reading_brake where reading_brake.staff_id = staff.id and reading_brake.state = 'stopped') as stopped,
           (select count(*)::int from (
             select 1 from alert
              where alert.to_id = staff.id and alert.state = 'open' and alert.read_at is null
                and ${mayKnowOf(sql.ref('staff.id'), sql.ref('alert.child_id'))}
              union all
             select 1 from service_alert where service_alert.to_id = staff.id and service_alert.state = 'open' and service_alert.read_at is null
              limit 1000) told) as unread
      from session
      join staff on staff.id = session.staff_id
      left join team on team.id = staff.team_id
     where session.id = ${hashed(secret)}
       and session.last_seen_at > now() - make_interval(mins => ${idleMinutes})
       and session.started_at > now() - make_interval(hours => ${longestHours})
       and staff.disabled_at is null
       and coalesce(staff.leaves_on >= current_date, true)
  `,
    ),
  )
  if (row === undefined) return null
  if (row.stale) await seenNow(db, secret)
  const { id, name, role, teamId, service, stale: _, ...session } = row
  return { actor: { id, name, role, teamId, service }, ...session }
}

interface SessionRow extends Actor, Omit<Session, 'actor'> {
  readonly stale: boolean
}

/** Written once a minute at most: a page that is only read should not have to write its session. */
async function seenNow(db: Db, secret: string): Promise<void> {
  await asService('sessions are kept from whoever has one', () =>
    sql`update session set last_seen_at = now() where id = ${hashed(secret)}`.execute(db),
  )
}

/** Whether a token for forms was given to this person: by this session, or by one of theirs that has run out since. */
export async function gaveToken(db: Db, staffId: string, csrf: string): Promise<boolean> {
  const held = await asService('sessions are kept from whoever has one', () =>
    db
      .selectFrom('session')
      .select('staffId')
      .where('csrf', '=', csrf)
      .where('staffId', '=', staffId)
      .executeTakeFirst(),
  )
  return held !== undefined
}

/** Whose session a cookie's secret stood for, though it may have run out; null where it was ended, or is none of ours. */
export async function whoseSession(db: Db, secret: string): Promise<string | null> {
  const held = await asService('sessions are kept from whoever has one', () =>
    db.selectFrom('session').select('staffId').where('id', '=', hashed(secret)).executeTakeFirst(),
  )
  return held?.staffId ?? null
}

/** Ends one session. */
export async function closeSession(db: Db, secret: string): Promise<void> {
  await asService('sessions are kept from whoever has one', () =>
    db.deleteFrom('session').where('id', '=', hashed(secret)).execute(),
  )
}

/** One of somebody's sessions, as they are shown it. */
export interface OwnSession {
  /** What a form names it by: it neither opens the session nor finds it in the table. */
  readonly reference: string
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  readonly how: How
  readonly isThis: boolean
}

const reference = sql<string>`encode(sha256('shown'::bytea || session.id), 'hex')`

/**
 * The sessions of somebody that still open to them, this one first, then the latest used; at most 100.
 *
 * @param secret what the cookie of this one holds
 */
export async function sessionsOf(db: Db, staffId: string, secret: string): Promise<OwnSession[]> {
  const { rows } = await asService('sessions are kept from whoever has one', () =>
    sql<OwnSession>`
    select ${reference} as reference, started_at, last_seen_at, how, id = ${hashed(secret)} as is_this from session
     where staff_id = ${staffId} and last_seen_at > now() - make_interval(mins => ${idleMinutes})
       and started_at > now() - make_interval(hours => ${longestHours})
     order by is_this desc, last_seen_at desc limit 100`.execute(db),
  )
  return rows
}

/** Ends one session of somebody, by its reference; nothing where it is none of theirs. */
export async function closeOneOf(db: Db, staffId: string, which: string): Promise<void> {
  await asService('sessions are kept from whoever has one', () =>
    sql`delete from session where staff_id = ${staffId} and ${reference} = ${which}`.execute(db),
  )
}

/** Ends every session of somebody, on every device. */
export async function closeSessionsOf(db: Db, staffId: string): Promise<void> {
  await asService('sessions are kept from whoever has one', () =>
    db.deleteFrom('session').where('staffId', '=', staffId).execute(),
  )
}
