import assert from 'node:assert/strict'
import { execFile, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { startEmbedded, type Embedded } from './embedded.ts'
import { identityOf } from './process.ts'

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-embedded-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function ask<T extends object>({ port, passwords }: Embedded, question: string): Promise<T[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.admin,
    database: 'postgres',
  })
  await client.connect()
  try {
    return (await client.query<T>(question)).rows
  } finally {
    await client.end()
  }
}

const settled = (): { elsewhere: string | null } =>
  JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8'))
const files = (): string => join(settled().elsewhere ?? folder, 'postgres')
const serverPid = (): number => Number(readFileSync(join(files(), 'postmaster.pid'), 'utf8').split('\n')[0])

/** Another process that starts or joins the server, says so, and holds it. */
async function neighbour(): Promise<ChildProcess> {
  const script = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const server = await startEmbedded(${JSON.stringify(folder)})
    const held = setInterval(() => {}, 1000)
    process.once('SIGTERM', () => { clearInterval(held); server.release() })
    console.log('up')`
  const child = execFile(process.execPath, ['--input-type=module-typescript', '--eval', script])
  assert.ok(child.stdout)
  await once(child.stdout, 'data')
  return child
}

async function gone(pid: number): Promise<void> {
  while (identityOf(pid) !== null) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('our own PostgreSQL', () => {
  it('stands with checksums, a password, and no door but this machine’s own', async () => {
    const server = await startEmbedded(folder)
    const [is] = await ask<object>(
      server,
      "select current_setting('data_checksums') as checksums, current_setting('listen_addresses') as at, current_setting('unix_socket_directories') as socket, current_setting('fsync') as fsync, current_setting('synchronous_commit') as waits, current_setting('server_version_num')::int / 10000 as version",
    )
    assert.deepEqual(is, {
      checksums: 'on',
      at: '127.0.0.1',
      socket: '',
      fsync: 'on',
      waits: 'on',
      version: 18,
    })
    assert.equal(statSync(join(folder, 'database.json')).mode & 0o777, 0o600)
    await assert.rejects(
      () => ask({ ...server, passwords: { ...server.passwords, admin: 'guess' } }, 'select 1'),
      { code: '28P01' },
    )
    await server.release()
  })

  it('keeps its port and what was stored from one start to the next', async () => {
    const first = await startEmbedded(folder)
    await ask(first, 'create table kept (id int)')
    await first.release()
    assert.equal(existsSync(join(files(), 'postmaster.pid')), false)
    const second = await startEmbedded(folder)
    assert.equal(second.port, first.port)
    assert.deepEqual(await ask(second, 'select count(*)::int as n from kept'), [{ n: 0 }])
    await second.release()
  })

  it('is shared by two that start it at once, and stops with the last', async () => {
    const both = await Promise.all([startEmbedded(folder), startEmbedded(folder)])
    assert.equal(both[0].port, both[1].port)
    await both[0].release()
    assert.deepEqual(await ask(both[1], 'select 1 as n'), [{ n: 1 }])
    const pid = serverPid()
    await both[1].release()
    assert.equal(identityOf(pid), null)
  })

  it('is left standing by one who joins another process’s', async () => {
    const other = await neighbour()
    const pid = serverPid()
    const ours = await startEmbedded(folder)
    await ours.release()
    assert.notEqual(identityOf(pid), null)
    other.kill('SIGTERM')
    await once(other, 'exit')
    assert.equal(identityOf(pid), null)
  })

  it('is taken over from a process that was killed, and stopped in the end', async () => {
    const killed = await neighbour()
    const pid = serverPid()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    assert.notEqual(identityOf(pid), null)
    const server = await startEmbedded(folder)
    assert.equal(serverPid(), pid)
    await server.release()
    assert.equal(identityOf(pid), null)
  })

  it('starts again after PostgreSQL itself was killed, with every committed row', async () => {
    const server = await startEmbedded(folder)
    await ask(server, 'insert into kept select generate_series(1, 1000)')
    const pid = serverPid()
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    const again = await startEmbedded(folder)
    assert.deepEqual(await ask(again, 'select count(*)::int as n from kept'), [{ n: 1000 }])
    await server.release()
    await again.release()
  })

  it('is brought back by a process that watches over it', async () => {
    const server = await startEmbedded(folder)
    const unwatch = server.keepUp()
    const pid = serverPid()
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    for (let back = false; !back;) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      back = await ask(server, 'select 1').then(
        () => true,
        () => false,
      )
    }
    unwatch()
    const again = await startEmbedded(folder)
    assert.equal(again.port, server.port)
    assert.deepEqual(await ask(server, 'select count(*)::int as n from kept'), [{ n: 1000 }])
    await server.release()
    await again.release()
  })

  it('comes back where those who use it look for it, though somebody sits there for a while', async () => {
    const server = await startEmbedded(folder)
    assert.ok(server.port >= 20_000 && server.port < 30_000, 'a port no outgoing connection is given')
    const unwatch = server.keepUp()
    const pid = serverPid()
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    const squatter = createServer((socket) => socket.destroy())
    const seated = await new Promise<boolean>((resolve) => {
      squatter.once('error', () => resolve(false))
      squatter.listen(server.port, '127.0.0.1', () => resolve(true))
    })
    if (seated) await new Promise((resolve) => setTimeout(resolve, 1500))
    squatter.close()
    for (let back = false; !back;) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      back = await ask(server, 'select 1').then(
        () => true,
        () => false,
      )
    }
    unwatch()
    await server.release()
  })

  it('starts over the number of a dead server that another program now has', async () => {
    writeFileSync(
      join(files(), 'postmaster.pid'),
      [process.ppid, files(), 1, 5432, '', '', '', 'ready'].join('\n'),
    )
    const server = await startEmbedded(folder)
    assert.deepEqual(await ask(server, 'select 1 as n'), [{ n: 1 }])
    await server.release()
  })

  it('starts over the lock of a process that died holding it', async () => {
    writeFileSync(join(folder, 'database.lock'), '999999999 0 no-such-boot')
    const server = await startEmbedded(folder)
    await server.release()
    assert.equal(existsSync(join(folder, 'database.lock')), false)
  })
})
