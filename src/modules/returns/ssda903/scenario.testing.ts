import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, isDay } from '../../../platform/dates/day.ts'
import { ssda903, type Columns, type Ssda903Row, type Ssda903Table } from '../../return-files/index.ts'
import { wholeOf, type CheckOptions } from './check.ts'
import type { Reads, Ssda903Rule } from './declare.ts'
import { childrenOf, tables } from './gather.ts'
import { packOf } from './packs.ts'
import { postcodesOf } from './postcodes.ts'
import { runnable, runner } from './run.ts'
import type { Provider, ReturnTables, Ssda903Return, Whole } from './whole.ts'
import { collectionYear } from '../year.ts'

/*
 * A scenario is a child's rows in words, one after another with a bar between:
 *
 *   header dob=2010-05-01 | !episodes rne=S decom=2028-05-01
 *
 * A row the rule must report begins with an exclamation mark. `last.` before a table is last year's; `id=` is another child;
 * a value in quotes could not be read. Tables not named are given and empty.
 */

/** Home and placement for tests: two in the authority, 10 miles apart, one in another and one in Wales. */
export const places = postcodesOf([
  ['AA1 1AA', { east: 400_000, north: 200_000, authority: 'E06000060' }],
  ['AA2 2AA', { east: 416_093, north: 200_000, authority: 'E06000060' }],
  ['BB1 1BB', { east: 432_186, north: 200_000, authority: 'E10000025' }],
  ['BB9 9BB', { east: 400_000, north: 900_000, authority: 'E10000025' }],
  ['XX8 8XX', { east: 400_000, north: 2_000_000, authority: 'E10000025' }],
  ['WW1 1WW', { east: 310_000, north: 200_000, authority: 'WAL' }],
])

export const homes: readonly Provider[] = [
  provider('SC1', { placeCodes: ['K2'], providerCodes: ['PR1'], postcode: 'AA11AA', authority: 'E06000060' }),
  provider('222', { placeCodes: ['U4', 'U6'], providerCodes: ['PR4'], closedOn: day('2025-06-30') }),
]

function provider(urn: string, more: Partial<Provider>): Provider {
  return { urn, placeCodes: [], providerCodes: [], postcode: null, closedOn: null, authority: null, ...more }
}

const options: Omit<CheckOptions, 'year'> = {
  providers: homes,
  postcodes: places,
  authority: 'E06000060',
  xml: true,
}

interface Told {
  readonly given: Ssda903Return
  readonly expected: readonly string[]
}

/** Reads a scenario. Rows are numbered from 0 as they are told; this year's are of file 0 and last year's of file 1. */
export function told(scenario: string): Told {
  const thisYear = Object.fromEntries(tables.map((table) => [table, [] as Ssda903Row[]]))
  const lastYear = Object.fromEntries(tables.map((table) => [table, [] as Ssda903Row[]]))
  const expected: string[] = []
  for (const [line, words] of scenario.split('|').entries()) {
    const [, mark, last, table = '', cells = ''] = /^\s*(!?)(last\.)?(\w+)\s*(.*?)\s*$/.exec(words) ?? []
    const row = rowOf(table as Ssda903Table, cells, last === undefined ? 0 : 1, line)
    ;(last === undefined ? thisYear : lastYear)[table]?.push(row)
    if (mark === '!') expected.push(`${last ?? ''}${table} ${line}`)
  }
  return { given: { thisYear, lastYear }, expected }
}

function rowOf(table: Ssda903Table, cells: string, file: number, line: number): Ssda903Row {
  const columns: Columns = ssda903[table].columns
  const blank = Object.fromEntries(Object.keys(columns).map((field) => [field, null]))
  const row: Record<string, unknown> = { table, file, line, given: null, ...blank, child: '1' }
  for (const [, name = '', quoted, plain = ''] of cells.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)) {
    const field = name === 'id' ? 'child' : name
    assert.ok(field in columns, `${table} has no ${field}`)
    if (quoted === undefined) row[field] = valueOf(columns, field, plain.replaceAll('_', ' '))
    else row['given'] = { ...(row['given'] as object), [field]: quoted }
  }
  return row as unknown as Ssda903Row
}

function valueOf(columns: Columns, field: string, text: string): string | number {
  const kind = columns[field]?.kind
  assert.ok(kind !== 'day' || isDay(text), `${field}: ${text} is not a day`)
  return kind === 'whole' ? Number(text) : text
}

/** The rows a rule reports in a scenario, as 'table line'. */
function reported(rule: Ssda903Rule, given: Ssda903Return, whole: Whole): string[] {
  const found: string[] = []
  const run = runner(runnable([rule], whole), (_, { table, file, line }) => {
    found.push(`${file === 0 ? '' : 'last.'}${table} ${line}`)
  })
  for (const child of childrenOf(given.thisYear, given.lastYear ?? {}, whole)) run(child)
  return found
}

/** Rows that keep a list of the cells looked at, as 'table.field' or 'lastYear.table.field'. */
function watched(given: ReturnTables, prefix: string, seen: Set<string>): ReturnTables {
  const watch = (row: Ssda903Row): Ssda903Row =>
    new Proxy(row, {
      get(target, field) {
        if (typeof field === 'string' && !always.has(field)) seen.add(`${prefix}${target.table}.${field}`)
        return Reflect.get(target, field)
      },
    })
  const entries = Object.entries(given).map(([table, rows]: [string, readonly Ssda903Row[]]) => [
    table,
    rows.map(watch),
  ])
  return Object.fromEntries(entries) as ReturnTables
}

/** What every rule may look at: which row it is, whose, and what could not be read in it. */
const always = new Set(['table', 'file', 'line', 'given', 'child'])

/** Cells a rule looks at in a scenario and does not say it reads. */
function unsaid(rule: Ssda903Rule, { thisYear, lastYear = {} }: Ssda903Return, whole: Whole): string[] {
  const seen = new Set<string>()
  const given = {
    thisYear: watched(thisYear, '', seen),
    lastYear: watched(lastYear, 'lastYear.', seen),
  }
  reported(rule, given, whole)
  const said = new Set([...cellsOf(rule.reads, ''), ...cellsOf(rule.readsLastYear, 'lastYear.')])
  // Where a placement is and how far from home are worked out together.
  for (const cell of said) if (cell.endsWith('plPost')) said.add(cell.replace('plPost', 'homePost'))
  return [...seen].filter((cell) => !said.has(cell))
}

const cellsOf = (reads: Reads, prefix: string): string[] =>
  Object.entries(reads).flatMap(([table, fields]) => fields.map((field) => `${prefix}${table}.${field}`))

/** A rule, in a year, with scenarios that break it and that keep it. `146@2025` is rule 146 as it was for 2024/25. */
type Scenarios = Readonly<Record<string, readonly string[]>>

const usualYear = (rule: Ssda903Rule): number => (rule.from === 2027 ? 2027 : 2026)

/** Tries every rule of a theme on its scenarios: each has at least one that breaks it and one that does not. */
export function tryTheme(theme: string, rules: readonly Ssda903Rule[], scenarios: Scenarios): void {
  void describe(`SSDA903 rules: ${theme}`, () => {
    const tried = new Set<Ssda903Rule>()
    for (const [name, tales] of Object.entries(scenarios)) {
      const [id = '', stated] = name.split('@')
      const newest = rules.findLast((rule) => rule.id === id)
      const year = stated === undefined ? (newest ? usualYear(newest) : 2026) : Number(stated)
      const rule = packOf(year).get(id)
      if (rule !== undefined) tried.add(rule)
      void it(`${id} ${year}: ${rule?.says}`, () => {
        assert.ok(rule !== undefined && rules.includes(rule), `${id} is not of this theme in ${year}`)
        tries(rule, tales, year)
      })
    }
    void it('has a scenario for every version of every rule', () => {
      const untried = rules.filter((rule) => !tried.has(rule)).map(({ id, from }) => `${id}@${from}`)
      assert.deepEqual(untried, [])
    })
  })
}

function tries(rule: Ssda903Rule, tales: readonly string[], year: number): void {
  for (const scenario of tales) {
    const { given, expected } = told(scenario)
    const whole = wholeOf(given, collectionYear(year), options)
    assert.deepEqual(reported(rule, given, whole).toSorted(), expected.toSorted(), scenario)
    assert.deepEqual(unsaid(rule, given, whole), [], `${rule.id} does not say it reads these: ${scenario}`)
  }
  assert.ok(
    tales.some((scenario) => scenario.includes('!')),
    'no scenario breaks it',
  )
  assert.ok(
    tales.some((scenario) => !scenario.includes('!')),
    'no scenario keeps it',
  )
}
