import { yearName, type Ssda903Row, type Ssda903Table } from '../../return-files/index.ts'
import type { Level, ReturnRule } from '../rule.ts'
import type { Child } from './child.ts'
import type { Aid, Need } from './whole.ts'

export type FieldOf<T extends Ssda903Table> = Exclude<
  keyof Ssda903Row<T> & string,
  'file' | 'line' | 'table' | 'given'
>

/** The tables and fields a rule reads. The first field of a table is the one a finding in it is shown beside. */
export type Reads = { readonly [T in Ssda903Table]?: readonly FieldOf<T>[] }

/** Reports a row a rule is broken by. */
type Mark = (row: Ssda903Row) => void

interface Declared extends ReturnRule {
  readonly reads: Reads
  readonly readsLastYear: Reads
  /** The tables and aids without which the rule says nothing. */
  readonly needs: readonly Need[]
  /** The tables whose rows it reports. */
  readonly marks: readonly Ssda903Table[]
  /** No child keeps or breaks it alone: it is never asked while one child is saved, and is asked of the whole return at night. */
  readonly whole: boolean
}

/** Asked of each row of one table. */
export interface RowRule<T extends Ssda903Table = Ssda903Table> extends Declared {
  readonly each: T
  // A method, so that the rule of one table can stand among the rules of all.
  breaks(row: Ssda903Row<T>, child: Child): boolean
}

/** Asked of a child as a whole. */
export interface ChildRule extends Declared {
  readonly each: null
  find(child: Child, mark: Mark): void
}

export type Ssda903Rule = RowRule | ChildRule

interface Common {
  readonly from?: number
  readonly level?: Level
  readonly says: string
  readonly source?: string
  readonly aids?: readonly Aid[]
  readonly readsLastYear?: Reads
  /** Tables it reads where they were given, and does without where they were not. */
  readonly mayLack?: readonly Need[]
  readonly whole?: true
}

interface RowDeclaration<T extends Ssda903Table> extends Common {
  readonly reads: readonly FieldOf<T>[]
  readonly also?: Reads
  readonly breaks: (row: Ssda903Row<T>, child: Child) => boolean
}

interface ChildDeclaration extends Common {
  readonly reads: Reads
  /** Where it is not all the tables of this year it reads. */
  readonly marks?: readonly Ssda903Table[]
  readonly find: (child: Child, mark: Mark) => void
}

/** The first year the packs begin with: 2022/23. */
export const firstYear = 2023

/** The rules asked of each row of a table. */
export const rulesOf =
  <T extends Ssda903Table>(table: T) =>
  (id: string, rule: RowDeclaration<T>): RowRule<T> => {
    const reads = { ...rule.also, [table]: rule.reads }
    return { ...common(id, rule, reads), each: table, marks: [table], breaks: rule.breaks }
  }

/** A rule asked of a child as a whole. */
export const childRule = (id: string, rule: ChildDeclaration): ChildRule => ({
  ...common(id, rule, rule.reads),
  each: null,
  marks: rule.marks ?? tablesOf(rule.reads),
  find: rule.find,
})

function common(id: string, rule: Common, reads: Reads): Omit<Declared, 'marks'> {
  const { from = firstYear, says, aids = [], readsLastYear = {}, mayLack = [], whole = false } = rule
  const lastTables = tablesOf(readsLastYear).map((table) => `lastYear.${table}` as const)
  const needs: Need[] = [...tablesOf(reads), ...lastTables, ...aids]
  return {
    id,
    from,
    says,
    level: rule.level ?? (id.endsWith('STG2') ? 'query' : 'error'),
    source: rule.source ?? `SSDA903 validation rules ${yearName(from)}, rule ${id}`,
    reads,
    readsLastYear,
    whole,
    needs: needs.filter((need) => !mayLack.includes(need)),
  }
}

const tablesOf = (reads: Reads): Ssda903Table[] => Object.keys(reads).filter(isTable)

const names = new Set<string>([
  'header',
  'episodes',
  'reviews',
  'uasc',
  'oc2',
  'oc3',
  'ad1',
  'placedAdoption',
  'prevPerm',
  'missing',
  'swEpisodes',
  'dolo',
])
const isTable = (name: string): name is Ssda903Table => names.has(name)
