import type pg from 'pg'
import { openClient } from '../platform/db/servers.ts'

/*
 * The invented county is written by many transactions. One whose making was killed is no county: it is thrown away and made anew, and is
 * told from a whole one by a word that stands at a table while it is made.
 */
const mark = 'the invented county is being made'
const turn = "pg_advisory_lock(hashtext('holdfast demonstration'))"

async function asTheOne<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openClient(ownerUrl, 'holdfast demonstration')
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const isMarked = async (client: pg.Client): Promise<boolean> =>
  (
    await client.query<{ marked: boolean }>(
      "select obj_description(to_regclass('public.authority'), 'pg_class') is not distinct from $1 as marked",
      [mark],
    )
  ).rows[0]?.marked === true

/** Does what fills the demonstration, marked as begun until it is done; one at a time. */
export const whileMarked = (ownerUrl: string, fill: () => Promise<void>): Promise<void> =>
  asTheOne(ownerUrl, async (client) => {
    await client.query(`select ${turn}`)
    await client.query(`comment on table authority is '${mark}'`)
    await fill()
    await client.query('comment on table authority is null')
  })

/** Whether somebody began to fill the demonstration and was killed: one who still fills it is waited for. */
export const isHalfMade = (ownerUrl: string): Promise<boolean> =>
  asTheOne(ownerUrl, async (client) => {
    if (!(await isMarked(client))) return false
    await client.query(`select ${turn}`)
    return isMarked(client)
  })
