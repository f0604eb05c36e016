import {
  cin,
  openSubmission,
  type CinChild,
  type Finding,
  type SubmittedFile,
  type Submission,
} from '../../return-files/index.ts'
import { checkCin, type CinFinding } from '../cin/check.ts'
import type { Mark } from '../cin/declare.ts'
import { packOf } from '../cin/packs.ts'
import { type CheckedFiles, type Found, NotThatReturn, type TableRead } from './found.ts'
import { readingFound, strangers, whyNone } from './reading.ts'

export interface CinFiles {
  /** The year the census ends in: 2026 is 2025/26. */
  readonly year: number
  /** The one file of the census. */
  readonly path: string
  /** Our own three-figure number; a census from another is told of. */
  readonly authority?: string
}

/**
 * Checks a children in need census as it lies in a file. Nothing of it is kept.
 *
 * @throws NotThatReturn when the file is no census
 * @throws HostileFile or BrokenFile when it must not be read
 */
export async function checkCinFiles({ year, path, authority }: CinFiles): Promise<CheckedFiles> {
  const began = performance.now()
  const submission = await openSubmission([{ path, year }], {
    hashed: false,
    ...(authority === undefined ? {} : { authority }),
  })
  const file = theCensus(submission)
  const findings: Finding[] = [...submission.findings, ...strangers(submission, 'cin')]
  const children: CinChild[] = []
  for await (const batch of submission.cin()) {
    for (const child of batch.rows) children.push(child)
    for (const finding of batch.findings) findings.push(finding)
  }
  const read = performance.now()
  const byRules = checkCin(children, file.census, { year })
  const ended = performance.now()
  const reading = readingFound(findings, titleOf, () => false)
  return {
    of: 'cin',
    year,
    tables: counts(children),
    children: children.length,
    rules: packOf(year).length,
    passedOver: [],
    remarks: [],
    found: [...reading, ...byRules.flatMap((finding, at) => foundOf(finding, reading.length + at + 1))],
    took: { reading: read - began, rules: ended - read },
  }
}

function theCensus(submission: Submission): SubmittedFile {
  const [file, another] = submission.files.filter(({ kind, copyOf }) => kind === 'cin' && copyOf === null)
  if (file === undefined) throw new NotThatReturn(whyNone(submission, 'a children in need census'))
  if (another !== undefined) throw new NotThatReturn('there are several censuses here: check them one by one')
  return file
}

/** The lists that stand beneath a row, by the table of what is in them. */
const lists = {
  disabilities: cin.disability,
  episodes: cin.episode,
  assessments: cin.assessment,
  factors: cin.factor,
  cinPlans: cin.cinPlan,
  section47s: cin.section47,
  cpPlans: cin.cpPlan,
  reviews: cin.review,
  preProceedings: cin.preProceedings,
}

function counts(children: readonly CinChild[]): TableRead[] {
  const rows = new Map<string, number>([[cin.child.title, children.length]])
  for (const { title } of Object.values(lists)) rows.set(title, 0)
  for (const child of children) countWithin(child, rows)
  return [...rows].map(([table, count]) => ({ table, ofLastYear: false, rows: count }))
}

function countWithin(row: object, rows: Map<string, number>): void {
  for (const [list, { title }] of Object.entries(lists)) {
    const inner: unknown = Reflect.get(row, list)
    if (!Array.isArray(inner)) continue
    rows.set(title, (rows.get(title) ?? 0) + inner.length)
    for (const each of inner) countWithin(each, rows)
  }
}

const titles = new Map<string, string>(Object.values(cin).map(({ name, title }) => [name, title]))
const titleOf = (table: string): string => titles.get(table) ?? table

/** A line for each cell it stands at; one without a cell where it stands at none. */
function foundOf({ rule, level, message, child, at }: CinFinding, number: number): Found[] {
  const finding = { finding: number, by: 'rule', rule, level, ofLastYear: false, child, message } as const
  if (at.length === 0) return [{ ...finding, table: null, file: null, line: null, field: null }]
  return at.flatMap(({ row, fields }) =>
    (fields.length === 0 ? [null] : fields).map((field) => ({
      ...finding,
      table: titleOf(row.table),
      file: row.file + 1,
      line: row.line,
      field: field === null ? null : columnOf(row, field),
    })),
  )
}

function columnOf({ table }: Mark['row'], field: string): string {
  const columns: Readonly<Record<string, { readonly header: string }>> = cin[table].columns
  const beneath: Readonly<Record<string, { readonly element: string }>> = lists
  return columns[field]?.header ?? beneath[field]?.element ?? field
}
