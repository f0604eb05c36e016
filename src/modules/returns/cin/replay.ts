import { cin, type CinTableName } from '../../return-files/index.ts'
import { censusOf, type CaseTables, type Origin } from './case-tables.ts'
import type { AnyRow } from './census.ts'
import { findingsOf } from './check.ts'
import type { Mark } from './declare.ts'
import { lastCinPack, packOf } from './packs.ts'

type RowLabel = number | string

/** A cell of a case's tables; its row by position, or by the label the case gives it. */
export interface CaseCell {
  readonly table: string
  readonly column: string
  readonly row: RowLabel
}

/** What is read of a case. */
export interface CinCase {
  readonly rule: string
  readonly tables: CaseTables
  readonly table_info?: Readonly<Record<string, { readonly index?: readonly RowLabel[] }>>
}

/**
 * The cells of a case's tables that a rule finds, in order of table, column and row: null when the last pack has no such rule.
 * What is found of the whole return stands at no cell.
 */
export function replayCin({ rule: id, tables, table_info: labels }: CinCase): readonly CaseCell[] | null {
  const rules = packOf(lastCinPack).filter((rule) => rule.id === id)
  if (rules.length === 0) return null
  const { census, origins } = censusOf(tables)
  const cells = findingsOf(rules, census)
    // What is found of a row the case does not hold, it says nothing of.
    .filter(({ at }) => at.every(({ row }) => origins.has(row)))
    .flatMap(({ at }) => at.flatMap((mark) => cellsOf(id, mark, origins.get(mark.row) ?? {})))
  const labelled = cells.map((cell) => ({
    ...cell,
    row: labels?.[cell.table]?.index?.[cell.row] ?? cell.row,
  }))
  return inOrder(new Map(labelled.map((cell) => [`${cell.table} ${cell.column} ${cell.row}`, cell])))
}

const inOrder = (cells: ReadonlyMap<string, CaseCell>): readonly CaseCell[] =>
  [...cells.values()].toSorted(
    (a, b) => compare(a.table, b.table) || compare(a.column, b.column) || compare(a.row, b.row),
  )

const compare = (one: RowLabel, other: RowLabel): number => (one === other ? 0 : one < other ? -1 : 1)

const tableNames: Readonly<Record<CinTableName, string>> = {
  header: 'Header',
  child: 'ChildIdentifiers',
  disability: 'Disabilities',
  episode: 'CINdetails',
  assessment: 'Assessments',
  factor: 'Assessments',
  cinPlan: 'CINplanDates',
  section47: 'Section47',
  cpPlan: 'ChildProtectionPlans',
  review: 'Reviews',
  preProceedings: 'PreProceedings',
}

/** The cases mark a row as a whole at one of its keys: these at the episode's, the others at the child's. */
const wholeRowAtEpisode = new Set(['2991Q', '8832'])

function cellsOf(id: string, { row, fields }: Mark, origin: Origin): readonly Placed[] {
  if (fields.length === 0) {
    const column = wholeRowAtEpisode.has(id) ? 'CINdetailsID' : 'LAchildID'
    return cellAt(tableNames[row.table], column, origin)
  }
  return fields.flatMap((field) => fieldCell(row, field, origin))
}

function fieldCell({ table }: AnyRow, field: string, origin: Origin): readonly Placed[] {
  if (table === 'assessment' && field === 'factors') return cellAt('Assessments', 'AssessmentFactors', origin)
  const name = field === 'ethnicity' ? 'ChildCharacteristics' : tableNames[table]
  const column = Object.entries(cin[table].columns).find(([each]) => each === field)?.[1].header
  return column === undefined ? [] : cellAt(name, column, origin)
}

interface Placed extends CaseCell {
  readonly row: number
}

function cellAt(table: string, column: string, origin: Origin): readonly Placed[] {
  const row = origin[table]
  return row === undefined ? [] : [{ table, column, row }]
}
