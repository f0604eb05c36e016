import { sql } from 'kysely'
import { join } from 'node:path'
import { writeCounty } from '../src/app/county.ts'
import { bookOf } from '../src/app/book.ts'
import { openDatabase, type OpenDatabase } from '../src/app/open-database.ts'
import { root } from '../src/app/setting.ts'
import { connect } from '../src/platform/db/database.ts'

/** Opens the benchmark county of this size, made the first time and kept in `var/bench`. */
export async function benchCounty(children: number): Promise<OpenDatabase> {
  const folder = join(root, 'var/bench', String(children))
  const opened = await openDatabase({
    folder,
    databaseUrl: undefined,
    demonstration: true,
  })
  const held = await opened.db.selectFrom('person').select('id').limit(1).executeTakeFirst()
  if (held === undefined) {
    const began = performance.now()
    await writeCounty(bookOf(opened.db), { children, years: 10, seed: 1, progress: console.log })
    await analysed(opened)
    console.log(
      `The county of ${children} children was made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    )
  }
  return opened
}

/** As autovacuum leaves a county that has stood a day. Only who owns the tables may. */
async function analysed({ ownerUrl }: OpenDatabase): Promise<void> {
  const owner = connect(ownerUrl, { most: 1 })
  await sql`vacuum analyze`.execute(owner)
  await owner.destroy()
}

/** The rows of every table, largest first: no figure means anything without them. */
export async function rowCounts({ db }: OpenDatabase): Promise<string> {
  const { rows } = await sql<{ name: string; rows: number }>`
    select relname as name, reltuples::bigint as rows from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > 0
     order by reltuples desc limit 12
  `.execute(db)
  return rows.map(({ name, rows: count }) => `${name} ${count.toLocaleString('en-GB')}`).join(', ')
}
