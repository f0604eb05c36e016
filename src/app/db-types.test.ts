import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { freshDb, ownerOf } from '../platform/testing/world.ts'
import { tablesFile, tablesOf } from './db-types.ts'

describe('the generated types', () => {
  let db: Db
  let owner: Db
  before(async () => {
    db = await freshDb()
    owner = ownerOf(db)
  })
  after(async () => {
    await owner.destroy()
    await db.destroy()
  })

  it('are current: run npm run db:types after a migration', async () => {
    assert.equal(readFileSync(tablesFile, 'utf8'), await tablesOf(db))
  })

  it('say what may be left out, what may be empty, and which words a column takes', async () => {
    await sql`create table planted (
      id bigint generated always as identity, kind text not null check (kind in ('it''s', 'so')), one text check (one in ('only')),
      on_day date default now(), at timestamptz not null, list text[], more jsonb, worth numeric(5, 1) not null
    )`.execute(owner)
    const found = /  planted: \{\n([^}]*)\}/
      .exec(await tablesOf(owner))?.[1]
      ?.trim()
      .split(/\n\s*/)
    assert.deepEqual(found, [
      'id: GeneratedAlways<number>',
      "kind: 'it\\'s' | 'so'",
      "one: 'only' | null",
      'onDay: Generated<Day | null>',
      'at: Instant',
      'list: string[] | null',
      'more: Json | null',
      'worth: Decimal',
    ])
    await sql`drop table planted`.execute(owner)
  })

  it('refuse a name that would not come back from camelCase', async () => {
    await sql`create table planted (line_1 text)`.execute(owner)
    await assert.rejects(() => tablesOf(owner), /line_1 does not survive/)
  })
})
