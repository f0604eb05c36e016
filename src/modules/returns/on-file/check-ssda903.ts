import { openSubmission, ssda903, type Submission } from '../../return-files/index.ts'
import { checkChildren, type CheckOptions, type ReturnFinding, wholeWith } from '../ssda903/check.ts'
import type { Child } from '../ssda903/child.ts'
import { tables } from '../ssda903/gather.ts'
import { packOf } from '../ssda903/packs.ts'
import type { Postcodes } from '../ssda903/postcodes.ts'
import { runnable } from '../ssda903/run.ts'
import type { Whole } from '../ssda903/whole.ts'
import { collectionYear } from '../year.ts'
import { type CheckedFiles, type Found, NotThatReturn, type TableRead } from './found.ts'
import { ownAuthority } from './own-authority.ts'
import { readPostcodes } from './postcode-file.ts'
import { readProviders } from './provider-list.ts'
import { readingFound, strangers, whyNone } from './reading.ts'
import { returnAtHand, type ReturnAtHand } from './return-at-hand.ts'

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
  /** Lists at hand already, where no file of the kind is given. */
  readonly lists?: Pick<CheckOptions, 'providers' | 'postcodes'>
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
  const given = await returnAtHand(submission, year, files.lastYear !== undefined)
  const { whole, remarks } = await wholeAtHand(files, submission, given)
  const unasked = passedOver(whole)
  const read = performance.now()
  const making = new Making(given.each(whole))
  const byRules = checkChildren(making, whole).filter(({ rule }) => !unasked.includes(rule))
  const ended = performance.now()
  const isLastYears = (file: number): boolean => submission.files[file]?.year === year - 1
  const findings = [...submission.findings, ...strangers(submission, 'ssda903'), ...given.findings()]
  const reading = readingFound(findings, titleOf, isLastYears)
  return {
    of: 'ssda903',
    year,
    tables: [...counts(given, false), ...counts(given, true)],
    children: given.children,
    rules: packOf(year).size,
    passedOver: unasked,
    remarks,
    found: [...reading, ...byRules.map((finding, at) => foundOf(finding, reading.length + at + 1))],
    took: { reading: read - began + making.took, rules: ended - read - making.took },
  }
}

/** Children's rows are made between one run of the rules and the next: the time it takes belongs to reading. */
class Making implements Iterable<Child> {
  took = 0
  readonly #children: Iterable<Child>

  constructor(children: Iterable<Child>) {
    this.#children = children
  }

  *[Symbol.iterator](): Generator<Child> {
    let asked = performance.now()
    for (const child of this.#children) {
      this.took += performance.now() - asked
      yield child
      asked = performance.now()
    }
    this.took += performance.now() - asked
  }
}

async function open({ year, paths, lastYear }: Ssda903Files): Promise<Submission> {
  const given = [
    ...paths.map((path) => ({ path, year })),
    ...(lastYear === undefined ? [] : [{ path: lastYear, year: year - 1 }]),
  ]
  const submission = await openSubmission(given, { hashed: false })
  const isOfThisYear = submission.files.some((file) => file.kind === 'ssda903' && file.year === year)
  if (!isOfThisYear) throw new NotThatReturn(whyNone(submission, 'a table of an SSDA903 return'))
  return submission
}

/** What the return is held against, and what had to be taken for granted. */
async function wholeAtHand(
  files: Ssda903Files,
  submission: Submission,
  given: ReturnAtHand,
): Promise<{ whole: Whole; remarks: string[] }> {
  const postcodes =
    files.postcodes === undefined ? files.lists?.postcodes : await readPostcodes(files.postcodes)
  const providers =
    files.providers === undefined ? files.lists?.providers : await readProviders(files.providers, postcodes)
  const authority = files.authority ?? inferred(given, postcodes)
  const xml = submission.files.some(({ kind, table }) => kind === 'ssda903' && table === null)
  const options = {
    xml,
    ...(postcodes === undefined ? {} : { postcodes }),
    ...(providers === undefined ? {} : { providers }),
    ...(authority === null ? {} : { authority }),
  }
  const lastYears = [...given.counts(true).keys()].map((table) => `lastYear.${table}` as const)
  const has = [...given.counts(false).keys(), ...lastYears]
  return {
    whole: wholeWith({ has, upns: given.upns() }, collectionYear(files.year), options),
    remarks:
      files.authority !== undefined || authority === null
        ? []
        : [`The authority is taken to be ${authority}, where most of the children’s homes are.`],
  }
}

const inferred = (given: ReturnAtHand, postcodes: Postcodes | undefined): string | null =>
  postcodes === undefined ? null : ownAuthority(given.homePostcodes(), postcodes)

function passedOver(whole: Whole): string[] {
  const rules = [...packOf(whole.year.ends).values()]
  const asked = new Set(runnable(rules, whole))
  // 229 asks whose a provider is: its postcode tells, beside our own code.
  const tellsWhose = whole.has.has('postcodes') && whole.authority !== null
  return rules.filter((rule) => !asked.has(rule) || (rule.id === '229' && !tellsWhose)).map(({ id }) => id)
}

const counts = (given: ReturnAtHand, ofLastYear: boolean): TableRead[] =>
  [...given.counts(ofLastYear)].map(([table, rows]) => ({ table: ssda903[table].title, ofLastYear, rows }))

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
