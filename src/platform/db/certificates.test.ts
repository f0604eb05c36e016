import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Authority } from '../testing/authority.ts'
import { asService } from './asking.ts'
import { binaries } from './binaries.ts'
import { initialise, startPostmaster, stopPostmaster, type Cluster } from './cluster.ts'
import { connect } from './database.ts'
import { firstToEnd } from './held-client.ts'
import { papersOf } from './papers.ts'
import { unprivileged } from './run-as.ts'
import { openServer, type Server } from './server.ts'
import { openClient, openPool, Servers } from './servers.ts'

/*
 * A server of PostgreSQL with TLS, which takes certificates and no password, as docs/operations.md has it; its authority is of this
 * test alone.
 */
/** The superuser's: right, and of no use. */
const password = 'nobody-signs-in-with-it'
let folder: string
let cluster: Cluster
let port: number
let council: Authority
let admin: Signing
let server: Server

interface Signing {
  readonly certificate: string
  readonly key: string
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-certificates-'))
  chmodSync(folder, 0o711)
  council = new Authority(folder, 'council')
  admin = council.issue('holdfast_admin')
  await startLocked()
  const postgres = await openClient(urlOf('postgres', council.issue('postgres'), 'postgres'), 'test')
  await postgres.query('create role holdfast_admin login createrole')
  await postgres.query('create database holdfast owner holdfast_admin')
  await postgres.end()
  // Its roles are made by the first start, and the one that answers people is then let in by a certificate of its own.
  const first = await openServer({ folder, url: urlOf('holdfast_admin', admin) })
  await first.ensureDatabase('holdfast')
  await first.asAdmin((client) => client.query('alter role holdfast_app login'))
  server = await openServer({
    folder,
    url: urlOf('holdfast_admin', admin),
    appUrl: urlOf('holdfast_app', council.issue('holdfast_app')),
  })
})
after(async () => {
  await stopPostmaster(cluster)
  rmSync(folder, { recursive: true, force: true })
})

async function startLocked(): Promise<void> {
  const home = join(folder, 'server')
  mkdirSync(home)
  const account = unprivileged(join(home, 'postgres'))
  if (account !== null) chownSync(home, account.uid, account.gid)
  cluster = {
    folder: join(home, 'postgres'),
    binaries: binaries(account, folder),
    account,
    log: join(folder, 'log'),
    throwaway: true,
  }
  await initialise(cluster, password)
  certifyServer(council, { hosts: ['localhost'] })
  copyFileSync(council.file, join(cluster.folder, 'root.crt'))
  writeFileSync(join(cluster.folder, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 cert\n')
  const files = "ssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\nssl_ca_file = 'root.crt'\n"
  appendFileSync(join(cluster.folder, 'postgresql.conf'), `ssl = on\n${files}`)
  port = await freePort()
  await startPostmaster(cluster, port)
}

/** What the server shows, from its next start or reload on. */
function certifyServer(by: Authority, says: Parameters<Authority['issue']>[1]): void {
  const { certificate, key } = by.issue('db1', says)
  const { account } = cluster
  for (const [name, file] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
    const put = join(cluster.folder, name)
    rmSync(put, { force: true })
    copyFileSync(file, put)
    chmodSync(put, 0o600)
    if (account !== null) chownSync(put, account.uid, account.gid)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function urlOf(role: string, signing: Signing | null, database = 'holdfast', host = 'localhost'): string {
  const url = new URL(`postgres://${role}@${host}:${port}/${database}`)
  url.searchParams.set('sslmode', 'verify-full')
  url.searchParams.set('sslrootcert', council.file)
  if (signing === null) return url.href
  url.searchParams.set('sslcert', signing.certificate)
  url.searchParams.set('sslkey', signing.key)
  return url.href
}

async function signIn(url: string): Promise<string> {
  const client = await openClient(url, 'test')
  try {
    const { rows } = await client.query<{ who: string }>('select session_user as who')
    return rows[0]?.who ?? ''
  } finally {
    await client.end()
  }
}

/** What whoever is not let in, or will not go in, is told. */
const refusalOf = (url: string): Promise<string> =>
  signIn(url).then(
    (who) => `let in as ${who}`,
    (fault: Error) => fault.message.replaceAll(folder, ''),
  )

describe('the database by certificates', () => {
  it('answers people and does the service’s work for two roles, each by a certificate of its own', async () => {
    const db = connect(server.appUrl('holdfast'), { service: server.serviceUrl('holdfast') })
    const line = async () =>
      (await sql<{ as: string; by: string }>`select current_user as as, session_user as by`.execute(db)).rows
    assert.deepEqual(await line(), [{ as: 'holdfast_app', by: 'holdfast_app' }])
    assert.deepEqual(await asService('a test', line), [{ as: 'holdfast_service', by: 'holdfast_admin' }])
    const locked = sql`select client_dn as of, version from pg_stat_ssl where pid = pg_backend_pid()`
    assert.deepEqual((await locked.execute(db)).rows, [{ of: '/CN=holdfast_app', version: 'TLSv1.3' }])
    await db.destroy()
  })

  it('works for pools of others, as the queue’s, and where several servers are named', async () => {
    const pool = openPool(server.serviceUrl('holdfast'), { max: 1 })
    const { rows } = await pool.query('select current_user as as')
    assert.deepEqual(rows, [{ as: 'holdfast_service' }])
    await pool.end()
    const several = new URL(urlOf('holdfast_admin', admin))
    several.searchParams.set('hosts', `127.0.0.1:1,localhost:${port}`)
    assert.equal(await signIn(several.href), 'holdfast_admin')
  })

  it('lets nobody in without a certificate, with another’s, one by another authority, or one that has ended', async () => {
    const other = new Authority(folder, 'other')
    assert.equal(
      await refusalOf(urlOf('holdfast_admin', null)),
      'The database server localhost wants a certificate of holdfast_admin: name it with sslcert and sslkey in the address',
    )
    const apps = council.issue('holdfast_app')
    const another = await refusalOf(urlOf('holdfast_admin', apps))
    assert.match(another, /is not holdfast_admin’s: sslcert must name the one whose CN is holdfast_admin$/)
    assert.match(
      await refusalOf(urlOf('holdfast_admin', other.issue('holdfast_admin'))),
      /does not take the certificate .*: it must be by an authority of its ssl_ca_file/,
    )
    assert.match(
      await refusalOf(urlOf('holdfast_admin', council.issue('holdfast_admin', { days: -1 }))),
      /^The certificate .* ended on \d{4}-\d\d-\d\d: renew it, and the next connection uses it$/,
    )
  })

  it('takes no password, and nothing over an open line', async () => {
    const locked = new URL(urlOf('postgres', null, 'postgres'))
    locked.password = password
    assert.match(await refusalOf(locked.href), /wants a certificate of postgres/)
    const open = `postgres://postgres:${password}@localhost:${port}/postgres`
    assert.match(await refusalOf(open), /takes postgres over TLS alone/)
  })

  it('is not gone to under a name it does not certify, nor where another authority did', async () => {
    assert.match(
      await refusalOf(urlOf('holdfast_admin', admin, 'holdfast', '127.0.0.1')),
      /^The certificate of the database server 127\.0\.0\.1 is for another name/,
    )
    const other = new Authority(folder, 'third')
    const url = new URL(urlOf('holdfast_admin', admin))
    url.searchParams.set('sslrootcert', other.file)
    assert.match(
      await refusalOf(url.href),
      /is by an authority that sslrootcert \(\/third\.crt\) does not hold/,
    )
    const several = new Servers(url.href, [{ host: 'localhost', port }])
    await assert.rejects(() => several.primary(), /takes writes now\. .*another machine answers for ours$/)
  })

  it('is held to a key that is ours alone', async () => {
    const { certificate, key } = council.issue('holdfast_admin')
    const told = (file: string) => refusalOf(urlOf('holdfast_admin', { certificate, key: file }))
    chmodSync(key, 0o644)
    assert.match(await told(key), /^Others of this machine may read the key .*: chmod 600 it/)
    chmodSync(key, 0o600)
    assert.equal(await told(key), 'let in as holdfast_admin')
    assert.match(await told(admin.key), /is not that of .*: put the two that belong together$/)
    assert.match(await told(certificate), /holds no key that can be used|Others of this machine/)
    assert.match(await told(join(folder, 'none')), /^sslkey is \/none, which is not there/)
  })

  it('says which certificate ends first, and is gone to no more when the server’s own has ended', async () => {
    const soon = council.issue('holdfast_admin', { days: 1 })
    await signIn(urlOf('holdfast_admin', soon))
    assert.equal(firstToEnd()?.of, soon.certificate)
    certifyServer(council, { hosts: ['localhost'], days: -1 })
    const postgres = await openClient(urlOf('postgres', council.issue('postgres'), 'postgres'), 'test')
    await postgres.query('select pg_reload_conf()')
    await postgres.end()
    let told = ''
    for (let tries = 0; tries < 100 && !told.startsWith('The certificate'); tries += 1)
      told = await refusalOf(urlOf('holdfast_admin', admin))
    assert.equal(
      told,
      'The certificate of the database server localhost has ended: renew it there and reload (pg_reload_conf)',
    )
  })
})

describe('the address of a locked line', () => {
  const read = (rest: string) => papersOf(`postgres://me@db1/record${rest}`)
  it('is held to the certificate also where less is asked, and never to nothing', () => {
    assert.equal(read(''), null)
    assert.equal(read('?sslmode=disable'), null)
    assert.deepEqual(read('?sslmode=require'), { authority: null, certificate: null, key: null })
    assert.deepEqual(read('?sslmode=verify-full&sslrootcert=system'), read('?sslmode=require'))
    assert.throws(() => read('?sslmode=no-verify'), /write verify-full, or anybody may answer/)
    assert.throws(() => read('?sslcert=a.crt'), /needs sslcert and sslkey together/)
  })
})
