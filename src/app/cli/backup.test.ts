import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { openServer } from '../../platform/db/server.ts'
import { root } from '../setting.ts'

const launcher = join(root, 'bin/holdfast')
let folder: string
let file: string

/** Runs a command on a data folder of this test's: the demonstration's database, or the other. */
const holdfast = async (at: string, demonstration: boolean, ...words: readonly string[]) => {
  const env = { ...process.env, HOLDFAST_DATA: join(folder, at), HOLDFAST_DEMO: demonstration ? '1' : '0' }
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [launcher, ...words], { env })) }
  } catch (fault) {
    return fault as { code: number; stdout: string; stderr: string }
  }
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-backup-'))
  file = join(folder, 'county.holdfast')
})
after(() => rmSync(folder, { recursive: true, force: true }))

describe('holdfast backup and restore', () => {
  it('bring a county to another machine, verified to the last row', async () => {
    await holdfast('here', true, 'county', '--children', '3', '--years', '1')
    const made = JSON.parse((await holdfast('here', true, 'backup', file, '--json')).stdout)
    assert.ok(made.rows > 500)
    const there = await holdfast('there', false, 'restore', file)
    assert.equal(there.code, 0)
    assert.match(there.stdout, /records were held to their history: all say the same/)
    const again = JSON.parse(
      (await holdfast('there', false, 'backup', join(folder, 'again'), '--json')).stdout,
    )
    assert.deepEqual(again.tables, made.tables)
  })

  it('say whether a file is whole without touching a database', async () => {
    assert.match((await holdfast('nowhere', false, 'restore', '--check', file)).stdout, /is whole/)
  })

  it('refuse a database that is in use, in a sentence', async () => {
    const { code, stderr } = await holdfast('here', true, 'restore', file)
    assert.equal(code, 3)
    assert.match(stderr, /The database is not empty: a backup goes back only into one that was never used/)
  })
})

describe('an upgrade', () => {
  it('begins with a backup of a database in use', async () => {
    const server = await openServer({ folder: join(folder, 'there') })
    const owner = new pg.Client({ connectionString: server.ownerUrl('holdfast') })
    await owner.connect()
    // As if the last migration had not been there yet: it runs again on what it made, and fails; the backup stands.
    await owner.query('delete from migration where name = (select max(name) from migration)')
    await owner.end()
    await holdfast('there', false, 'user', 'list')
    await server.release()
    const [kept, ...more] = readdirSync(join(folder, 'there', 'backups'))
    assert.deepEqual(more, [])
    assert.match(kept ?? '', /^before-\d{4}-[0-9a-f]{12}\.holdfast$/)
    const path = join(folder, 'there', 'backups', kept ?? '')
    assert.match((await holdfast('nowhere', false, 'restore', '--check', path)).stdout, /is whole/)
  })
})
