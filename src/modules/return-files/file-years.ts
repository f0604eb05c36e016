import { readText } from '../../platform/files/text.ts'
import { xmlReader } from '../../platform/files/xml.ts'
import type { CinHeaderRow } from './cin-tables.ts'
import type { Report } from './finding.ts'
import { named } from './named.ts'
import { yearCounter } from './ssda903-scan.ts'
import { setsOf, type CsvFile } from './ssda903-sets.ts'
import { ssda903Containers } from './ssda903-xml-rows.ts'
import type { OpenedFile } from './submission.ts'
import { yearName } from './years.ts'

/** Works out the year of every file: as stated, or from the days in it. */
export async function yearsOf(opened: readonly OpenedFile[], report: Report): Promise<readonly OpenedFile[]> {
  const years = new Map<number, number | null>()
  const csvs: CsvFile[] = opened.flatMap(({ file, facts, recognised, stated }) =>
    recognised.kind === 'ssda903' && file.copyOf === null
      ? [{ index: file.index, facts, layout: recognised.layout, stated }]
      : [],
  )
  for (const set of await setsOf(csvs)) for (const file of set.files) years.set(file.index, set.year)
  for (const each of opened) {
    if (each.recognised.kind === 'ssda903-xml')
      years.set(each.file.index, each.stated ?? (await named(each.file.label, xmlYear(each))))
    if (each.recognised.kind === 'cin')
      years.set(each.file.index, each.stated ?? cinYear(each, each.recognised.header, report))
  }
  return opened.map((each) => withYear(each, years.get(each.file.copyOf ?? each.file.index) ?? null))
}

function withYear(each: OpenedFile, year: number | null): OpenedFile {
  return {
    ...each,
    file: {
      ...each.file,
      year,
      label: `${each.file.label}: ${nameOf(each)}${year === null ? '' : ` ${yearName(year)}`}`,
    },
  }
}

function nameOf({ recognised }: OpenedFile): string {
  if (recognised.kind === 'ssda903') return `SSDA903 ${recognised.layout.table}`
  if (recognised.kind === 'ssda903-xml') return 'SSDA903 XML'
  if (recognised.kind === 'cin') return 'CIN census'
  return recognised.kind === 'annex-a' ? 'Annex A' : 'not recognised'
}

async function xmlYear({ facts }: OpenedFile): Promise<number | null> {
  const count = yearCounter()
  const reader = xmlReader(ssda903Containers, (child) => {
    for (const episode of child.elements)
      for (const cell of episode.elements)
        if (cell.name === 'DECOM' || cell.name === 'DEC') count.add(cell.text)
  })
  for await (const piece of readText(facts.path, facts.encoding)) reader.write(piece)
  reader.end()
  return count.year()
}

/** A census is taken on 31 March (rule 100). When the day given is another, the stated year is believed, then the day's own. */
function cinYear({ file }: OpenedFile, header: CinHeaderRow | null, report: Report): number | null {
  const { referenceDate: taken, year: stated } = header ?? { referenceDate: null, year: null }
  const own = taken === null ? null : Number(taken.slice(0, 4))
  const sound = isCensusDay(taken)
  const year = sound ? own : (stated ?? own)
  const message = doubtOf(year, sound && (stated ?? own) === own)
  const given = `${taken ?? 'none'}, Year ${stated ?? 'none'}`
  if (message !== null)
    report({ kind: 'unsure-year', file: file.index, column: 'ReferenceDate', given, message })
  return year
}

const isCensusDay = (day: string | null): boolean => day !== null && day.endsWith('-03-31')

function doubtOf(year: number | null, agreed: boolean): string | null {
  if (year === null)
    return 'This census does not say which year it is of. Put the 31 March it was taken on in ReferenceDate.'
  if (agreed) return null
  return `The reference date should be 31 March of the census year. This file is read as ${yearName(year)}: correct the header if that is not so.`
}
