import { dayOf, instantOf } from '../platform/dates/day.ts'
import { raiseAlerts } from '../modules/alerts/index.ts'
import { checkReturns } from '../modules/returns/index.ts'
import { inTransaction } from '../platform/db/database.ts'
import { enqueue } from '../platform/jobs/enqueue.ts'
import { bookOf } from './book.ts'
import { writeCounty } from './county.ts'
import { makeDocuments } from './county/documents-made.ts'
import type { FillDemonstration } from './start.ts'

/** The child whose story is told by hand. */
const leo = '10442'
const county = { children: 300, years: 3, seed: 1 }

/** Writes the invented county the first time the demonstration is started; later starts find it there. */
export const fillDemonstration: FillDemonstration = async ({ db }, remark, vault) => {
  const held = await db.selectFrom('authority').select('id').executeTakeFirst()
  if (held !== undefined) return
  remark('Making the demonstration county. This happens once and takes some seconds.')
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
