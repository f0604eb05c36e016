import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { breaches, type Schema } from '../modules/dfe-api/contract.testing.ts'
import { childrenHeld } from '../modules/dfe-api/held-child.ts'
import { reckon } from '../modules/dfe-api/payload.ts'
import { day, instant } from '../platform/dates/day.ts'
import type { Db } from '../platform/db/database.ts'
import { freshDb } from '../platform/testing/world.ts'
import { bookOf } from './book.ts'
import { writeCounty } from './county.ts'
import { dfeFrom, staysHere } from './dfe-setting.ts'
import { Misuse } from './misuse.ts'
import { jobs, jobsWith } from './modules.ts'
import { root } from './setting.ts'

const all = {
  HOLDFAST_DFE_URL: 'https://api.example.gov.uk/collection/1/',
  HOLDFAST_DFE_AUTHORITY: '825',
  HOLDFAST_DFE_TOKEN_URL: 'https://login.example.gov.uk/token',
  HOLDFAST_DFE_CLIENT: 'client',
  HOLDFAST_DFE_SECRET: 'secret',
  HOLDFAST_DFE_SCOPE: 'scope',
  HOLDFAST_DFE_SUPPLIER_KEY: 'key',
}

describe('the settings of the DfE’s daily collection', () => {
  it('are all set or none', () => {
    assert.equal(dfeFrom({}), undefined)
    assert.equal(dfeFrom({ HOLDFAST_DFE_URL: '' }), undefined)
    assert.deepEqual(dfeFrom(all), {
      url: 'https://api.example.gov.uk/collection/1',
      authority: 825,
      tokenUrl: 'https://login.example.gov.uk/token',
      client: 'client',
      secret: 'secret',
      scope: 'scope',
      supplierKey: 'key',
    })
    for (const name of Object.keys(all))
      assert.throws(
        () => dfeFrom({ ...all, [name]: undefined }),
        (fault) => fault instanceof Misuse && fault.message.includes(name),
      )
  })

  it('send children’s names nowhere but by TLS or to this machine', () => {
    assert.throws(() => dfeFrom({ ...all, HOLDFAST_DFE_URL: 'http://api.example.gov.uk' }), Misuse)
    assert.throws(() => dfeFrom({ ...all, HOLDFAST_DFE_TOKEN_URL: 'login' }), Misuse)
    assert.throws(() => dfeFrom({ ...all, HOLDFAST_DFE_AUTHORITY: 'E06000060' }), Misuse)
    const away = dfeFrom({ ...all, HOLDFAST_DFE_URL: 'http://127.0.0.1:9/' }) ?? assert.fail()
    assert.equal(staysHere(away), false)
    assert.equal(staysHere({ ...away, tokenUrl: 'http://localhost:9/token' }), true)
  })

  it('change nothing of the list of jobs but what they do', () => {
    assert.deepEqual(
      jobsWith(null).map(({ name }) => name),
      jobs.map(({ name }) => name),
    )
  })
})

describe('a small county', () => {
  let db: Db
  before(async () => {
    db = await freshDb()
    await writeCounty(
      bookOf(db, () => instant('2026-11-23T09:30:00+00:00')),
      { children: 60, years: 2, seed: 7 },
    )
  })
  after(() => db.destroy())

  it('is valid under the official description, child by child', async (test) => {
    const file = join(
      process.env['HOLDFAST_SHARED'] ?? join(root, '../shared'),
      'returns/fixtures/dfe-api/openapi-1.0.1.json',
    )
    if (!existsSync(file)) {
      assert.notEqual(process.env['HOLDFAST_REQUIRE_SHARED'], '1', 'the shared files are missing')
      return test.diagnostic('0 of 1 shared cases ran')
    }
    const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
      components: { schemas: { CSC: Schema } }
    }
    const people = await db.selectFrom('person').select('id').where('kind', '<>', 'adult').execute()
    const held = await childrenHeld(
      db,
      people.map(({ id }) => id),
    )
    const objects = held.flatMap((child) => {
      const reckoned = reckon(child, day('2026-11-23'))
      return reckoned.kind === 'sendable' ? [JSON.parse(JSON.stringify(reckoned.object)) as unknown] : []
    })
    assert.ok(objects.length > 40)
    for (const object of objects) assert.deepEqual(breaches([object], components.schemas.CSC), [])
    test.diagnostic(`1 of 1 shared cases ran, on ${objects.length} children`)
  })
})
