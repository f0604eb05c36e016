import type { CinChild } from '../../return-files/index.ts'
import { findingsOf, type CinFinding } from '../cin/check.ts'
import type { Mark, RowRule, CinRule } from '../cin/declare.ts'
import { packOf } from '../cin/packs.ts'
import { cinRows } from '../rows/cin.ts'
import type { ChildRecord, MadeRow, ReturnSpan } from '../rows/made.ts'
import { asCinChild, listsOf, type CinNode } from '../rows/typed.ts'
import type { FoundAt } from './found.ts'
import type { InForce } from './in-force.ts'

/** The rules of the census in force that one child keeps or breaks alone; the rest are the whole return's, and run at night. */
export const cinRulesOfChild = (ends: number): readonly RowRule[] =>
  packOf(ends).filter((rule): rule is RowRule => !needsWhole(rule))

/** Whether a rule of the census needs the whole return. */
export const needsWhole = (rule: CinRule): boolean => rule.each === 'return'

/** What the rules find of one child as their record stands; nothing of one who is not in the census. */
export function checkCinRecord(
  record: ChildRecord,
  { year, span }: InForce,
  rules: readonly CinRule[],
): FoundAt[] {
  if (rules.length === 0) return []
  const made = cinChildOf(record, span)
  return made === null
    ? []
    : foundIn([made], findingsOf(rules, { year, headers: [], children: [made.child] }))
}

/** A child as the census has them, and the record each of their rows is of, by the line it stands on. */
export interface CinChildMade {
  readonly child: CinChild
  readonly lines: readonly RowNode[]
  readonly from: number
}

/** Null where the child is not in the census. Lines count from the one given. */
export function cinChildOf(record: ChildRecord, span: ReturnSpan, from = 1): CinChildMade | null {
  const node = cinNode(cinRows(record, span))
  return node === null ? null : { child: asCinChild(node, span.ends, from), lines: inLineOrder(node), from }
}

/** Findings at the records they stand in: one about the census as a whole has no place here, and is left out. */
export function foundIn(made: readonly CinChildMade[], findings: readonly CinFinding[]): FoundAt[] {
  return findings.flatMap(({ rule, level, message, at: [mark] }) => {
    if (mark === undefined && made.length > 1) return []
    const row = mark === undefined ? made[0]?.lines[0] : rowOn(made, mark.row.line)
    return row === undefined ? [] : [{ rule, level, says: message, ...placeOf(row, mark) }]
  })
}

function rowOn(made: readonly CinChildMade[], line: number): RowNode | undefined {
  const of = made.find(({ from, lines }) => line >= from && line < from + lines.length)
  return of?.lines[line - of.from]
}

interface RowNode extends CinNode {
  readonly of: MadeRow['of']
  readonly beneath: readonly RowNode[]
}

/** The rows of the year as the tree they stand in; null where the child is not in the census. */
function cinNode(rows: readonly MadeRow[]): RowNode | null {
  const top = rows.find(({ table }) => table === 'child')
  // Only an episode brings a child into the census.
  if (top === undefined || !rows.some(({ table, inYear }) => table === 'episode' && inYear)) return null
  const under = Map.groupBy(
    rows.filter(({ inYear }) => inYear),
    (row) => (row.under === null ? '' : `${row.under.table} ${row.under.of.id}`),
  )
  const nodeOf = (row: MadeRow): RowNode => ({
    table: row.table,
    of: row.of,
    cells: row.cells,
    // What stands under nothing else than a row beneath no other: a factor has the id of its assessment.
    beneath: leaves.has(row.table) ? [] : (under.get(`${row.table} ${row.of.id}`) ?? []).map(nodeOf),
  })
  return nodeOf(top)
}

const leaves = new Set(['disability', 'factor'])

/** The rows in the order their lines are counted. */
const inLineOrder = (node: RowNode): RowNode[] => [
  node,
  ...Object.keys(listsOf(node.table)).flatMap((table) =>
    node.beneath.filter((one) => one.table === table).flatMap(inLineOrder),
  ),
]

/** Where the first cell marked stands in the record; the record as a whole where the cell is a list of rows. */
function placeOf({ cells, of }: RowNode, mark: Mark | undefined): Pick<FoundAt, 'kind' | 'id' | 'field'> {
  const cell = mark?.fields.map((field) => cells[field]).find((one) => one !== undefined)
  return cell === undefined ? { ...of, field: null } : { kind: cell.kind, id: cell.id, field: cell.field }
}
