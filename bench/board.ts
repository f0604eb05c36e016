import { sql } from 'kysely'
import { bookOf } from '../src/app/book.ts'
import type { OpenDatabase } from '../src/app/open-database.ts'
import { buildServer } from '../src/app/server.ts'
import { openSession } from '../src/platform/access/session.ts'
import { connect } from '../src/platform/db/database.ts'
import { benchCounty, rowCounts } from './county.ts'
import { machine, median, milliseconds, percentile } from './figures.ts'

/** `npm run bench -- board [CHILDREN] [CONTACTS]`: the front door's board and list with so many contacts that wait. None of them is kept. */
export async function run([children = '1000', contacts = '2000']: readonly string[]): Promise<void> {
  const opened = await benchCounty(Number(children))
  try {
    await addOpenContacts(opened, Number(contacts))
    await measure(opened)
  } finally {
    await dropThem(opened)
    await opened.close()
  }
}

const mark = 'The contacts of a measurement'

const openNow = async (db: OpenDatabase['db']): Promise<number> => {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from contact
     where import_id is null and (state = 'disputed'
       or decided_on is null
      and outcome is null
      and state in ('received', 'triaged', 'checking', 'awaiting decision'))`.execute(db)
  return rows[0]?.open ?? 0
}

/** As many as are wanted beside those the county has: at every stage and every urgency, of children of the county, up to a fortnight old. Only who owns the tables takes them away again. */
async function addOpenContacts({ db }: OpenDatabase, wanted: number): Promise<void> {
  const most = wanted - (await openNow(db))
  await sql`
    with child as (select id, row_number() over (order by md5(id::text)) - 1 as at, count(*) over () as many
                     from person
                    where kind = 'child'
                      and state = 'active')
    insert into contact (child_id, state, received_on, received_at, urgency, source, narrative)
    select child.id, (array['received', 'triaged', 'checking', 'awaiting decision'])[1 + i % 4],
           current_date - i % 14, now() - make_interval(hours => i % 336),
           case when i % 4 = 0 then null else (array['red', 'amber', 'green'])[1 + i % 3] end, '2A', ${mark}
      from generate_series(0, ${most - 1}::int) i join child on child.at = i % child.many`.execute(db)
}

async function dropThem({ ownerUrl }: OpenDatabase): Promise<void> {
  const owner = connect(ownerUrl, { most: 1 })
  await sql`delete from contact where narrative = ${mark}`.execute(owner)
  await owner.destroy()
}

async function measure(opened: OpenDatabase): Promise<void> {
  const { db } = opened
  const app = await buildServer({
    book: bookOf(db),
    council: 'Exampleshire Council',
    demonstration: true,
    secure: false,
  })
  try {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('role', '=', 'SCR')
      .where('disabledAt', 'is', null)
      .executeTakeFirstOrThrow()
    const headers = { cookie: `holdfast=${await openSession(db, id)}` }
    console.log(`${await openNow(db)} open contacts. ${machine()}\n${await rowCounts(opened)}`)
    for (const [name, url] of [
      ['The board', '/front-door'],
      ['The list', '/front-door/list'],
    ] as const) {
      const took: number[] = []
      for (let i = 0; i < 220; i += 1) {
        const began = performance.now()
        const { statusCode } = await app.inject({ url, headers })
        if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
        // Statements are planned and code is compiled by the first.
        if (i >= 20) took.push(performance.now() - began)
      }
      console.log(
        `${name}: p50 ${milliseconds(median(took))}, p95 ${milliseconds(percentile(took, 0.95))} (at most 150); ${took.length} answers`,
      )
    }
  } finally {
    await app.close()
  }
}
