import { yearName, type CinTableName } from '../../return-files/index.ts'
import type { Level, ReturnRule } from '../rule.ts'
import type { AnyRow, AroundOf, Census, FieldOf, Fields, Rows } from './census.ts'

/** A row a finding stands at and the cells of it to look at; no cells is the row as a whole. */
export interface Mark {
  readonly row: AnyRow
  readonly fields: readonly string[]
}

/** Reports one breach, with all it stands at. */
export type Report = (...at: readonly Mark[]) => void

/** Tables whose rows a rule may be asked of. */
export type RowTable = Exclude<CinTableName, 'header'>

interface Declared extends ReturnRule {
  /** Every table and cell it reads: when one of them changes it is to be asked again. */
  readonly reads: Fields
}

/** Asked of each row of one table, on its own child's record alone. */
export interface RowRule<T extends RowTable = RowTable> extends Declared {
  readonly each: T
  // A method, so that the rule of one table can stand among the rules of all.
  find(row: Rows[T], around: AroundOf<T>, report: Report): void
}

/** Asked of the whole return, so never while one child is being saved. */
export interface WholeRule extends Declared {
  readonly each: 'return'
  find(census: Census, report: Report): void
}

export type CinRule = RowRule | WholeRule

/** Marks cells of a row, or the row itself when none is named. */
export const mark = <T extends CinTableName>(
  row: Rows[T] & { readonly table: T },
  ...fields: readonly FieldOf<T>[]
): Mark => ({ row, fields })

interface Common {
  /** First year this version is in force; 2022/23 where it is left out. */
  readonly from?: number
  /** A query where the code ends in Q, unless it is said here. */
  readonly level?: Level
  readonly says: string
}

interface Holding<T extends RowTable> extends Common {
  /** Cells of the row it marks. */
  readonly marks: readonly FieldOf<T>[]
  /** Cells it marks in what stands around the row. */
  readonly with?: Pick<Fields, 'child' | 'episode' | 'cpPlan'>
  /** What else it reads. */
  readonly reads?: Fields
  readonly breaks: (row: Rows[T], around: AroundOf<T>) => boolean
}

interface Finding<T extends RowTable> extends Common {
  readonly reads: Fields
  readonly find: (row: Rows[T], around: AroundOf<T>, report: Report) => void
}

interface WholeFinding extends Common {
  readonly reads: Fields
  readonly find: (census: Census, report: Report) => void
}

/** The first year the packs begin with: 2022/23. */
const firstYear = 2023

/** A rule that each row of a table keeps or breaks by itself. */
export const rulesOf =
  <T extends RowTable>(each: T) =>
  (id: string, rule: Holding<T>): RowRule<T> => {
    const beside = Object.entries(rule.with ?? {})
    return {
      ...common(id, rule, together({ [each]: rule.marks }, rule.with ?? {}, rule.reads ?? {})),
      each,
      find: (row, around, report) => {
        if (!rule.breaks(row, around)) return
        report(
          { row, fields: rule.marks },
          ...beside.flatMap(([name, fields]) => marked(around, name, fields)),
        )
      },
    }
  }

/** A rule asked of rows that must be held against one another: those beneath a child or an episode. */
export const findsIn =
  <T extends RowTable>(each: T) =>
  (id: string, rule: Finding<T>): RowRule<T> => ({ ...common(id, rule, rule.reads), each, find: rule.find })

/** A rule that no child keeps or breaks alone. */
export const wholeRule = (id: string, rule: WholeFinding): WholeRule => ({
  ...common(id, rule, rule.reads),
  each: 'return',
  find: rule.find,
})

function common(id: string, rule: Common, reads: Fields): Declared {
  const { from = firstYear, says, level = id.endsWith('Q') ? 'query' : 'error' } = rule
  const source = `Children in need census validation rules ${yearName(from)}, rule ${id}`
  return { id, from, level, says, source, reads }
}

const marked = (around: object, name: string, fields: readonly string[]): Mark[] =>
  Object.entries(around).flatMap(([of, row]) => (of === name ? [{ row, fields }] : []))

/** Fields of several declarations, each once. */
function together(...all: readonly Fields[]): Fields {
  const fields = new Map<string, Set<string>>()
  for (const [table, names] of all.flatMap((each) => Object.entries(each)))
    fields.set(table, (fields.get(table) ?? new Set()).union(new Set(names)))
  return Object.fromEntries([...fields].map(([table, names]) => [table, [...names]]))
}
