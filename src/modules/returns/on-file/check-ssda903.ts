import { openSubmission, ssda903, type Finding, type Submission } from '../../return-files/index.ts'
import { checkSsda903, type CheckOptions, type ReturnFinding, wholeOf } from '../ssda903/check.ts'
import { tables } from '../ssda903/gather.ts'
import { packOf } from '../ssda903/packs.ts'
import type { Postcodes } from '../ssda903/postcodes.ts'
import { runnable } from '../ssda903/run.ts'
import type { ReturnTables, Ssda903Return } from '../ssda903/whole.ts'
import { collectionYear } from '../year.ts'
import { type CheckedFiles, type Found, NotThatReturn, type TableRead } from './found.ts'
import { ownAuthority } from './own-authority.ts'
import { readPostcodes } from './postcode-file.ts'
import { readProviders } from './provider-list.ts'
import { readingFound, strangers, whyNone } from './reading.ts'
import { tablesGiven } from './ssda903-given.ts'

/** The files of an SSDA903 return and what it may be held against. */
export interface Ssda903Files {
  /** The year the return ends in: 2026 is 2025/26. */
  readonly year: number
  /** Files and folders of this year's return. */
  readonly paths: readonly string[]
  readonly lastYear?: string
  /** Ofsted's lists, as workbooks. */
  readonly providers?: readonly string[]
  /** A postcode directory, as CSV. */
  readonly postcodes?: string
  /** GSS code of the authority that returns; without it, the one most children's homes are in. */
  readonly authority?: string
}

/**
 * Checks an SSDA903 return as it lies in files. Nothing of it is kept.
 *
 * @throws NotThatReturn when none of the files of this year is of an SSDA903
 * @throws HostileFile or BrokenFile, naming the file by its number, when one must not be read
 */
export async function checkSsda903Files(files: Ssda903Files): Promise<CheckedFiles> {
  const began = performance.now()
  const { year } = files
  const submission = await open(files)
  const findings: Finding[] = [...submission.findings, ...strangers(submission, 'ssda903')]
  const thisYear = await tablesGiven(submission, year, findings)
  const lastYear = files.lastYear === undefined ? null : await tablesGiven(submission, year - 1, findings)
  const given: Ssda903Return = lastYear === null ? { thisYear } : { thisYear, lastYear }
  const { options, remarks } = await aids(files, submission, thisYear)
  const read = performance.now()
  const unasked = passedOver(given, options)
  const byRules = checkSsda903(given, options).filter(({ rule }) => !unasked.includes(rule))
  const ended = performance.now()
  const isLastYears = (file: number): boolean => submission.files[file]?.year === year - 1
  const reading = readingFound(findings, titleOf, isLastYears)
  return {
    of: 'ssda903',
    year,
    tables: [...counts(thisYear, false), ...counts(lastYear ?? {}, true)],
    children: childrenIn(thisYear),
    rules: packOf(year).size,
    passedOver: unasked,
    remarks,
    found: [...reading, ...byRules.map((finding, at) => foundOf(finding, reading.length + at + 1))],
    took: { reading: read - began, rules: ended - read },
  }
}

async function open({ year, paths, lastYear }: Ssda903Files): Promise<Submission> {
  const submission = await openSubmission([
    ...paths.map((path) => ({ path, year })),
    ...(lastYear === undefined ? [] : [{ path: lastYear, year: year - 1 }]),
  ])
  const isOfThisYear = submission.files.some((file) => file.kind === 'ssda903' && file.year === year)
  if (!isOfThisYear) throw new NotThatReturn(whyNone(submission, 'a table of an SSDA903 return'))
  return submission
}

/** What the return is held against, and what had to be taken for granted. */
async function aids(
  files: Ssda903Files,
  submission: Submission,
  thisYear: ReturnTables,
): Promise<{ options: CheckOptions; remarks: string[] }> {
  const postcodes = files.postcodes === undefined ? undefined : await readPostcodes(files.postcodes)
  const providers =
    files.providers === undefined ? undefined : await readProviders(files.providers, postcodes)
  const authority = files.authority ?? inferred(thisYear, postcodes)
  const xml = submission.files.some(({ kind, table }) => kind === 'ssda903' && table === null)
  return {
    options: {
      year: files.year,
      xml,
      ...(postcodes === undefined ? {} : { postcodes }),
      ...(providers === undefined ? {} : { providers }),
      ...(authority === null ? {} : { authority }),
    },
    remarks:
      files.authority !== undefined || authority === null
        ? []
        : [`The authority is taken to be ${authority}, where most of the children’s homes are.`],
  }
}

const inferred = (thisYear: ReturnTables, postcodes: Postcodes | undefined): string | null =>
  postcodes === undefined ? null : ownAuthority(thisYear.episodes ?? [], postcodes)

function passedOver(given: Ssda903Return, options: CheckOptions): string[] {
  const pack = packOf(options.year)
  const asked = new Set(runnable(pack.values(), wholeOf(given, collectionYear(options.year), options)))
  const { postcodes, authority } = options
  // 229 asks whose a provider is: its postcode tells, beside our own code.
  const tellsWhose = postcodes !== undefined && authority !== undefined
  return [...pack.values()]
    .filter((rule) => !asked.has(rule) || (rule.id === '229' && !tellsWhose))
    .map(({ id }) => id)
}

function* counts(given: ReturnTables, ofLastYear: boolean): Generator<TableRead> {
  for (const table of tables) {
    const rows = given[table]
    if (rows !== undefined) yield { table: ssda903[table].title, ofLastYear, rows: rows.length }
  }
}

function childrenIn(given: ReturnTables): number {
  const ids = new Set<string>()
  for (const table of tables) for (const { child } of given[table] ?? []) if (child !== null) ids.add(child)
  return ids.size
}

const titles = new Map<string, string>(tables.map((table) => [table, ssda903[table].title]))
const titleOf = (table: string): string => titles.get(table) ?? table

const foundOf = ({ file, table, ...finding }: ReturnFinding, number: number): Found => ({
  finding: number,
  by: 'rule',
  rule: finding.rule,
  level: finding.level,
  table: titleOf(table),
  ofLastYear: finding.ofLastYear,
  file: file + 1,
  line: finding.line,
  field: finding.field,
  child: finding.child,
  message: finding.message,
})
