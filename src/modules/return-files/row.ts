import type { Cells, Columns } from './column.ts'

/** What a return's table is: its name here, how the return names it, and its columns in the return's order. */
export interface Table<N extends string = string, C extends Columns = Columns> {
  readonly name: N
  readonly title: string
  readonly columns: C
}

/** Where a row stands: which file of the submission, and which line of it (1 is the first). */
export interface Place {
  /** Index into the submission's `files`. */
  readonly file: number
  readonly line: number
}

/**
 * One line of a CSV or sheet, or one repeating element of an XML return.
 *
 * `given` is null when every cell is told in full by its typed value. Where it is not, `given[field]` is the text that
 * stood in the file: beside a null, it could not be read; beside a value, it was written another way.
 */
type Row<N extends string, C extends Columns> = Place & {
  readonly table: N
  readonly given: { readonly [F in keyof C]?: string } | null
} & Cells<C>

export type RowOf<T> = T extends Table<infer N, infer C> ? Row<N, C> : never

/** A row of any table, for what reads rows by their table's columns. */
export type AnyRow = Row<string, Columns>
