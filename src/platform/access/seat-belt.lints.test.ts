import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, withClient, type Db } from '../db/database.ts'
import { breaches } from '../testing/seat-belt.ts'
import { freshDb, ownerOf, testServer } from '../testing/world.ts'

let owner: Db
let db: Db
before(async () => {
  db = await freshDb()
  owner = ownerOf(db)
})
after(async () => {
  await owner.destroy()
  await db.destroy()
})

/** What the catalogue is found to break once this has been done to it; it is undone again. */
async function foundAfter(...breaking: readonly string[]): Promise<string[]> {
  const undone = new Error('undone')
  let found: string[] = []
  await inTransaction(owner, async (tx) => {
    for (const text of breaking) await sql.raw(text).execute(tx)
    found = (await withClient(tx, breaches)).map(({ rule, what }) => `${rule}: ${what}`)
    throw undone
  }).catch((fault: unknown) => {
    if (fault !== undone) throw fault
  })
  return found
}

describe('the catalogue of a migrated database (trust.md §5.3)', () => {
  it('breaks no rule of the seat-belt', async () => {
    assert.deepEqual(await withClient(owner, breaches), [])
  })

  const table = 'a table that says whose a row is has row security, forced'
  const planted: readonly (readonly [string, RegExp, ...string[]])[] = [
    ['a new table without it', RegExp(`${table}: slipped`), 'create table slipped (child_id uuid)'],
    ['one whose belt is off', RegExp(`${table}: visit`), 'alter table visit disable row level security'],
    ['one whose owner is let past', RegExp(`${table}: note`), 'alter table note no force row level security'],
    ['a policy that asks a function of each row', /no policy asks a function of a row: visit: slow/, 'create policy slow on visit using (pg_column_size(child_id) > 0)'],
    ['a function that changes what it is asked in', /what is asked in a policy changes nothing: seat_belt.hidden/, 'alter function seat_belt.hidden() volatile'],
    ['a function of its owner’s whose search path is open', /search path pinned: open\(\)/, 'create function open() returns int language sql security definer return 1'],
    ['a view that shows what its owner may see', /a view is asked as whoever asks: wide/, 'create view wide as select * from person'],
    ['a picture of a table taken by its owner', /a view is asked as whoever asks: taken/, 'create materialized view taken as select id from person'],
    ['people who may make tables', /whoever answers people makes nothing: public/, 'grant create on schema public to holdfast_app'],
    ['people who may make temporary tables', /whoever answers people makes nothing: a temporary table/, `do $$ begin execute format('grant temporary on database %I to holdfast_app', current_database()); end $$`],
  ] // prettier-ignore
  for (const [what, expected, ...breaking] of planted)
    it(`finds ${what}`, async () => {
      const found = await foundAfter(...breaking)
      assert.ok(found.some((each) => expected.test(each)), found.join('\n')) // prettier-ignore
    })

  it('finds a running role that passes row security, owns a table or is another’s member', async () => {
    const server = await testServer()
    await server.asAdmin(async (client) => {
      const running = ['no running role passes row security or owns anything']
      assert.deepEqual(await breaches(client, running), [])
      await client.query('begin')
      await client.query('alter role holdfast_service bypassrls')
      await client.query('create table of_people (n int)')
      await client.query('alter table of_people owner to holdfast_app')
      await client.query('grant holdfast_owner to holdfast_app')
      const found = (await breaches(client, running)).map(({ what }) => what)
      assert.deepEqual(found.toSorted(), ['holdfast_app is holdfast_owner', 'holdfast_service', 'of_people'])
      await client.query('rollback')
    })
    await server.release()
  })

  it('is belted again by each migration: a table that came since is', async () => {
    const found = await foundAfter('create table slipped (child_id uuid)', 'call seat_belt.fasten()')
    assert.deepEqual(found, [])
  })
})
