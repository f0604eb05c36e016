import { codeColumn, dayColumn, idColumn, textColumn, wholeColumn, type Columns } from './column.ts'
import type { Table } from './row.ts'

/** A list of Ofsted's Annex A workbook. */
interface AnnexAList<N extends string = string, C extends Columns = Columns> extends Table<N, C> {
  readonly number: number
}

export const list = <N extends string, C extends Columns>(
  name: N,
  number: number,
  title: string,
  columns: C,
): AnnexAList<N, C> => ({ name, number, title, columns })

/* The columns most lists open or close with. */
export const child = idColumn('Child Unique ID')
export const gender = codeColumn('Gender', 'annex_a_gender')
export const ethnicity = codeColumn('Ethnicity', 'ethnicity')
export const dob = dayColumn('Date of Birth')
export const age = wholeColumn('Age of Child (Years)', { aliases: ['Age'], completed: true })
export const disabled = codeColumn('Does the Child have a Disability', 'annex_a_yes_no_unknown', {
  aliases: ['Does the Child have a Disability?', 'Disability'],
})
export const team = textColumn('Allocated Team')
export const worker = textColumn('Allocated Worker')
