import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../app/book.ts'
import { instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { FileRefused, openSubmission } from '../return-files/index.ts'
import { runImport, type Summary } from './index.ts'
import { becoming } from './tally.ts'

/*
 * Every file others made, given as a person would give it. What came of each stands in docs/imports.md, and this holds
 * the page to it. HOLDFAST_WRITE_DOCS=1 writes the page's table instead.
 */

const root = join(import.meta.dirname, '../../..')
const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')
const fixtures = join(shared, 'returns/fixtures')
const here = existsSync(fixtures)
if (!here && process.env['HOLDFAST_REQUIRE_SHARED'] === '1')
  throw new Error('the shared fixtures are not there')

const under = (folder: string, pattern: RegExp): string[] =>
  here
    ? readdirSync(join(fixtures, folder))
        .filter((name) => pattern.test(name))
        .map((name) => `${folder}/${name}`)
    : []

/** Files given together, by the name they stand under on the page. */
const given: readonly (readonly [string, readonly string[]])[] = [
  ...under('cin-census', /\.xml$/).map((file) => [file, [file]] as const),
  [
    'ssda903/header.csv and the ten files with it, DoLo.csv left out',
    under(
      'ssda903',
      /^(header|episodes|reviews|uasc|oc2|oc3|ad1|missing|placed_for_adoption|previous_permanence|sw_episodes)\.csv$/,
    ),
  ],
  ...under('ssda903', /^(fake_903\.xml|SSDA903_episodes.*|placed_for_adoption_errors\.csv|DoLo\.csv)$/).map(
    (file) => [file, [file]] as const,
  ),
  ['ssda903/SSDA903_2020_*.csv', under('ssda903', /^SSDA903_2020_/)],
  ['ssda903-multiyear, all five years', under('ssda903-multiyear', /\.csv$/)],
  ...under('annex-a', /\.xlsx$/).map((file) => [file, [file]] as const),
  ...under('ssda903', /\.(xlsx|xsd)$/).map((file) => [file, [file]] as const),
  ['cin-census/CIN_schema_*.xsd', under('cin-census', /\.xsd$/)],
]

if (!here) console.log('0 of 26 shared cases ran')

let opened: Promise<Db> | undefined
after(async () => (await opened)?.destroy())

type Outcome = Summary | FileRefused

/** What would come of giving these to an empty record. */
async function outcomeOf(files: readonly string[]): Promise<Outcome> {
  const db = await (opened ??= freshDb())
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  try {
    const submission = await openSubmission(files.map((file) => join(fixtures, file)))
    const outcome = await runImport(book, submission, { preview: true })
    return outcome.kind === 'previewed' ? outcome.summary : assert.fail(outcome.kind)
  } catch (fault) {
    if (fault instanceof FileRefused) return fault
    throw fault
  }
}

const outcomes: (readonly [string, Outcome])[] = []

describe('the files others made', { skip: !here }, () => {
  for (const [name, files] of given)
    it(`${name}: every row read is stored, part of another, or refused with a finding`, async () => {
      const outcome = await outcomeOf(files)
      outcomes.push([name, outcome])
      if (outcome instanceof FileRefused) return assert.match(outcome.message, /\w+ .*\.$/)
      for (const [table, tally] of Object.entries(outcome.tables)) {
        const became = becoming.reduce((sum, one) => sum + tally[one], 0)
        assert.equal(became, tally.read, `${table}: ${JSON.stringify(tally)}`)
      }
      if (outcome.rows.refused > 0) assert.ok(Object.keys(outcome.findings).length > 0)
    })

  it('left nothing behind', async () => {
    const db = await (opened ??= freshDb())
    assert.deepEqual(await db.selectFrom('person').select('id').execute(), [])
    assert.deepEqual(await db.selectFrom('import').select('id').execute(), [])
  })

  it('stand in docs/imports.md as they came out', () => {
    const page = join(root, 'docs/imports.md')
    const text = readFileSync(page, 'utf8')
    const [before = '', after = ''] = text.split(/<!-- counts -->[\s\S]*<!-- \/counts -->/)
    const table = `<!-- counts -->\n\n${tableOf(outcomes)}\n\n<!-- /counts -->`
    if (process.env['HOLDFAST_WRITE_DOCS'] === '1') writeFileSync(page, `${before}${table}${after}`)
    else assert.equal(text, `${before}${table}${after}`)
  })
})

const heads = [
  'Given',
  'Rows read',
  'Stored',
  'Part of another',
  'Not stored',
  'Children',
  'Findings by kind',
]

function tableOf(rows: readonly (readonly [string, Outcome])[]): string {
  const cells = rows.map(([name, outcome]) => [name, ...cellsOf(outcome)])
  return [heads, heads.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cellsOf(outcome: Outcome): string[] {
  if (outcome instanceof FileRefused) return ['0', '0', '0', '0', '0', `Refused: ${outcome.message}`]
  const { rows, children, findings } = outcome
  const found = Object.entries(findings)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind} ${count}`)
  const counts = [rows.read, rows.stored, rows.merged, rows.refused, children.new]
  return [...counts.map(String), found.length === 0 ? 'none' : found.join(', ')]
}
