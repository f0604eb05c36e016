import { dayOf, instantOf } from '../platform/dates/day.ts'
import { raiseAlerts } from '../modules/alerts/index.ts'
import { checkReturns } from '../modules/returns/index.ts'
import { inTransaction, type Db } from '../platform/db/database.ts'
import { enqueue } from '../platform/jobs/enqueue.ts'
import type { Vault } from '../platform/vault/vault.ts'
import { bookOf } from './book.ts'
import { writeCounty } from './county.ts'
import { whileMarked } from './half-made.ts'
import { makeDocuments } from './county/documents-made.ts'
import type { FillDemonstration } from './start.ts'

/** The child whose story is told by hand. */
const leo = '10442'
const county = { children: 300, years: 3, seed: 1 }

/** Writes the invented county the first time the demonstration is started; later starts find it there. */
export const fillDemonstration: FillDemonstration = async ({ db, ownerUrl }, remark, vault) => {
  if (await isFilled(db)) return
  remark('Making the demonstration county. This happens once and takes some seconds.')
  await whileMarked(ownerUrl, async () => {
    // Another that was started at the same moment may have made it meanwhile.
    if (!(await isFilled(db))) await fill(db, vault)
  })
}

const isFilled = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('authority').select('id').executeTakeFirst()) !== undefined

async function fill(db: Db, vault: Vault): Promise<void> {
  const now = instantOf(Date.now())
  const book = { ...bookOf(db, () => now), vault }
  await writeCounty(book, county)
  await makeDocuments(book, leo)
  // Its first night is now: what a return would refuse, and who must be told what, is there to be seen on the first day.
  await inTransaction(db, async (tx) => {
    await enqueue(tx, checkReturns, { on: dayOf(now), after: null })
    await enqueue(tx, raiseAlerts, {})
  })
}
