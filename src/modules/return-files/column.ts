import type { Day } from '../../platform/dates/day.ts'
import type { CodeListId } from './code-lists.ts'

/**
 * What a cell holds. A `day`, `whole` number or `yesNo` that cannot be read is null, and what stood in the
 * file is kept in the row's `given`. Text, codes, postcodes and ids are kept as they stand, known or not:
 * a rule must be able to see a wrong code.
 */
export type Kind = 'id' | 'text' | 'code' | 'day' | 'whole' | 'yesNo' | 'postcode'

export interface Column<K extends Kind = Kind> {
  /** As the return spells it. */
  readonly header: string
  readonly kind: K
  /** A code is known if any of these lists holds it, alone or with `suffixes`. */
  readonly lists?: readonly CodeListId[]
  /** Characters that may follow a code of the list (ACCOM: a letter, then 1 or 2 for suitability). */
  readonly suffixes?: string
  /** Codes the list does not carry but the return allows here. */
  readonly also?: readonly string[]
  /** First and last collection year the column is part of the return; open when absent. */
  readonly from?: number
  readonly to?: number
  /** Longest text the return allows. */
  readonly longest?: number
  /** A day whose parts may be ZZ where they are not known (guide to the SSDA903 return). */
  readonly partial?: boolean
  /** A number of completed years, so a fraction is cut off. */
  readonly completed?: boolean
  /** Other spellings seen in returns. */
  readonly aliases?: readonly string[]
  /** In the XML form of the return only. */
  readonly xmlOnly?: boolean
  /** In older layouts only, so never missed. */
  readonly optional?: boolean
}

export type Columns = Readonly<Record<string, Column>>

type Held = {
  id: string
  text: string
  code: string
  postcode: string
  day: Day
  whole: number
  yesNo: boolean
}

/** The typed cells of a row: each value, or null when there was none or none that could be read. */
export type Cells<C extends Columns> = { readonly [F in keyof C]: Held[C[F]['kind']] | null }

type More = Omit<Column, 'header' | 'kind' | 'lists'>

const column = <K extends Kind>(kind: K, header: string, more: More = {}): Column<K> => ({
  header,
  kind,
  ...more,
})

/** The child's own id at the authority: alphanumeric, at most 20 characters (CIN rules 1570 and 1580). */
export const idColumn = (header: string, more?: More): Column<'id'> =>
  column('id', header, { longest: 20, ...more })
export const textColumn = (header: string, more?: More): Column<'text'> => column('text', header, more)
export const dayColumn = (header: string, more?: More): Column<'day'> => column('day', header, more)
export const wholeColumn = (header: string, more?: More): Column<'whole'> => column('whole', header, more)
export const postcodeColumn = (header: string, more?: More): Column<'postcode'> =>
  column('postcode', header, more)
export const yesNoColumn = (header: string, more?: More): Column<'yesNo'> => column('yesNo', header, more)

export const codeColumn = (
  header: string,
  list: CodeListId | readonly CodeListId[],
  more: More = {},
): Column<'code'> => ({
  header,
  kind: 'code',
  lists: typeof list === 'string' ? [list] : list,
  ...more,
})
