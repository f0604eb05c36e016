import type { Tx } from '../db/database.ts'
import type { Change } from './change.ts'
import { newId } from './new-id.ts'

/** Stores a new person with their event: the one record that is nobody else's. */
export async function openPerson(
  change: Change,
  event: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<string> {
  const id = newId()
  await change.tx
    .insertInto('person')
    .values({ ...answers, id, recordedBy: change.actor.id } as never)
    .execute()
  await change.tell({
    type: event,
    childId: id,
    recordKind: 'person',
    recordId: id,
    answers,
    before: null,
    reason: null,
  })
  return id
}

/** Somebody first recorded here: whatever happens from now on is written here, so that every duty can be known. */
export async function coverEverything(tx: Tx, childId: string): Promise<void> {
  await tx.insertInto('coverage').values({ childId, fact: 'everything', fromOn: null }).execute()
}
