import assert from 'node:assert/strict'
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { CannotKeep, NotAsKept, vaultIn } from './vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-vault-'))
after(() => rmSync(folder, { recursive: true }))
const letter = Buffer.from('Dear Ms Ford, Leo has breakfast now.')
const sha256 = '0bb6f9ec'
const filesIn = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
const lost = (how: NotAsKept['how']) => (fault: unknown) => fault instanceof NotAsKept && fault.how === how

describe('a file that is kept', () => {
  const at = join(folder, 'open')
  const vault = vaultIn(at)

  it('lies under its digest, two folders deep, for its owner alone, and once however often it is given', async () => {
    const kept = await vault.keep(letter)
    assert.equal(await vault.keep(Buffer.from(letter)), kept)
    const [path = '', ...more] = filesIn(at)
    assert.equal(path, join(at, kept.slice(0, 2), kept.slice(2, 4), kept))
    assert.deepEqual(more, [])
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.deepEqual(await vault.read(kept), letter)
    assert.deepEqual(await Array.fromAsync(vault.all()), [kept])
  })

  it('is told of when it is lost or changed, and put right when it is given again', async () => {
    const kept = await vault.keep(letter)
    const [path = ''] = filesIn(at)
    writeFileSync(path, 'Dear Ms Ford, Leo has no breakfast.')
    await assert.rejects(vault.read(kept), lost('changed'))
    await vault.keep(letter)
    assert.deepEqual(await vault.read(kept), letter)
    rmSync(path)
    await assert.rejects(vault.read(kept), lost('lost'))
    await assert.rejects(vault.read(sha256), lost('lost'))
  })
})

describe('a key', () => {
  const at = join(folder, 'locked')
  const key = createSecretKey(randomBytes(32))

  it('locks what is kept; no other key opens it, and what was open before stays readable', async () => {
    const before = await vaultIn(at).keep(Buffer.from('kept before there was a key'))
    const vault = vaultIn(at, key)
    const kept = await vault.keep(letter)
    assert.ok(filesIn(at).every((path) => !readFileSync(path).includes('breakfast')))
    assert.deepEqual(await vault.read(kept), letter)
    assert.equal(String(await vault.read(before)), 'kept before there was a key')
    await assert.rejects(vaultIn(at).read(kept), lost('locked with another key'))
    await assert.rejects(vaultIn(at, createSecretKey(randomBytes(32))).read(kept), lost('changed'))
  })
})

describe('a disk that cannot be written', () => {
  it('is said to be one, and nothing is half written', async () => {
    // A file stands where the folder would be: whoever runs the tests, root too, cannot write there.
    const at = join(folder, 'full')
    writeFileSync(at, '')
    await assert.rejects(vaultIn(at).keep(letter), CannotKeep)
    assert.deepEqual(await Array.fromAsync(vaultIn(at).all()), [])
  })
})
