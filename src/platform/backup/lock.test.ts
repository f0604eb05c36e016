import assert from 'node:assert/strict'
import { generateKeyPairSync, randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { addBarkers } from '../testing/family.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import type { Db } from '../db/database.ts'
import { backUp } from './backup.ts'
import { BrokenBackup } from './broken.ts'
import { CannotUnlock, privateKeyIn, publicKeyIn } from './lock.ts'
import { checkBackup } from './reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'locked-'))
const file = join(folder, 'county.holdfast')
let db: Db
let owner: Db

/** Somebody's keys, in files, as openssl writes them. */
function keysOf(name: string, passphrase?: string) {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const paths = { own: join(folder, `${name}.key`), open: join(folder, `${name}.pub`) }
  const lock = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  writeFileSync(paths.own, privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }))
  writeFileSync(paths.open, publicKey.export({ type: 'spki', format: 'pem' }))
  return paths
}
const [director, deputy, stranger] = [keysOf('director'), keysOf('deputy', 'in the safe'), keysOf('stranger')]

before(async () => {
  db = await freshDb()
  owner = ownerOf(db)
  await addBarkers(db)
  await backUp(owner, file, new Date('2026-11-22T12:00:00Z'), [
    publicKeyIn(director.open),
    publicKeyIn(deputy.open),
  ])
})
after(async () => {
  await owner.destroy()
  await db.destroy()
  rmSync(folder, { recursive: true })
})

describe('a locked backup', () => {
  it('is opened by each it was locked for', async () => {
    for (const key of [privateKeyIn(director.own), privateKeyIn(deputy.own, 'in the safe')])
      assert.equal((await checkBackup(file, key)).tables['public.person']?.rows, 6)
  })

  it('is opened by nobody else, and says so', async () => {
    await assert.rejects(checkBackup(file), CannotUnlock)
    await assert.rejects(checkBackup(file, privateKeyIn(stranger.own)), CannotUnlock)
    assert.throws(() => privateKeyIn(deputy.own, 'not in the safe'), CannotUnlock)
    assert.throws(() => publicKeyIn(file), CannotUnlock)
  })

  it('is found out wherever a byte of it is changed, and wherever it is cut short', async (t) => {
    const whole = readFileSync(file)
    const altered = join(folder, 'altered')
    const key = privateKeyIn(director.own)
    const flips = Number(process.env['HOLDFAST_FLIPS'] ?? 60)
    for (let flip = 0; flip < flips; flip += 1) {
      const bytes = Buffer.from(whole)
      const at = randomInt(bytes.length)
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << randomInt(8)), at)
      writeFileSync(altered, bytes)
      await assert.rejects(checkBackup(altered, key), isFoundOut, `byte ${at}`)
      writeFileSync(altered, whole.subarray(0, at))
      await assert.rejects(checkBackup(altered, key), isFoundOut, `cut at ${at}`)
    }
    t.diagnostic(`${flips} of ${flips} changed bytes of a locked backup were found`)
  })
})

const isFoundOut = (fault: unknown): boolean => fault instanceof BrokenBackup || fault instanceof CannotUnlock
