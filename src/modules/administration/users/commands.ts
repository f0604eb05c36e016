import * as z from 'zod'
import { requireEver, roleNames, type Actor, type Role } from '../../../platform/access/policy.ts'
import { lastDayOf } from '../../../platform/access/staff.ts'
import { inTransaction, type Tx } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { choice, line, optional, teamField } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { findings } from '../../../platform/record/rule.ts'
import { keepChange } from '../change.ts'
import { standingOf, userOf } from './queries.ts'

/** What is asked of a user. */
export const userFields = {
  name: line({ label: 'Name, as colleagues see it', missing: 'Enter their name' }),
  signsInAs: line({
    label: 'What they sign in as',
    hint: 'Such as an email address at work. It cannot be changed later.',
    missing: 'Enter what they sign in as',
  }),
  role: choice({ label: 'Role', options: roleNames, missing: 'Select their role' }),
  teamId: optional(teamField({ label: 'Team', missing: 'Select their team' })),
  why: line({ label: 'Why', missing: 'Enter who asked for this and why' }),
}

/** Adds somebody who may sign in. Refused where somebody already signs in so. */
export async function addUser(book: Book, actor: Actor, posted: unknown): Promise<Outcome> {
  requireEver(actor, 'administer')
  const { answers, unreadable } = readAnswers(
    userFields,
    ['name', 'signsInAs', 'role', 'teamId', 'why'],
    posted,
  )
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { why, ...staff } = answers
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const { signsInAs } = staff
    const held = await tx
      .selectFrom('staff')
      .select('id')
      .where('signsInAs', '=', signsInAs)
      .executeTakeFirst()
    if (held !== undefined) {
      return refused('signsInAs', 'Somebody already signs in as this. Enter something else')
    }
    const { id } = await tx
      .insertInto('staff')
      .values({ ...staff, ...lastDayOf(staff.role) })
      .returning('id')
      .executeTakeFirstOrThrow()
    const after = standingOf(await userOf(tx, id))
    await keepChange(tx, actor.id, { kind: 'user', about: id, before: null, after, why })
    return { kind: 'done', recordId: id }
  })
}

const refused = (at: string, message: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'administration', message, at }],
})

interface Aimed {
  readonly actorId: string
  readonly userId: string
}

const notOneself = {
  id: 'ADM-1',
  source: 'Local standard: nobody gives themselves access, and the last administrator stays',
  holds: ({ actorId, userId }: Aimed) => actorId !== userId,
  at: 'role',
  says: 'You cannot change your own account: ask another administrator',
}

/** Changes what somebody is called, does, or belongs to: at their next request. Never one's own. */
export async function changeUser(
  book: Book,
  actor: Actor,
  userId: string,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(userFields, ['name', 'role', 'teamId', 'why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { why, name, role, teamId } = answers
  return change(book, actor, userId, why, (tx) =>
    set(tx, userId, { name, role: role satisfies Role, teamId, ...lastDayOf(role) }),
  )
}

/** Closes an account, or opens it again. Its sessions end with it. Never one's own. */
export async function closeUser(
  book: Book,
  actor: Actor,
  userId: string,
  close: boolean,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(userFields, ['why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const disabledAt = close ? book.now() : null
  return change(book, actor, userId, answers.why, async (tx) => {
    // An account that is opened again begins with signing in.
    if (close) await endSessions(tx, userId)
    return set(tx, userId, { disabledAt })
  })
}

/** Signs somebody out on every device, whose account stays open. Never oneself: that is under Your account. */
export async function signOutUser(
  book: Book,
  actor: Actor,
  userId: string,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(userFields, ['why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const signedIn = (where: string) => ({ 'Signed in': where })
  return change(book, actor, userId, answers.why, async (tx) => {
    await endSessions(tx, userId)
    return { before: signedIn('wherever they were'), after: signedIn('nowhere') }
  })
}

const endSessions = async (tx: Tx, staffId: string): Promise<unknown> =>
  tx.deleteFrom('session').where('staffId', '=', staffId).execute()

/** Changes what stands of somebody; the two standings are told. */
async function set(tx: Tx, id: string, values: object): Promise<Told> {
  const before = standingOf(await userOf(tx, id))
  await tx.updateTable('staff').set(values).where('id', '=', id).execute()
  return { before, after: standingOf(await userOf(tx, id)) }
}

type Told = Pick<Parameters<typeof keepChange>[2], 'before' | 'after'>

async function change(
  book: Book,
  actor: Actor,
  userId: string,
  why: string,
  work: (tx: Tx) => Promise<Told>,
): Promise<Outcome> {
  requireEver(actor, 'administer')
  const broken = findings([notOneself], { actorId: actor.id, userId })
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    await tx.selectFrom('staff').select('id').where('id', '=', userId).forUpdate().executeTakeFirstOrThrow()
    const told = await work(tx)
    await keepChange(tx, actor.id, { kind: 'user', about: userId, ...told, why })
    return { kind: 'done', recordId: userId }
  })
}

/** Whether an id in an address is one at all. */
export const isId = (text: string): boolean => z.guid().safeParse(text).success
