import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { codesKeyOf } from './codes-key.ts'
import { Misuse } from './misuse.ts'

const place = mkdtempSync(join(tmpdir(), 'holdfast-codes-'))
after(() => rmSync(place, { recursive: true }))
const own = { folder: join(place, 'data'), databaseUrl: undefined }
const given = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

describe('the key that one-time codes’ keys are locked with', () => {
  it('is made once beside our own PostgreSQL, its owner’s alone', () => {
    const first = codesKeyOf(own, {})?.export()
    assert.equal(first?.length, 32)
    assert.deepEqual(codesKeyOf(own, {})?.export(), first)
    assert.equal(statSync(join(own.folder, 'codes.key')).mode & 0o777, 0o600)
  })

  it('is the one that is given, in words or in a file', () => {
    const file = join(place, 'given.key')
    writeFileSync(file, `${given}\n`)
    for (const surroundings of [{ HOLDFAST_CODES_KEY: given }, { HOLDFAST_CODES_KEY_FILE: file }])
      assert.equal(codesKeyOf(own, surroundings)?.export().toString('base64'), given)
  })

  it('is none for another PostgreSQL, whose servers must share one', () =>
    assert.equal(codesKeyOf({ ...own, databaseUrl: 'postgres://db1/holdfast' }, {}), undefined))

  it('is refused where it is no key', () =>
    assert.throws(() => codesKeyOf(own, { HOLDFAST_CODES_KEY: 'short' }), Misuse))
})
