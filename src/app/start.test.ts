import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { root } from './setting.ts'

const launcher = join(root, 'bin/holdfast')
let folder: string
let running: ChildProcess[] = []
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'))
})
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  // Whatever a failing test left standing: the last user of the server stops it.
  await holdfast('user', 'list', '--empty')
  rmSync(folder, { recursive: true, force: true })
})

// HOLDFAST_DEMO=0 throughout: what is tried here is starting and stopping, not the county.
const env = (): NodeJS.ProcessEnv => ({
  ...process.env,
  HOLDFAST_DATA: folder,
  HOLDFAST_DEMO: '0',
  PORT: '0',
})
const holdfast = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [launcher, ...words], { env: env() })
const users = (): readonly string[] => readdirSync(join(folder, 'users'))

/** The first line a command says. Fails when it ends without a word. */
async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout)
  const ended = once(child, 'exit').then(([code]: unknown[]) =>
    assert.fail(`ended with ${String(code)} before it said anything`),
  )
  ended.catch(() => undefined)
  const [line]: unknown[] = await Promise.race([once(child.stdout, 'data'), ended])
  assert.match(String(line), /"address"/)
  return String(line)
}

async function start(more: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [launcher, 'start', '--json'], {
    env: { ...env(), ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = [...running, child]
  const { address }: { address: string } = JSON.parse(await firstLine(child))
  return { child, address }
}

/** What the front page answers to a stranger: the way to the sign-in page. */
const statusOf = async (address: string): Promise<number> =>
  (await fetch(address, { redirect: 'manual' })).status

describe('holdfast start', () => {
  it('serves a page, and stops the database with itself', async () => {
    const { child, address } = await start()
    assert.equal(await statusOf(address), 303)
    child.kill('SIGINT')
    assert.deepEqual(await once(child, 'exit'), [0, null])
    assert.deepEqual(users(), [])
  })

  it('shares its database with a command, which leaves it standing', async () => {
    const { child, address } = await start()
    await holdfast('user', 'add', '--role', 'ADM', '--name', 'Priya Nair', '--sign-in', 'priya@example.org')
    const { stdout } = await holdfast('user', 'list', '--json')
    assert.deepEqual(
      JSON.parse(stdout).map(({ name, role, signsInAs }: Record<string, unknown>) => [name, role, signsInAs]),
      [['Priya Nair', 'ADM', 'priya@example.org']],
    )
    assert.equal(await statusOf(address), 303)
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  it('starts again after it was killed, and finds what was stored', async () => {
    const { child } = await start()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = await start()
    const { stdout } = await holdfast('user', 'list')
    assert.match(stdout, /^Priya Nair\tADM\t-\tpriya@example.org\topen$/m)
    again.child.kill('SIGINT')
    assert.deepEqual(await once(again.child, 'exit'), [0, null])
    assert.deepEqual(users(), [])
  })

  it('takes the place of one whose starter was killed, and of no other', async () => {
    // A shell between, as under npm: killing it leaves the server it started.
    const command = `"${process.execPath}" "${launcher}" start --json; true`
    const shell = spawn('sh', ['-c', command], {
      env: env(),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const { port } = new URL(JSON.parse(await firstLine(shell)).address)
    const second = await promisify(execFile)(process.execPath, [launcher, 'start'], {
      env: { ...env(), PORT: port },
    }).catch((fault: { code: number; stderr: string }) => fault)
    assert.match(second.stderr, /Port \d+ is taken/)
    shell.kill('SIGKILL')
    await once(shell, 'exit')
    assert.equal(await statusOf(`http://localhost:${port}`), 303)
    const { child, address } = await start({ PORT: port })
    assert.equal(new URL(address).port, port)
    child.kill('SIGINT')
    await once(child, 'exit')
    assert.deepEqual(users(), [])
  })

  it('closes an account once, and says so when there is none', async () => {
    await holdfast('user', 'disable', 'priya@example.org')
    // None ran: each started one of its own, and left none behind, misused or not.
    assert.deepEqual(users(), [])
    assert.match((await holdfast('user', 'list')).stdout, /disabled/)
    await assert.rejects(() => holdfast('user', 'disable', 'priya@example.org'), { code: 2 })
    assert.deepEqual(users(), [])
  })
})
