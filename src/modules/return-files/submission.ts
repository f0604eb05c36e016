import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inspectFile, type FileFacts } from '../../platform/files/inspect.ts'
import type { AnnexAListName, AnnexARow } from './annex-a-lists.ts'
import { annexARows } from './annex-a-rows.ts'
import type { Batch } from './batch.ts'
import { cinRows } from './cin-rows.ts'
import type { CinChild, CinHeaderRow } from './cin-tables.ts'
import { csvRows, type OfChild } from './csv-rows.ts'
import type { Finding, Report } from './finding.ts'
import { eachBegunAhead } from './begun-ahead.ts'
import { holdCsv, wholeText, type ChildNumbers, type HeldCsv } from './held-csv.ts'
import { named, namedEach } from './named.ts'
import { recognise, type Recognised } from './recognise.ts'
import { ssda903XmlRows } from './ssda903-xml-rows.ts'
import type { Ssda903Row, Ssda903Table } from './ssda903-tables.ts'
import { tellOfFiles } from './tell-of-files.ts'
import { yearsOf } from './file-years.ts'

type ReturnKind = 'ssda903' | 'cin' | 'annex-a'

/** One file as it was given. */
export interface SubmittedFile {
  readonly index: number
  readonly path: string
  /** What a person is shown for it; file names are not, because they may hold a child's name. */
  readonly label: string
  readonly kind: ReturnKind | null
  /** The table of an SSDA903 CSV; null for other files, which hold several. */
  readonly table: Ssda903Table | null
  /** The year the return ends in, or null when it has none or it cannot be told. */
  readonly year: number | null
  /** Three-figure number of the authority the file says it is from; only the CIN census says. */
  readonly authority: string | null
  /** What the CIN census says of itself at its top; null where it does not, and for other files. */
  readonly census: CinHeaderRow | null
  readonly size: number
  /** Empty where the submission was opened without `hashed`. */
  readonly sha256: string
  /** The index of an earlier file this is a copy of; copies are not read. */
  readonly copyOf: number | null
}

/** Files given together: recognised, not yet read through. */
export interface Submission {
  readonly files: readonly SubmittedFile[]
  readonly kinds: readonly ReturnKind[]
  /** Years the returns end in, latest first. */
  readonly years: readonly number[]
  /** What was found of the files themselves; what is found in rows comes with the rows. */
  readonly findings: readonly Finding[]
  /**
   * SSDA903 rows, CSV or XML, of every table or of one. A pass through the files each time it is asked. Where only some
   * children are asked for a CSV gives no others; an XML return still gives all.
   */
  ssda903<T extends Ssda903Table = Ssda903Table>(select?: {
    table?: T
    year?: number
    children?: OfChild
  }): AsyncGenerator<Batch<Ssda903Row<T>>>
  /**
   * SSDA903 CSVs of a year held as text, to be read child by child; null where there is an XML return, or a file too large to hold.
   * What is found of the files is reported now, and of a row's cells when it is made.
   */
  heldSsda903(
    year: number,
    told: { readonly numbers: ChildNumbers; readonly report: Report },
  ): Promise<readonly HeldCsv[] | null>
  /** CIN census children, each with everything beneath them. */
  cin(select?: { year?: number }): AsyncGenerator<Batch<CinChild>>
  /** Annex A rows, of every list or of one. */
  annexA<L extends AnnexAListName = AnnexAListName>(select?: {
    list?: L
  }): AsyncGenerator<Batch<AnnexARow<L>>>
}

/** A file or folder, or one whose year whoever gives it states. */
export type GivenPath = string | { readonly path: string; readonly year: number }

export interface OpenOptions {
  /** Our own three-figure number; a file from another authority is told of. */
  readonly authority?: string
  /** False where nothing of the files is kept: only files of one size are hashed then, to find copies. */
  readonly hashed?: boolean
}

export interface OpenedFile {
  readonly file: SubmittedFile
  readonly facts: FileFacts
  readonly recognised: Recognised
  readonly stated: number | null
}

/**
 * Opens files given together: hashes each, recognises it by its content and works out its year. Folders are read through.
 *
 * @throws HostileFile or BrokenFile, with the file's label in the message, when any of them must not be read.
 */
export async function openSubmission(
  given: readonly GivenPath[],
  options: OpenOptions = {},
): Promise<Submission> {
  const findings: Finding[] = []
  const report: Report = (finding) => void findings.push(finding)
  const opened: OpenedFile[] = []
  const files = await filesOf(given)
  const isHashed = options.hashed === false ? await haveTheSize(files) : () => true
  const inspected = eachBegunAhead(files, async ({ path }) => inspectFile(path, { hashed: isHashed(path) }))
  for (const [{ year }, facts] of inspected) opened.push(await openFile(facts, year, opened, report))
  const dated = await yearsOf(opened, report)
  tellOfFiles(dated, options, report)
  return submission(dated, findings)
}

async function filesOf(
  given: readonly GivenPath[],
): Promise<readonly { path: string; year: number | null }[]> {
  const found: { path: string; year: number | null }[] = []
  for (const each of given) {
    const { path, year } = typeof each === 'string' ? { path: each, year: null } : each
    for (const file of await filesUnder(path)) found.push({ path: file, year })
  }
  return found
}

/** Whether another file has a file's size: no file is a copy of one of another size. */
async function haveTheSize(files: readonly { readonly path: string }[]): Promise<(path: string) => boolean> {
  const sizes = new Map<string, number>()
  for (const { path } of files) sizes.set(path, (await stat(path)).size)
  const ofSize = Map.groupBy(files, ({ path }) => sizes.get(path))
  return (path) => (ofSize.get(sizes.get(path))?.length ?? 0) > 1
}

async function filesUnder(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted()
}

async function openFile(
  inspected: Promise<FileFacts>,
  stated: number | null,
  before: readonly OpenedFile[],
  report: Report,
): Promise<OpenedFile> {
  const index = before.length
  const label = `File ${index + 1}`
  const facts = await named(label, inspected)
  const { path } = facts
  const isCopy = ({ file }: OpenedFile): boolean => file.sha256 === facts.sha256 && facts.sha256 !== ''
  const copyOf = before.find(isCopy)?.file.index ?? null
  const recognised = await named(label, recognise(index, facts, report))
  const kind =
    recognised.kind === 'unknown' ? null : recognised.kind === 'ssda903-xml' ? 'ssda903' : recognised.kind
  const table = recognised.kind === 'ssda903' ? recognised.layout.table : null
  const census = recognised.kind === 'cin' ? recognised.header : null
  const authority = census?.lea ?? null
  const { size, sha256 } = facts
  return {
    file: { index, path, label, kind, table, year: null, authority, census, size, sha256, copyOf },
    facts,
    recognised,
    stated,
  }
}

function submission(opened: readonly OpenedFile[], findings: readonly Finding[]): Submission {
  const read = opened.filter(({ file }) => file.copyOf === null)
  const kinds = new Set(opened.flatMap(({ file }) => (file.kind ? [file.kind] : [])))
  const years = new Set(opened.flatMap(({ file }) => (file.year === null ? [] : [file.year])))
  return {
    files: opened.map(({ file }) => file),
    kinds: [...kinds],
    years: [...years].toSorted((a, b) => b - a),
    findings,
    ssda903: (select = {}) => ssda903Rows(read, select),
    heldSsda903: async (year, told) => heldSsda903(read, year, told),
    cin: (select = {}) => cinChildren(read, select.year),
    annexA: (select = {}) => annexA(read, select.list),
  }
}

async function* ssda903Rows<T extends Ssda903Table>(
  opened: readonly OpenedFile[],
  select: { table?: T; year?: number; children?: OfChild },
): AsyncGenerator<Batch<Ssda903Row<T>>> {
  const isAsked = (row: Ssda903Row): row is Ssda903Row<T> =>
    select.table === undefined || row.table === select.table
  for (const { file, facts, recognised } of opened) {
    if (select.year !== undefined && file.year !== select.year) continue
    if (select.table !== undefined && file.table !== null && file.table !== select.table) continue
    const batches =
      recognised.kind === 'ssda903'
        ? csvRows(file.index, facts, recognised.layout, file.year, select.children)
        : recognised.kind === 'ssda903-xml'
          ? ssda903XmlRows(file.index, facts, file.year)
          : null
    if (batches === null) continue
    for await (const batch of namedEach(file.label, batches))
      yield { ...batch, ...asked(batch, isAsked, select.table) }
  }
}

/** Bytes. A text may have half a thousand million characters. */
const mostHeld = 1 << 28

async function heldSsda903(
  opened: readonly OpenedFile[],
  year: number,
  told: { readonly numbers: ChildNumbers; readonly report: Report },
): Promise<readonly HeldCsv[] | null> {
  const ofYear = opened.filter(({ file }) => file.kind === 'ssda903' && file.year === year)
  if (ofYear.some(({ file, recognised }) => recognised.kind !== 'ssda903' || file.size > mostHeld))
    return null
  const held: HeldCsv[] = []
  const texts = eachBegunAhead(ofYear, async ({ facts }) => wholeText(facts))
  for (const [{ file, recognised }, text] of texts)
    if (recognised.kind === 'ssda903')
      held.push(await named(file.label, holdCsv(file.index, text, recognised.layout, year, told)))
  return held
}

const asked = <R extends { table: string }, S extends R>(
  batch: Batch<R>,
  isAsked: (row: R) => row is S,
  table: string | undefined,
) => ({
  rows: batch.rows.filter(isAsked),
  findings:
    table === undefined
      ? batch.findings
      : batch.findings.filter((finding) => (finding.table ?? table) === table),
})

async function* cinChildren(
  opened: readonly OpenedFile[],
  year: number | undefined,
): AsyncGenerator<Batch<CinChild>> {
  for (const { file, facts, recognised } of opened) {
    if (recognised.kind !== 'cin' || (year !== undefined && file.year !== year)) continue
    yield* namedEach(file.label, cinRows(file.index, facts, file.year))
  }
}

async function* annexA<L extends AnnexAListName>(
  opened: readonly OpenedFile[],
  list: L | undefined,
): AsyncGenerator<Batch<AnnexARow<L>>> {
  const isAsked = (row: AnnexARow): row is AnnexARow<L> => list === undefined || row.table === list
  for (const { file, recognised } of opened) {
    if (recognised.kind !== 'annex-a') continue
    for (const sheet of recognised.sheets) {
      const batch = annexARows(file.index, sheet.layout, sheet.rows)
      yield { ...batch, ...asked(batch, isAsked, list) }
    }
  }
}
