import { dirname } from 'node:path'
import type { CsvLayout } from './csv-layout.ts'
import type { FileFacts } from '../../platform/files/inspect.ts'
import { named } from './named.ts'
import { scanCsv, tellingFirst, type Scan } from './ssda903-scan.ts'
import type { Ssda903Table } from './ssda903-tables.ts'

export interface CsvFile {
  readonly index: number
  readonly facts: FileFacts
  readonly layout: CsvLayout
  /** The year whoever gave the file says it is of. */
  readonly stated: number | null
}

/** The files of one year's return. */
interface CsvSet {
  readonly year: number | null
  readonly files: readonly CsvFile[]
}

/**
 * Sorts the CSVs of a submission into years. Files of one folder belong together while no table comes twice; files that all lie
 * together are told apart by their children: each joins the episodes file that holds most of its children, the smaller when two do.
 */
export async function setsOf(files: readonly CsvFile[]): Promise<readonly CsvSet[]> {
  const groups = [...Map.groupBy(files, groupKey).values()]
  if (groups.every((group) => !repeats(group))) return Promise.all(mergeable(groups).map(setOfGroup))
  return byChildren(files)
}

const groupKey = (file: CsvFile): string => `${file.stated ?? ''}:${dirname(file.facts.path)}`

const repeats = (files: readonly CsvFile[]): boolean =>
  new Set(files.map((file) => file.layout.table)).size < files.length

/** Folders none of whose tables come twice are one return kept in several places. */
const mergeable = (groups: readonly (readonly CsvFile[])[]): readonly (readonly CsvFile[])[] =>
  groups.length > 1 && !repeats(groups.flat()) && groups.flat().every((file) => file.stated === null)
    ? [groups.flat()]
    : groups

async function setOfGroup(files: readonly CsvFile[]): Promise<CsvSet> {
  const stated = files.find((file) => file.stated !== null)?.stated
  if (stated !== undefined && stated !== null) return { year: stated, files }
  for (const table of tellingFirst) {
    const file = files.find((each) => each.layout.table === table)
    const year = file ? (await scanOf(file, false)).year : null
    if (year !== null) return { year, files }
  }
  return { year: null, files }
}

const scanOf = (file: CsvFile, withChildren: boolean): Promise<Scan> =>
  named(`File ${file.index + 1}`, scanCsv(file.facts, file.layout, withChildren))

interface Scanned extends CsvFile {
  readonly scan: Scan
}

async function byChildren(files: readonly CsvFile[]): Promise<readonly CsvSet[]> {
  const scanned: Scanned[] = []
  for (const file of files) scanned.push({ ...file, scan: await scanOf(file, true) })
  const sets = scanned
    .filter(isEpisodes)
    .map((file) => ({ year: file.stated ?? file.scan.year, anchor: file, files: [file] }))
  const left = new Set(scanned.filter((file) => !isEpisodes(file)))
  const choices = [...left].flatMap((file) =>
    sets.map((set) => ({ file, set, ...nearness(file, set.anchor) })),
  )
  for (const { file, set, shared } of choices.toSorted((a, b) => b.shared - a.shared || b.alike - a.alike)) {
    if (!left.has(file) || shared === 0 || set.files.some((each) => each.layout.table === file.layout.table))
      continue
    set.files.push(file)
    left.delete(file)
  }
  return [...sets, ...[...left].map((file) => ({ year: file.stated ?? file.scan.year, files: [file] }))]
}

const isEpisodes = (file: CsvFile): boolean => file.layout.table === ('episodes' satisfies Ssda903Table)

/** The share of a file's children that the episodes hold (0 when its own days are of another year), and how alike the two are. */
function nearness(file: Scanned, anchor: Scanned): { shared: number; alike: number } {
  const dated = file.layout.table !== 'reviews' && file.scan.year !== null && anchor.scan.year !== null
  if (dated && file.scan.year !== anchor.scan.year) return { shared: 0, alike: 0 }
  const [ours, theirs] = [file.scan.children, anchor.scan.children]
  const both = ours.intersection(theirs).size
  return { shared: both / Math.max(1, ours.size), alike: both / (ours.size + theirs.size - both || 1) }
}
