import { ssda903, type Ssda903Row, type Ssda903Table } from '../../return-files/index.ts'
import type { Level } from '../rule.ts'
import type { Child } from './child.ts'
import { childrenOf, tables } from './gather.ts'
import { packOf } from './packs.ts'
import { nowhere, type Postcodes, whereaboutsBy } from './postcodes.ts'
import { runnable, runnerOfSeveral } from './run.ts'
import type { Need, Provider, Ssda903Return, Whole } from './whole.ts'
import { collectionYear, type CollectionYear } from '../year.ts'

/** What a rule found, and where. */
export interface ReturnFinding {
  readonly rule: string
  readonly level: Level
  readonly table: Ssda903Table
  /** True when the row is of last year's return, because this year's has none to show it by. */
  readonly ofLastYear: boolean
  /** Where the row stands: the file of the submission and the line in it. */
  readonly file: number
  readonly line: number
  /** The column to look at, as the return spells it. */
  readonly field: string
  readonly child: string | null
  readonly message: string
}

export interface CheckOptions {
  /** The year the return ends in: 2026 is 2025/26. */
  readonly year: number
  /** Ofsted's list; without it the rules that look providers up are passed over. */
  readonly providers?: readonly Provider[]
  /** The postcode directory; without it the rules about where a placement is are passed over. */
  readonly postcodes?: Postcodes
  /** GSS code of the authority that returns. */
  readonly authority?: string
  /** True for an XML return, which says of each child whether they are seeking asylum. */
  readonly xml?: boolean
}

/** Runs the year's rules over a return. The rows are not changed, and the order they come in does not matter. */
export function checkSsda903(given: Ssda903Return, options: CheckOptions): ReturnFinding[] {
  const { thisYear, lastYear = {} } = given
  const whole = wholeOf(given, collectionYear(options.year), options)
  return checkChildren(childrenOf(thisYear, lastYear, whole), whole)
}

/** Runs the rules over children one after another, of whom none is held once looked at. Rules of the year but those that lack a table. */
export function checkChildren(children: Iterable<Child>, whole: Whole): ReturnFinding[] {
  const pack = packOf(whole.year.ends)
  const findings: ReturnFinding[] = []
  const run = runnerOfSeveral(runnable(pack.values(), whole), (rule, row, child) => {
    const { table, file, line } = row
    const field = columnOf(table, rule.reads[table]?.[0] ?? 'child')
    const ofLastYear = !isThisYears(row, child)
    const { id, level, says } = rule
    findings.push({ rule: id, level, table, ofLastYear, file, line, field, child: child.id, message: says })
  })
  for (const some of severalOf(children)) run(some)
  return inFileOrder(findings, [...pack.keys()])
}

/** How many children the rules are run over at a time: their rows together fit in a processor's nearest memory. */
const several = 32

function* severalOf(children: Iterable<Child>): Generator<readonly Child[]> {
  let some: Child[] = []
  for (const child of children) {
    some.push(child)
    if (some.length < several) continue
    yield some
    some = []
  }
  yield some
}

/** What is the same for every child: the year, what there is, and what only the whole return can tell. */
export function wholeOf(
  { thisYear, lastYear = {} }: Ssda903Return,
  year: CollectionYear,
  options: Omit<CheckOptions, 'year'>,
): Whole {
  const has: (Ssda903Table | `lastYear.${Ssda903Table}`)[] = tables.filter(
    (table) => thisYear[table] !== undefined,
  )
  for (const table of tables) if (lastYear[table] !== undefined) has.push(`lastYear.${table}`)
  return wholeWith({ has, upns: (thisYear.header ?? []).map(({ upn }) => upn) }, year, options)
}

/** The same of a return not held as rows: the tables there are and the UPNs in its header. */
export function wholeWith(
  given: { readonly has: Iterable<Need>; readonly upns: Iterable<string | null> },
  year: CollectionYear,
  options: Omit<CheckOptions, 'year'>,
): Whole {
  const has = new Set<Need>(given.has)
  if (options.providers !== undefined) has.add('providers')
  if (options.postcodes !== undefined) has.add('postcodes')
  if (options.xml === true) has.add('xml')
  const authority = options.authority ?? null
  const { postcodes } = options
  return {
    year,
    has,
    authority,
    providers: Map.groupBy(options.providers ?? [], ({ urn }) => urn),
    whereabouts: postcodes === undefined ? () => nowhere : whereaboutsBy(postcodes, authority),
    isPostcode: (postcode) => postcodes?.find(postcode) !== undefined,
    sharedUpns: thoseTwice(given.upns),
  }
}

function thoseTwice(upns: Iterable<string | null>): ReadonlySet<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const upn of upns) {
    if (upn === null) continue
    if (seen.has(upn)) twice.add(upn)
    seen.add(upn)
  }
  return twice
}

function isThisYears(row: Ssda903Row, child: Child): boolean {
  const rows: readonly Ssda903Row[] = child[row.table]
  return rows.includes(row)
}

function columnOf(table: Ssda903Table, field: string): string {
  const columns: Readonly<Record<string, { readonly header: string }>> = ssda903[table].columns
  return columns[field]?.header ?? field
}

/** Findings by rule, as the rules stand in their pack, then as their rows stand in the files. */
function inFileOrder(findings: readonly ReturnFinding[], ids: readonly string[]): ReturnFinding[] {
  const order = new Map(ids.map((id, at) => [id, at]))
  const rank = ({ rule, table }: ReturnFinding) => (order.get(rule) ?? 0) * 16 + tables.indexOf(table)
  return findings.toSorted((a, b) => rank(a) - rank(b) || a.file - b.file || a.line - b.line)
}
