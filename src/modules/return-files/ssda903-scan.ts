import { csvReader } from '../../platform/files/csv.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import { readText } from '../../platform/files/text.ts'
import type { CsvLayout } from './csv-layout.ts'
import { readDay } from './days-written.ts'
import { ssda903, type Ssda903Table } from './ssda903-tables.ts'
import { commonestYear, yearOf } from './years.ts'

/** Days that fall in the year of the return. Birth and adoption days, and reviews (which may be planned), tell nothing of it. */
const telling: Readonly<Partial<Record<Ssda903Table, readonly string[]>>> = {
  episodes: ['decom', 'dec'],
  missing: ['misStart', 'misEnd'],
  swEpisodes: ['swDecom', 'swDec'],
  dolo: ['doloStart', 'doloEnd'],
  reviews: ['review'],
}

/** Which table to ask first for the year of a set. */
export const tellingFirst: readonly Ssda903Table[] = ['episodes', 'missing', 'swEpisodes', 'dolo', 'reviews']

export interface Scan {
  /** The year most of its telling days fall in, or null. */
  readonly year: number | null
  readonly children: ReadonlySet<string>
}

/** Reads a CSV through for its year, and if asked the children in it. */
export async function scanCsv(facts: FileFacts, layout: CsvLayout, withChildren: boolean): Promise<Scan> {
  const names = Object.keys(ssda903[layout.table].columns)
  const days = (telling[layout.table] ?? []).map((field) => layout.cells[names.indexOf(field)] ?? -1)
  const child = layout.cells[0] ?? 0
  const children = new Set<string>()
  const count = yearCounter()
  const reader = csvReader(layout.delimiter, (record) => {
    for (const cell of days) count.add(record.text(cell))
    if (withChildren) children.add(record.text(child).trim())
  })
  if (days.length > 0 || withChildren) {
    for await (const piece of readText(facts.path, facts.encoding)) reader.write(piece)
    reader.end()
  }
  return { year: count.year(), children }
}

/** Counts days by the year they fall in; what is not a day is passed over. */
export function yearCounter() {
  const years = new Map<string, number | null>()
  const counts = new Map<number, number>()
  const read = (text: string): number | null => {
    const found = readDay(text.trim(), 'british', null)
    return found && yearOf(found.day)
  }
  return {
    add(text: string): void {
      if (text === '') return
      let year = years.get(text)
      if (year === undefined) years.set(text, (year = read(text)))
      if (year !== null) counts.set(year, (counts.get(year) ?? 0) + 1)
    },
    year: () => commonestYear(counts),
  }
}
