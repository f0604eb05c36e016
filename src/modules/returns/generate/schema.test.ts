import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { validateXML } from 'xmllint-wasm'
import { bookOf } from '../../../app/book.ts'
import { day, instant } from '../../../platform/dates/day.ts'
import { freshDb, ownerOf } from '../../../platform/testing/world.ts'
import { runImport } from '../../import/index.ts'
import { openSubmission } from '../../return-files/index.ts'
import { makeReturn } from './write.ts'

const shared = process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../../shared')
const fixtures = join(shared, 'returns/fixtures')
const here = existsSync(fixtures)
if (!here && process.env['HOLDFAST_REQUIRE_SHARED'] === '1')
  throw new Error('the shared fixtures are not there')
if (!here) console.log('0 of 12 shared cases ran')

const folder = await mkdtemp(join(tmpdir(), 'schema-'))
const db = await freshDb()
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true })
})
const now = instant('2026-11-22T10:00:00+00:00')

/** The record of generated children of a year, with no defect in them. */
async function readIn(year: number, what: 'cin/cin.xml' | '903/this_year'): Promise<void> {
  const out = join(folder, `given-${year}`)
  const script = join(shared, 'bench/generate_returns.py')
  execFileSync('python3', [
    script,
    '--children',
    '40',
    '--seed',
    '903',
    '--year',
    `${year}`,
    '--defects',
    '0',
    '--out',
    out,
  ])
  const owner = ownerOf(db)
  await sql`truncate person, import, staff cascade`.execute(owner)
  await owner.destroy()
  await runImport(
    bookOf(db, () => now),
    await openSubmission([{ path: join(out, what), year }]),
  )
  await asIfMadeHere()
}

/**
 * The children are written with the codes of 2025 on, whatever the year: what came so would come back so. As a record of our
 * own they have no such memory, and codes that every year knows.
 */
async function asIfMadeHere(): Promise<void> {
  const owner = ownerOf(db)
  await owner.deleteFrom('returnRow').execute()
  await sql`update cin_episode set closure_reason = 'RC8' where closure_reason = 'RC9'`.execute(owner)
  await sql`update assessment set factors = '{4A}' where factors <> '{}'`.execute(owner)
  await owner.destroy()
}

async function made(of: 'cin' | 'ssda903', year: number, file: string): Promise<string> {
  const into = join(folder, `made-${of}-${year}`)
  await makeReturn(db, { of, year, on: day(`${year}-03-31`) }, { authority: '825', now }, into)
  return readFileSync(join(into, file), 'utf8')
}

async function faults(xml: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'return.xml', contents: xml }],
    schema: [readFileSync(join(fixtures, schema), 'utf8')],
  })
  return errors.map(({ message }) => message).slice(0, 5)
}

describe('the XML of a return that is made', { skip: !here }, () => {
  for (let year = 2017; year <= 2026; year += 1)
    it(`is a census of ${year} by its schema`, async () => {
      await readIn(year, 'cin/cin.xml')
      const xml = await made('cin', year, 'cin.xml')
      assert.ok(xml.split('<Child>').length > 20)
      assert.deepEqual(await faults(xml, `cin-census/CIN_schema_${year}.xsd`), [])
    })

  it('is an SSDA903 of 2021 by its schema', async () => {
    await readIn(2021, '903/this_year')
    const xml = await made('ssda903', 2021, 'xml/ssda903.xml')
    assert.ok(xml.split('<CHILD>').length > 20)
    assert.deepEqual(await faults(xml, 'ssda903/CLA_2021.xsd'), [])
  })

  it('says of a later SSDA903 that its layout is not confirmed', async () => {
    await readIn(2026, '903/this_year')
    assert.match(
      await made('ssda903', 2026, 'xml/ssda903.xml'),
      /The layout of 2021: that of 2026 is not confirmed/,
    )
  })
})
