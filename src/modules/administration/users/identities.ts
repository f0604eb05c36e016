import { sql } from 'kysely'
import { requireEver, roleNames, type Actor, type Role } from '../../../platform/access/policy.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { line, staffField } from '../../../platform/record/field.ts'
import { keepChange } from '../change.ts'

/** A council account that has come to the door and is nobody's yet. */
export interface WaitingIdentity {
  readonly issuer: string
  readonly subject: string
  readonly shownAs: string
  readonly firstSeenAt: Instant
}

/** Those waiting, the newest first; at most 100. */
export const waitingIdentities = (db: Db): Promise<WaitingIdentity[]> =>
  db
    .selectFrom('staffIdentity')
    .select(['issuer', 'subject', 'shownAs', 'firstSeenAt'])
    .where('staffId', 'is', null)
    .orderBy('firstSeenAt', 'desc')
    .limit(100)
    .execute()

/** Those with an open account and none of this directory's yet, by id; at most 2,000. */
export async function whoMayBeLinked(db: Db, issuer: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; name: string; role: Role; signsInAs: string }>`
    select staff.id, staff.name, staff.role, staff.signs_in_as from staff
     where staff.signs_in_as is not null and staff.disabled_at is null
       and not exists (select 1
                         from staff_identity held
                        where held.staff_id = staff.id
                          and held.issuer = ${issuer})
     order by staff.name limit 2000`.execute(db)
  return Object.fromEntries(
    rows.map(({ id, name, role, signsInAs }) => [
      id,
      `${name}, ${roleNames[role].toLowerCase()} (${signsInAs})`,
    ]),
  )
}

const fields = {
  staffId: staffField({ label: 'Whose account is it?', missing: 'Choose whose account it is' }),
  why: line({ label: 'Why', missing: 'Enter who asked for this and why' }),
}

/** Says whose a council account is. Never one's own: somebody else must have seen who asks. */
export async function linkIdentity(
  book: Book,
  actor: Actor,
  { issuer, subject, shownAs }: WaitingIdentity,
  posted: unknown,
): Promise<Outcome> {
  requireEver(actor, 'administer')
  const { answers, unreadable } = readAnswers(fields, ['staffId', 'why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { staffId, why } = answers
  if (staffId === actor.id) return refused('You cannot link your own account: ask another administrator')
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const { rows } = await sql`
      update staff_identity set staff_id = ${staffId}, linked_at = ${book.now()}
       where issuer = ${issuer} and subject = ${subject} and staff_id is null
         and not exists (select 1
                           from staff_identity held
                          where held.staff_id = ${staffId}
                            and held.issuer = ${issuer})
      returning 1`.execute(tx)
    if (rows.length === 0)
      return refused('Choose somebody else: they have an account of this directory already')
    const after = { 'Council account': shownAs, Directory: issuer }
    await keepChange(tx, actor.id, { kind: 'user', about: staffId, before: null, after, why })
    return { kind: 'done', recordId: staffId }
  })
}

const refused = (message: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'administration', message, at: 'staffId' }],
})
