import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { root } from '../setting.ts'

const launcher = join(root, 'bin/holdfast')
let folder: string

const env = (): NodeJS.ProcessEnv => ({ ...process.env, HOLDFAST_DATA: folder, PORT: '0' })
const holdfast = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [launcher, ...words], { env: env() })

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-verify-'))
  await holdfast('county', '--children', '3', '--years', '1')
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function startAndStop(): Promise<void> {
  const child = spawn(process.execPath, [launcher, 'start', '--json'], {
    env: env(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGINT')
  await once(child, 'exit')
}

describe('holdfast verify', () => {
  it('says what no server has sealed yet', async () => {
    const { sealed, held, differing } = JSON.parse((await holdfast('verify', '--json')).stdout)
    assert.equal(sealed.seals, 0)
    assert.ok(sealed.unsealed > 0 && held > 0)
    assert.equal(differing, 0)
  })

  it('holds everything to the seals a server has made, and the seals to its witness', async () => {
    await startAndStop()
    const { sealed } = JSON.parse((await holdfast('verify', '--seals', '--json')).stdout)
    assert.ok(sealed.rows > 0)
    assert.deepEqual([sealed.unsealed, sealed.witnessed, sealed.faults], [0, 1, []])
  })

  it('finds a chain that is shorter than the witness was told', async () => {
    const told = { seal: 999, digest: 'a'.repeat(64), at: '2026-11-22T12:00:00.000Z' }
    appendFileSync(join(folder, 'witness', 'holdfast_demo.jsonl'), `${JSON.stringify(told)}\n`)
    const fault = await holdfast('verify', '--seals').catch(
      (ended: { code: number; stderr: string }) => ended,
    )
    assert.equal('code' in fault && fault.code, 1)
    assert.match(fault.stderr, /Seal 999: the witness was told of it on 2026-11-22/)
  })
})
