import type { Columns } from '../../return-files/index.ts'
import { ssda903, type Ssda903Table } from '../../return-files/index.ts'
import type { ReturnRow } from '../rows/again.ts'
import { csvLine } from './csv.ts'
import type { ReturnChild } from './children.ts'

/** What the guide calls each file, in its order. */
export const fileNames: Readonly<Record<Ssda903Table, string>> = {
  header: 'header.csv',
  episodes: 'episodes.csv',
  reviews: 'reviews.csv',
  uasc: 'uasc.csv',
  oc2: 'oc2.csv',
  oc3: 'oc3.csv',
  ad1: 'ad1.csv',
  placedAdoption: 'placed_for_adoption.csv',
  prevPerm: 'previous_permanence.csv',
  missing: 'missing.csv',
  swEpisodes: 'sw_episodes.csv',
  dolo: 'DoLo.csv',
}

/** The columns of a table as the CSV form has them, in its order: the field they are kept under and the name they bear. */
const csvColumns = (columns: Columns): (readonly [field: string, header: string])[] =>
  Object.entries(columns).flatMap(([field, { header, xmlOnly }]) =>
    xmlOnly === true ? [] : [[field, header] as const],
  )

/** Tables that a return of a year has not got: a row that came in one all the same has its file. */
const since: Readonly<Partial<Record<Ssda903Table, number>>> = { swEpisodes: 2024, dolo: 2027 }

/** The CSV set: a text a file. A table of the year that has no rows has its header alone. */
export function ssda903Csvs(children: readonly ReturnChild[], year: number): Map<string, string> {
  const byTable = Map.groupBy(
    children.flatMap(({ rows }) => rows.filter(({ table }) => table in ssda903)),
    ({ table }) => table,
  )
  const files = new Map<string, string>()
  for (const { name, columns } of Object.values(ssda903)) {
    const rows = byTable.get(name) ?? []
    if (rows.length === 0 && (since[name] ?? 0) > year) continue
    const named = csvColumns(columns)
    const lines = rows.map((row) => csvLine(named.map(([field]) => textOf(row, field))))
    files.set(fileNames[name], csvLine(named.map(([, header]) => header)) + lines.join(''))
  }
  return files
}

export const textOf = ({ cells }: ReturnRow, field: string): string => cells[field]?.text ?? ''
