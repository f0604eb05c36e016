import { inTransaction, type Db } from '../platform/db/database.ts'
import type { Book } from '../platform/record/book.ts'
import { clockSetting, refreshClocks } from '../platform/record/readings.ts'

const atOnce = 500

/**
 * Works every child's clocks out again from the records alone and stores what differs, some hundreds of children a
 * transaction, so that people can go on working. Gives how many children were read.
 */
export async function rebuildClocks(
  db: Db,
  { duties, today }: Pick<Book, 'duties' | 'today'>,
  told: (children: number) => void,
): Promise<number> {
  let read = 0
  for (let last: string | null = null; ;) {
    const children: string[] = await nextChildren(db, last)
    if (children.length === 0) return read
    await inTransaction(db, async (tx) =>
      refreshClocks(tx, duties, children, { setting: await clockSetting(tx), today: today() }),
    )
    read += children.length
    last = children.at(-1) ?? null
    told(read)
  }
}

async function nextChildren(db: Db, after: string | null): Promise<string[]> {
  const from = db.selectFrom('person').select('id').orderBy('id').limit(atOnce)
  const rows = await (after === null ? from : from.where('id', '>', after)).execute()
  return rows.map(({ id }) => id)
}
