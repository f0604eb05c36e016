import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import { NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Named } from '../../platform/people/name.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { refused, type Writing } from './commands.ts'
import { groupChildrenFields, groupFields } from './fields.ts'
import { supervisedBy } from './queries.ts'
import { tell } from './tell.ts'
import { readsSessionsOf } from './whose.ts'

/** A session with several members of staff. */
export interface GroupSession {
  readonly id: string
  readonly ledBy: string
  readonly leader: string
  readonly heldOn: Day
  readonly topic: string
  readonly learned: string
  readonly workerIds: readonly string[]
  readonly workers: readonly string[]
  readonly children: number
}

const columns = sql`
  held.id, held.led_by, leader.name as leader, held.held_on, held.topic, held.learned, held.worker_ids,
  array(select name from staff where staff.id = any (held.worker_ids) order by name) as workers,
  (select count(*)::int from supervision_group_child talked where talked.group_id = held.id) as children
  from supervision_group held join staff leader on leader.id = held.led_by`

/** The group sessions somebody was at, the latest first; at most 40. */
export async function groupsOf(db: Db, workerId: string): Promise<GroupSession[]> {
  const { rows } = await sql<GroupSession>`
    select ${columns}
     where held.worker_ids @> array[${workerId}::uuid]
     order by held.held_on desc, held.id desc
     limit 40
  `.execute(db)
  return rows
}

/** One group session, if the actor led it, was there, or reads the sessions of somebody who was. */
export async function groupOf(db: Db | Tx, actor: Actor, id: string): Promise<GroupSession | undefined> {
  const { rows } = await sql<GroupSession>`
    select ${columns}
     where held.id = ${id}
       and (held.led_by = ${actor.id} or exists (select from staff left join team on team.id = staff.team_id
              where staff.id = any (held.worker_ids) and ${readsSessionsOf(actor)}))
  `.execute(db)
  return rows[0]
}

/** A child, by name. */
export interface OneChild extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
}

const named = sql`person.id, person.kind, la_child_id, given_name, family_name, known_as`

/** The children of a group session whose records the reader may open. */
export async function childrenOfGroup(db: Db | Tx, actor: Actor, groupId: string): Promise<OneChild[]> {
  const { rows } = await sql<OneChild>`
    select ${named} from supervision_group_child talked join person on person.id = talked.child_id
     where talked.group_id = ${groupId} and ${within(actor, 'chronology.read', sql.ref('person.id'))}
     order by given_name, family_name, person.id limit 60
  `.execute(db)
  return rows
}

/** The children those who were there work with, of those the reader may open; at most 60. */
export async function childrenHeldBy(
  db: Db | Tx,
  actor: Actor,
  workerIds: readonly string[],
): Promise<OneChild[]> {
  const { rows } = await sql<OneChild>`
    select ${named} from person
     where person.id in (select child_id
                           from allocation
                          where worker_id = any (${workerIds})
                            and state = 'allocated')
       and ${within(actor, 'chronology.read', sql.ref('person.id'))}
     order by given_name, family_name, person.id limit 60
  `.execute(db)
  return rows
}

/** Those a manager may name in a group session: whom they manage. */
export const mayBeThere = async (db: Db | Tx, actor: Actor, today: Day): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await supervisedBy(db, actor, today)).filter(({ mine }) => mine).map(({ id, name }) => [id, name]),
  )

/**
 * Writes down one session with several members of staff, once for all of them.
 *
 * @throws NotAllowed if the actor manages nobody
 */
export async function recordGroup(book: Book, { actor, formKey }: Writing, typed: Typed): Promise<Outcome> {
  if (scopeOf(actor, 'supervision.write') === null) throw new NotAllowed('supervision.write')
  const { answers, unreadable } = readAnswers(groupFields, ['heldOn', 'workers', 'topic', 'learned'], typed)
  if (answers === null) return refused([...unreadable, ...tooFew(namedIn(typed))])
  return inOneChange(book, actor, formKey, async (change) => {
    const { workers, ...said } = answers
    const there = [...new Set(workers)]
    const offered = await mayBeThere(change.tx, actor, change.today)
    const wrong = [
      ...(said.heldOn > change.today
        ? [{ rule: 'SV-4', message: 'The day you met must be today or in the past', at: 'heldOn' }]
        : []),
      ...(there.some((id) => !Object.hasOwn(offered, id)) ? [notFromList('workers')] : []),
      ...tooFew(there),
    ]
    if (wrong.length > 0) return refused(wrong)
    const values = { ...said, workerIds: there, ledBy: actor.id }
    const { id } = await change.tx
      .insertInto('supervisionGroup')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(change, {
      type: 'supervision.group-recorded',
      aboutId: id,
      staffId: actor.id,
      answers: values,
    })
    return { kind: 'done', recordId: id }
  })
}

/**
 * Says which children were talked about: those their workers were there for.
 *
 * @throws NoSuchPerson if the actor did not lead it
 */
export async function nameChildren(
  book: Book,
  { actor, formKey }: Writing,
  id: string,
  typed: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(groupChildrenFields, ['children'], typed)
  if (answers === null) return refused(unreadable)
  return inOneChange(book, actor, formKey, async (change) => {
    const held = await groupOf(change.tx, actor, id)
    if (held?.ledBy !== actor.id) throw new NoSuchPerson()
    const before = (await childrenOfGroup(change.tx, actor, id)).map((child) => child.id)
    const offered = new Set([
      ...before,
      ...(await childrenHeldBy(change.tx, actor, held.workerIds)).map((child) => child.id),
    ])
    const children = [...new Set(answers.children)]
    if (children.some((child) => !offered.has(child))) return refused([notFromList('children')])
    // Those they may no longer open stay named: they were not on the form.
    if (before.length > 0)
      await change.tx
        .deleteFrom('supervisionGroupChild')
        .where('groupId', '=', id)
        .where('childId', 'in', before)
        .execute()
    const rows = children.map((childId) => ({ groupId: id, childId }))
    if (rows.length > 0) await change.tx.insertInto('supervisionGroupChild').values(rows).execute()
    const said = { answers: { children }, before: { children: before } }
    await tell(change, { type: 'supervision.group-children', aboutId: id, staffId: actor.id, ...said })
    return { kind: 'done', recordId: id }
  })
}

const tooFew = (there: readonly string[]): Finding[] =>
  there.length > 1 ? [] : [{ rule: 'SV-7', message: 'Select at least two who were there', at: 'workers' }]

/** Who was ticked on a form that cannot be read yet: what is wrong with it is told at once. */
const namedIn = (typed: Typed): string[] => [...new Set([typed['workers'] ?? []].flat())]

const notFromList = (at: string) => ({ rule: 'answer', message: 'Select from the list', at })
