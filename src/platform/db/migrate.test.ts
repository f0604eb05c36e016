import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { testServer } from '../testing/world.ts'
import { connect, type Db } from './database.ts'
import { migrate, MigrationChanged } from './migrate.ts'
import type { Server } from './server.ts'

const name = `test_${process.pid}_migrate`

describe('migrations', () => {
  let server: Server
  let folder: string
  let app: Db
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
  const run = (): Promise<string[]> => migrate(server.ownerUrl(name), folder)

  const withOwner = async <T>(work: (owner: Db) => Promise<T>): Promise<T> => {
    const owner = connect(server.ownerUrl(name), { most: 1 })
    try {
      return await work(owner)
    } finally {
      await owner.destroy()
    }
  }

  before(async () => {
    server = await testServer()
  })
  beforeEach(async () => {
    await app?.destroy()
    await server.asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    await server.ensureDatabase(name)
    folder = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
    app = connect(server.appUrl(name), { idleMayEnd: true })
  })
  after(async () => {
    await app.destroy()
    await server.asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
    rmSync(folder, { recursive: true })
  })

  it('run once, in the order of their numbers', async () => {
    write('0002-second.sql', 'alter table thing add column more text')
    write('0001-first.sql', 'create table thing (id int)')
    write('notes.md', 'not a migration')
    assert.deepEqual(await run(), ['0001-first.sql', '0002-second.sql'])
    assert.deepEqual(await run(), [])
    write('0003-third.sql', 'alter table thing add column third text')
    assert.deepEqual(await run(), ['0003-third.sql'])
  })

  it('take turns when two start at once', async () => {
    write('0001-first.sql', 'create table thing (id int); select pg_sleep(0.1)')
    const both = await Promise.all([run(), run()])
    assert.deepEqual(both.flat(), ['0001-first.sql'])
  })

  it('leave nothing of one that fails, and keep those before it', async () => {
    write('0001-first.sql', 'create table thing (id int)')
    write('0002-second.sql', 'create table other (id int); select nonsense')
    await assert.rejects(run, /The migration 0002-second.sql failed: column "nonsense" does not exist/)
    const { rows } = await sql<{ thing: boolean; other: boolean }>`
      select to_regclass('thing') is not null as thing, to_regclass('other') is not null as other`.execute(
      app,
    )
    assert.deepEqual(rows, [{ thing: true, other: false }])
  })

  it('refuse to go on over one that was edited or removed after it ran', async () => {
    write('0001-first.sql', 'create table thing (id int)')
    await run()
    write('0001-first.sql', 'create table thing (id bigint)')
    await assert.rejects(run, MigrationChanged)
    rmSync(join(folder, '0001-first.sql'))
    await assert.rejects(run, MigrationChanged)
  })

  it('say of a database that a newer version migrated that it did', async () => {
    write('0001-first.sql', 'create table thing (id int)')
    write('0002-newer.sql', 'create table other (id int)')
    await run()
    rmSync(join(folder, '0002-newer.sql'))
    await assert.rejects(
      run,
      /^NewerDatabase: A newer version of Holdfast has migrated this database \(0002-newer/,
    )
  })

  it('settle who may see the new tables with the last of them, or none of it', async () => {
    write('0001-first.sql', 'create table ready (id int); create schema seat_belt')
    write(
      '0002-belt.sql',
      `create procedure seat_belt.fasten() language plpgsql as $$
       begin
         if not exists (select from public.ready) then raise 'cut off'; end if;
         create table public.fastened (id int);
       end $$`,
    )
    await assert.rejects(run, /0002-belt.sql failed: cut off/)
    await withOwner((owner) => sql`insert into ready values (1)`.execute(owner))
    assert.deepEqual(await run(), ['0002-belt.sql'])
    await withOwner((owner) => sql`select from fastened`.execute(owner))
  })

  it('begin again where others lock what they need in another order, and lose nothing', async () => {
    write('0001-first.sql', 'create table thing (id int); create table other (id int)')
    await run()
    write('0002-both.sql', 'lock table other; lock table thing; create table done (id int)')
    // Whoever has waited for so long looks whether they wait for each other, and gives way: the migration, which waits first.
    await server.asAdmin((client) => client.query(`alter database ${name} set deadlock_timeout = '300ms'`))
    const writing = withOwner((owner) =>
      owner.transaction().execute(async (tx) => {
        await sql`insert into thing values (1)`.execute(tx)
        const waits = sql`select from pg_locks where relation = 'thing'::regclass and not granted`
        while ((await waits.execute(tx)).rows.length === 0) await sql`select pg_sleep(0.01)`.execute(tx)
        await sql`insert into other values (1)`.execute(tx)
      }),
    )
    await Promise.all([writing, run()])
    await withOwner((owner) => sql`select from done, thing, other`.execute(owner))
  })

  it('let the application change what it keeps, and only add to what was written for good', async () => {
    write(
      '0001-first.sql',
      'create table thing (id int); create table event (id int); create table read_event (id int); create table seal (id int)',
    )
    await run()
    await sql`insert into thing values (1)`.execute(app)
    await sql`update thing set id = 2`.execute(app)
    await sql`delete from thing`.execute(app)
    for (const table of ['event', 'read_event', 'seal']) {
      await sql`insert into ${sql.table(table)} values (1)`.execute(app)
      for (const act of ['update', 'delete from', 'truncate']) {
        const statement = sql.raw(`${act} ${table}${act === 'update' ? ' set id = 2' : ''}`)
        await assert.rejects(() => sql`${statement}`.execute(app), { code: '42501' }, `${act} ${table}`)
      }
    }
    await assert.rejects(() => sql`create table mine (id int)`.execute(app), { code: '42501' })
    await assert.rejects(() => sql`drop table thing`.execute(app), { code: '42501' })
  })

  it('run the application as a role that is nobody', async () => {
    const { rows } =
      await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`.execute(
        app,
      )
    assert.deepEqual(rows, [
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ])
  })
})
