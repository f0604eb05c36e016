import { sql, type RawBuilder } from 'kysely'
import { mayKnowOf, within } from '../../platform/access/reach.ts'
import type { Actor, Permission } from '../../platform/access/policy.ts'
import { addDays, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import type { ClearedWhy } from './clear.ts'
import type { Rung } from './ladders.ts'

/** What part of the inbox is asked for. */
export const parts = {
  answer: 'To answer',
  promised: 'Answered, not done yet',
  near: 'Due soon',
  cleared: 'Cleared in the last two weeks',
} as const
export type Part = keyof typeof parts

const clearedDays = 14
export const onAPage = 25

const ofPart = (part: Part, today: Day): RawBuilder<boolean> => {
  const near = sql`alert.rung in ('first warning', 'second warning')`
  switch (part) {
    case 'answer':
      return sql<boolean>`(alert.state = 'open' and not ${near})`
    case 'promised':
      return sql<boolean>`alert.state = 'answered'`
    case 'near':
      return sql<boolean>`(alert.state = 'open' and ${near})`
    case 'cleared':
      return sql<boolean>`(alert.state = 'cleared'
                           and alert.cleared_on >= ${addDays(today, -clearedDays)}::date
                           and not ${near})`
  }
}

/** For whom a child’s record does not exist, neither does what was told of it. */
const forReader = (actor: Actor): RawBuilder<boolean> => sql<boolean>`(alert.to_id = ${actor.id}
  and ${mayKnowOf(sql`${actor.id}`, sql.ref('alert.child_id'))})`

/** One telling, as its reader’s list has it. */
export interface Told extends Named {
  readonly id: string
  readonly entry: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  /** Whether the reader may open the child’s record: no name is shown where they may not. */
  readonly open: boolean
  /** Which worry or action of the child, in the words of its record; null where it is of none, or is not theirs to read. */
  readonly about: string | null
  readonly rung: Rung
  readonly state: 'open' | 'answered' | 'cleared'
  readonly sinceOn: Day
  readonly dueOn: Day | null
  readonly dueAt: Instant | null
  readonly raisedOn: Day
  readonly read: boolean
  readonly answeredOn: Day | null
  readonly answer: string | null
  readonly actionWhat: string | null
  readonly actionDueOn: Day | null
  readonly actionOwner: string | null
  readonly clearedOn: Day | null
  readonly clearedWhy: ClearedWhy | null
}

// A telling stands also where the child's own row does not, for whoever asks: nothing of them may then be taken for open.
const opens = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(person.id is not null and ${within(actor, 'child.read', sql.ref('alert.child_id'))})`

// A child has several of these at once, and a duty of each reads the same.
const about = (actor: Actor): RawBuilder<unknown> => {
  const reads = (view: Permission) =>
    sql`${opens(actor)} and ${within(actor, view, sql.ref('alert.child_id'))}`
  return sql`coalesce(
    (select what from worry where worry.id = alert.record_id and ${reads('risk.read')}),
    (select asked.what from action asked where asked.id = alert.record_id and ${reads('action.read')}))`
}

const columns = (actor: Actor): RawBuilder<unknown> => sql`
  alert.id, alert.entry, alert.child_id, alert.rung, alert.state, alert.since_on, alert.due_on, alert.due_at,
  alert.raised_on,
  alert.read_at is not null as read, alert.answered_on,
  case when ${opens(actor)} then alert.answer end as answer, alert.cleared_on, alert.cleared_why,
  action.what as action_what, action.due_on as action_due_on, owner.name as action_owner,
  ${opens(actor)} as open, ${about(actor)} as about,
  coalesce(person.kind, 'child') as kind, la_child_id, given_name, family_name, known_as`

const joined = sql`
  alert left join person on person.id = alert.child_id
  left join action on action.id = alert.action_id
  left join staff owner on owner.id = action.owner_id`

export interface Listing {
  readonly part: Part
  /** Of one duty alone; of any where null. */
  readonly entry: string | null
  readonly page: number
}

/** What a page of the list asks: which, on what day, and which duties come first. */
interface Asking extends Listing {
  /** Duties that cannot wait: a child to be seen, a limit in hours. */
  readonly urgent: readonly string[]
  readonly today: Day
}

/** One page of what somebody was told: what cannot wait first, the earliest due of it; of what was cleared the latest. */
export async function toldTo(
  db: Db,
  actor: Actor,
  { part, entry, page, urgent, today }: Asking,
): Promise<Told[]> {
  const order =
    part === 'cleared'
      ? sql`alert.cleared_on desc, alert.id desc`
      : sql`alert.entry = any(${urgent}) desc, alert.due_on, alert.id`
  const { rows } = await sql<Told>`
    select ${columns(actor)}
      from ${joined}
     where ${forReader(actor)}
       and ${ofPart(part, today)}
       and (${entry}::text is null or alert.entry = ${entry})
     order by ${order}
     limit ${sql.lit(onAPage)} offset ${(page - 1) * onAPage}
  `.execute(db)
  return rows
}

/** One telling, if it is to this reader. */
export async function findTold(db: Db, actor: Actor, id: string): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select ${columns(actor)} from ${joined} where alert.id = ${id} and ${forReader(actor)}
  `.execute(db)
  return rows[0]
}

/** How many of one duty stand in one part. */
export interface Count {
  readonly part: Part
  readonly entry: string
  readonly count: number
}

/** The whole inbox in figures, by part and duty, the most of them first. */
export async function countsOf(db: Db, actor: Actor, today: Day): Promise<Count[]> {
  const whens = (Object.keys(parts) as Part[]).map((part) => sql`when ${ofPart(part, today)} then ${part}`)
  const { rows } = await sql<Count>`
    select part, entry, count(*)::int as count
      from (select entry, case ${sql.join(whens, sql` `)} end as part
              from alert
             where ${forReader(actor)}) told
     where part is not null
     group by part, entry
     order by count(*) desc, entry
     limit 400
  `.execute(db)
  return rows
}

/** Marks what somebody was told as read: one telling, or all of them. */
export async function markRead(db: Db, actor: Actor, id: string | null): Promise<void> {
  await sql`
    update alert set read_at = now()
     where to_id = ${actor.id}
       and state = 'open'
       and read_at is null
       and (${id}::uuid is null or id = ${id}::uuid)
  `.execute(db)
  if (id === null)
    await sql`update service_alert
      set read_at = now()
      where to_id = ${actor.id}
      and state = 'open'
      and read_at is null`.execute(db)
}
