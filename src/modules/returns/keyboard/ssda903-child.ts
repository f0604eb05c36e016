import type { HeaderRow, Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import { wholeOf, type CheckOptions } from '../ssda903/check.ts'
import { Child, type ChildTables } from '../ssda903/child.ts'
import type { Ssda903Rule } from '../ssda903/declare.ts'
import { tables } from '../ssda903/gather.ts'
import { packOf } from '../ssda903/packs.ts'
import { runnable, runner } from '../ssda903/run.ts'
import type { Need, ReturnTables, Whole } from '../ssda903/whole.ts'
import type { ChildRecord, MadeRow, ReturnSpan } from '../rows/made.ts'
import { ssda903Rows } from '../rows/ssda903.ts'
import { asSsda903Row } from '../rows/typed.ts'
import type { FoundAt } from './found.ts'
import type { InForce } from './in-force.ts'

// The record can hold a row of every table, this year's and last's.
const everyTable: ReturnTables = Object.fromEntries(tables.map((table) => [table, []]))

/** What is the same for every child of the return in force; without its headers and lists, as one child is checked alone. */
export const wholeInForce = (
  { year }: InForce,
  headers: readonly HeaderRow[] = [],
  lists: Omit<CheckOptions, 'year'> = {},
): Whole => wholeOf({ thisYear: { ...everyTable, header: headers }, lastYear: everyTable }, year, lists)

/** The header row of a child in the return in force, or none. */
export const headerOf = (record: ChildRecord, { span }: InForce): HeaderRow[] =>
  inYear(record, span)
    .filter(({ table }) => table === 'header')
    .map((row, at) => asSsda903Row(row, span.ends, at + 1) as HeaderRow)

/** The rules of the return in force that one child keeps or breaks alone; the rest run at night. */
export const ssda903RulesOfChild = (whole: Whole): readonly Ssda903Rule[] =>
  runnable(packOf(whole.year.ends).values(), whole).filter(isOfChild)

const aids: ReadonlySet<Need> = new Set<Need>(['providers', 'postcodes', 'xml'])

/** Whether a child's own rows are all it takes. */
export const isOfChild = ({ whole, needs }: Ssda903Rule): boolean =>
  !whole && !needs.some((need) => aids.has(need))

/** The rules that need the whole return, or lists a council has given. 229 asks whose a provider is, which takes our own code as well. */
export const ssda903NightRules = (whole: Whole): readonly Ssda903Rule[] =>
  runnable(packOf(whole.year.ends).values(), whole).filter(
    (rule) =>
      !isOfChild(rule) && (rule.id !== '229' || (whole.has.has('postcodes') && whole.authority !== null)),
  )

/** What the rules find of one child as their record stands; nothing of one who is not in the return. */
export function checkSsda903Record(
  record: ChildRecord,
  { span, lastSpan }: InForce,
  whole: Whole,
  rules: readonly Ssda903Rule[],
): FoundAt[] {
  if (rules.length === 0) return []
  const made = inYear(record, span)
  if (made.length === 0) return []
  const last = inYear(record, lastSpan)
  const child = new Child(
    record.person.id,
    whole,
    asTables(made, span.ends, 0),
    asTables(last, lastSpan.ends, made.length),
  )
  const all = [...made, ...last]
  const found: FoundAt[] = []
  runner(rules, (rule, row) => {
    const at = all[row.line - 1]
    if (at !== undefined)
      found.push({ rule: rule.id, level: rule.level, says: rule.says, ...placeOf(at, rule, row) })
  })(child)
  return found
}

const inYear = (record: ChildRecord, span: ReturnSpan): MadeRow[] =>
  ssda903Rows(record, span).filter((row) => row.inYear)

/** The rows by table, each on the line of its place in the list: so that a finding can be told by its record. */
function asTables(rows: readonly MadeRow[], year: number, before: number): ChildTables {
  const all: Record<string, Ssda903Row[]> = Object.fromEntries(tables.map((table) => [table, []]))
  for (const [at, row] of rows.entries()) all[row.table]?.push(asSsda903Row(row, year, before + at + 1))
  return all as unknown as ChildTables
}

/** The rows of one child in a return, by table. */
export const rowsByTable = (record: ChildRecord, span: ReturnSpan): ChildTables =>
  asTables(inYear(record, span), span.ends, 0)

/** Where the rule's first cell of the row stands in the record. */
function placeOf(
  { cells, of }: MadeRow,
  { reads }: Ssda903Rule,
  { table }: Ssda903Row<Ssda903Table>,
): Pick<FoundAt, 'kind' | 'id' | 'field'> {
  const fields: readonly string[] = reads[table] ?? []
  const cell = fields.map((field) => cells[field]).find((one) => one !== undefined)
  return cell === undefined ? { ...of, field: null } : { kind: cell.kind, id: cell.id, field: cell.field }
}
