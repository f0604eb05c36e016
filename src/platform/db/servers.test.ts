import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { freshDb, urlOf } from '../testing/world.ts'
import { connect, type Db } from './database.ts'
import { OutcomeUnknown, within } from './outcome.ts'
import { oneUrl, Servers } from './servers.ts'

describe('the address of several servers', () => {
  it('is read as PostgreSQL’s own programs write it', () => {
    assert.equal(
      oneUrl('postgres://me:se%2Ccret@a.example:5433,b.example,c.example:5435/record?target_session_attrs=read-write&sslmode=require'),
      'postgres://me:se%2Ccret@a.example:5433/record?sslmode=require&hosts=a.example%3A5433%2Cb.example%2Cc.example%3A5435',
    )
  }) // prettier-ignore

  it('of one server is left as it is', () => {
    assert.equal(oneUrl('postgres://me@a.example/record'), 'postgres://me@a.example/record')
  })

  it('that asks for one that takes no writes is refused', () => {
    assert.throws(
      () => oneUrl('postgres://a,b/record?target_session_attrs=standby'),
      /target_session_attrs=standby/,
    )
  })
})

describe('several servers of which one takes writes', () => {
  let db: Db
  let several: URL
  before(async () => {
    db = await freshDb()
    several = new URL(urlOf(db))
    several.searchParams.set('hosts', `127.0.0.1:1,${several.host}`)
  })
  after(() => db.destroy())

  it('are written to where that is, and again after the connection was cut', async () => {
    const through = connect(several.href, { most: 1, idleMayEnd: true })
    const pid = async () =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(through)).rows[0]?.pid
    const first = await pid()
    await sql`select pg_terminate_backend(${first})`.execute(db)
    const second = await pid().catch(() => pid())
    assert.notEqual(first, second)
    await through.destroy()
  })

  it('are waited for no longer than until another is the primary: who lost its power says nothing', async () => {
    const address = new URL(urlOf(db))
    const servers = new Servers(address.href, [{ host: address.hostname, port: Number(address.port) }])
    const client = new pg.Client({ connectionString: address.href })
    client.on('error', () => undefined)
    await client.connect()
    servers.watch(client, { host: 'gone.example', port: 5432 })
    const asked = client.query('select pg_sleep(20)')
    await servers.primary()
    await assert.rejects(asked, { code: 'ECONNRESET' })
  })

  it('are asked no longer of one that let us in and then falls silent', async () => {
    // AuthenticationOk and ReadyForQuery, and no word more.
    const hello = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])
    const held = new Set<Socket>()
    const silent = createServer((socket) => {
      held.add(socket.on('error', () => undefined))
      socket.once('data', () => socket.write(hello))
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const alone = new Servers('postgres://me@127.0.0.1/record', [{ host: '127.0.0.1', port }], 100)
    await assert.rejects(() => alone.primary(), { name: 'NoPrimary' })
    for (const socket of held) socket.destroy()
    silent.close()
  })

  it('are none when none answers', async () => {
    const nobody = new Servers(several.href, [{ host: '127.0.0.1', port: 1 }])
    await assert.rejects(() => nobody.primary(), { name: 'NoPrimary' })
  })
})

describe('a commit', () => {
  it('that comes to nothing in its time has an outcome nobody knows', async () => {
    await assert.rejects(() => within(20, new Promise(() => undefined)), OutcomeUnknown)
    assert.equal(await within(1000, Promise.resolve('done')), 'done')
  })
})
