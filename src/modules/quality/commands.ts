import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findingOf, type FindingTold } from './queries.ts'

const nothingSaid: Outcome = {
  kind: 'refused',
  findings: [{ rule: 'answer', message: 'Enter why it is right as it stands', at: 'explained' }],
}

/**
 * Says that a finding is right as it stands, and why: it is then no longer asked about, and the child's history keeps the
 * explanation.
 *
 * @throws NoSuchPerson if there is no such finding, or none this person may explain
 */
export async function explain(
  book: Book,
  actor: Actor,
  id: number,
  formKey: string | null,
  words: string,
): Promise<Outcome> {
  const explained = words.trim()
  if (explained === '') return nothingSaid
  const finding = await findingOf(book.db, actor, id, 'quality.write')
  if (finding === null) throw new NoSuchPerson()
  const { childId } = finding
  if (childId === null) {
    await inTransaction(book.db, (tx) => keep(tx, actor, finding, explained))
    return { kind: 'done', recordId: String(id) }
  }
  return inOneChange(book, actor, formKey, async (change) => {
    await keep(change.tx, actor, finding, explained)
    await change.tell({
      type: 'finding.explained',
      childId,
      recordKind: finding.recordKind ?? 'person',
      recordId: finding.recordId ?? childId,
      answers: { findingExplained: { id, rule: finding.rule, field: finding.field, why: explained } },
      before: null,
      reason: explained,
    })
    return { kind: 'done', recordId: String(id) }
  })
}

async function keep(tx: Tx, actor: Actor, { id }: FindingTold, explained: string): Promise<void> {
  await tx
    .updateTable('finding')
    .set({ state: 'explained', explained, explainedBy: actor.id, explainedAt: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}
