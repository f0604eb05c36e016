import { NoResultError, sql } from 'kysely'
import { requireChild } from '../../../platform/access/reach.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange } from '../../../platform/record/change.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Act } from '../../../platform/record/perform.ts'
import { command, type Outcome } from '../../../platform/record/record.ts'
import { load } from '../../../platform/record/store.ts'
import { note } from '../../notes/index.ts'
import { recordOfRow } from '../records.ts'
import { legs } from './legs.ts'

const needed = {
  id: 'CH-1',
  source: 'Good recording: a chronology says what an event meant for the child',
  at: 'impact',
  says: 'Enter what it meant for the child',
} as const

/** What a note meant for the child, written when it is known: often later, and by somebody else. */
export const writeImpact = command({
  on: note,
  event: 'note.impact-written',
  title: 'What did it mean for the child?',
  needs: 'note.write',
  from: ['recorded'],
  to: 'recorded',
  asks: ['impact'],
  rules: [{ ...needed, holds: ({ answers }) => answers.impact !== null }],
})

/** Whether an entry is a note, which is asked what it meant as a question of its own; nothing said is taken for one. */
export const isNote = (entry: string | null): boolean =>
  entry === null || entry === 'note' || entry === 'event'

/**
 * Says what any other entry of the chronology meant for the child, as an event of its record: the record itself stays as
 * it is. Said again, the later words stand and the earlier are in its history.
 *
 * @param entry the kind of entry, since a record may be told of as begun and as ended
 * @throws NotAllowed if the actor may not write about this child
 * @throws NoSuchPerson if there is no such entry about this child
 */
export async function sayImpact(
  book: Book,
  act: Act & { readonly recordId: string },
  entry: string,
  { impact }: Typed,
): Promise<Outcome> {
  const words = typeof impact === 'string' ? impact.trim() : ''
  const leg = legs.find(({ kind }) => kind === entry)
  const on = leg === undefined ? undefined : recordOfRow(leg.table)
  if (on === undefined) throw new NoSuchPerson()
  if (words === '')
    return { kind: 'refused', findings: [{ rule: needed.id, message: needed.says, at: needed.at }] }
  const { actor, childId, recordId, formKey } = act
  return inOneChange(book, actor, formKey, async (change) => {
    await requireChild(change.tx, actor, 'note.write', childId)
    const row = await load(change.tx, on, recordId).catch((fault: unknown) => {
      throw fault instanceof NoResultError ? new NoSuchPerson() : fault
    })
    if (row.childId !== childId) throw new NoSuchPerson()
    await change.tell({
      type: 'impact.said',
      childId,
      recordKind: on.table,
      recordId,
      answers: { impactSaid: words, impactOf: entry },
      before: { impactSaid: await saidBefore(change.tx, recordId, entry) },
      reason: null,
    })
    return { kind: 'done', recordId }
  })
}

async function saidBefore(tx: Tx, recordId: string, entry: string): Promise<string | null> {
  const { rows } = await sql<{ said: string }>`
    select answers->>'impactSaid' as said from event
     where record_id = ${recordId} and type = 'impact.said' and answers->>'impactOf' = ${entry}
     order by id desc limit 1
  `.execute(tx)
  return rows[0]?.said ?? null
}
