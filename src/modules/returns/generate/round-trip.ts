import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../../platform/db/database.ts'
import { day, type Day, type Instant } from '../../../platform/dates/day.ts'
import { csvReader } from '../../../platform/files/csv.ts'
import { yearOf, type Submission, type SubmittedFile } from '../../return-files/index.ts'
import type { ReturnOf } from '../rows/came.ts'
import { compareRows, type BeyondCell, type Compared } from './compare.ts'
import { rawRows, type RawRow } from './raw-rows.ts'
import { beyondName, makeReturn, type MadeReturn } from './write.ts'
import { fileNames } from './ssda903-files.ts'

/** One return of a submission, made again and held against what came. */
export interface RoundTrip extends Compared {
  readonly of: ReturnOf
  readonly year: number
  /** Cells that came back out of the record, and those kept as they came beside it. */
  readonly fromRecord: number
  readonly asItCame: number
}

/**
 * Makes again each return of a submission that has been read in, and holds it against the files. Whoever calls reads it in
 * before, into a record that was empty.
 */
export async function roundTrip(
  db: Db,
  submission: Submission,
  { today, now, folder }: { readonly today: Day; readonly now: Instant; readonly folder: string },
): Promise<RoundTrip[]> {
  const files = submission.files.filter(({ kind, copyOf }) => kind !== null && copyOf === null)
  const groups = Map.groupBy(files, (file) => `${file.kind} ${yearFor(file, today)}`)
  const trips: RoundTrip[] = []
  for (const [name, some] of groups) {
    const [first] = some
    if (first?.kind == null) continue
    const into = join(folder, name.replace(' ', '-'))
    await mkdir(into, { recursive: true })
    const year = yearFor(first, today)
    const on = first.kind === 'annex-a' ? today : day(`${year}-03-31`)
    const asked = { of: first.kind, year, on }
    const made = await makeReturn(db, asked, { authority: '', now }, into)
    const compared = compareRows(
      first.kind,
      first.year,
      await rowsOf(some),
      await rowsMade(some, into),
      await beside(made, into),
    )
    trips.push({ ...compared, ...howMany(made), of: first.kind, year, ...topOf(some, compared) })
  }
  return trips
}

const yearFor = ({ kind, year }: SubmittedFile, today: Day): number =>
  kind === 'annex-a' ? 0 : (year ?? yearOf(today))

const rowsOf = async (files: readonly SubmittedFile[]): Promise<RawRow[]> =>
  (await Promise.all(files.map(rawRows))).flat()

/** The files made of the same kind as came: a table that did not come is not asked for again. */
async function rowsMade(files: readonly SubmittedFile[], folder: string): Promise<RawRow[]> {
  const rows: RawRow[] = []
  const seen = new Set<string>()
  for (const file of files) {
    const name =
      file.kind === 'cin'
        ? 'cin.xml'
        : file.kind === 'annex-a'
          ? 'annex-a.xlsx'
          : file.table === null
            ? 'xml/ssda903.xml'
            : fileNames[file.table]
    if (seen.has(name)) continue
    seen.add(name)
    rows.push(...(await rawRows({ ...file, path: join(folder, name) })))
  }
  return rows
}

async function beside({ files }: MadeReturn, folder: string): Promise<BeyondCell[]> {
  if (!files.some(({ name }) => name === beyondName)) return []
  const cells: BeyondCell[] = []
  const reader = csvReader(',', (record) => {
    cells.push({ child: record.text(1), name: record.text(2), text: record.text(3) })
  })
  reader.write(await readFile(join(folder, beyondName), 'utf8'))
  reader.end()
  return cells.slice(1)
}

function howMany({ children }: MadeReturn): Pick<RoundTrip, 'fromRecord' | 'asItCame'> {
  let [fromRecord, asItCame] = [0, 0]
  for (const { rows } of children)
    for (const { cells } of rows)
      for (const cell of Object.values(cells)) {
        if (cell.text === '') continue
        if (cell.asItCame) asItCame += 1
        else fromRecord += 1
      }
  return { fromRecord, asItCame }
}

/** The cells at the top of a census, which say who made the file. */
function topOf(
  files: readonly SubmittedFile[],
  { normalised, cells }: Compared,
): Pick<Compared, 'normalised' | 'cells'> {
  const top = files.reduce((sum, { census }) => sum + cellsAtTop(census), 0)
  return top === 0
    ? { normalised, cells }
    : { normalised: new Map([...normalised, ['top', top] as const]), cells: cells + top }
}

const cellsAtTop = (census: SubmittedFile['census']): number =>
  census === null
    ? 0
    : Object.entries(census).filter(
        ([name, value]) => value !== null && !['table', 'file', 'line', 'given', 'beyond'].includes(name),
      ).length
