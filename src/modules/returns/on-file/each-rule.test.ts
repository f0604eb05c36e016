import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { hasShared, sharedReturns } from '../ssda903/shared.testing.ts'
import { checkCinFiles } from './check-cin.ts'
import { checkSsda903Files } from './check-ssda903.ts'
import type { CheckedFiles } from './found.ts'

/*
 * Return files of 500 children without a defect, changed in one place for one rule at a time: the rule, silent before, tells of that child.
 */
const folder = await mkdtemp(join(tmpdir(), 'each-'))
after(() => rm(folder, { recursive: true }))
const wholeFile = join(sharedReturns, 'conformance/whole-file')
const year = 2026

type Cells = Readonly<Record<string, string>>

/** A rule, the file to change, the cells to put into the first row that has all of the last. */
const breaches: readonly (readonly [rule: string, file: string, cells: Cells, filled?: readonly string[]])[] =
  [
    ['101', 'header', { SEX: '1' }],
    ['102', 'header', { DOB: '' }],
    ['103', 'header', { ETHNIC: 'XXXX' }],
    ['168', 'header', { UPN: 'I12345' }],
    ['171', 'header', { MC_DOB: 'soon' }],
    ['141', 'episodes', { DECOM: '31/02/2025' }],
    ['143', 'episodes', { RNE: 'Q' }],
    ['144', 'episodes', { LS: 'Z9' }],
    ['145', 'episodes', { CIN: 'N9' }],
    ['146', 'episodes', { PLACE: 'H5' }],
    ['147', 'episodes', { DEC: '99/01/2026' }],
    ['148', 'episodes', { REC: '' }, ['DEC']],
    ['149', 'episodes', { REC: 'E99' }, ['DEC']],
    ['178', 'episodes', { PLACE_PROVIDER: 'PR9' }],
    ['218', 'episodes', { URN: '' }, ['URN']],
    ['392c', 'episodes', { PL_POST: 'ZZ99 9ZZ' }],
    ['166', 'reviews', { REVIEW: '' }],
    ['167', 'reviews', { REVIEW_CODE: 'PN9' }],
    ['104', 'uasc', { DUC: 'soon' }],
    ['180', 'oc2', { SDQ_SCORE: '41' }],
    ['181', 'oc2', { TEETH_CHECK: '2' }],
    ['196', 'oc2', { SDQ_REASON: 'SDQ9' }],
    ['131', 'oc3', { IN_TOUCH: 'MAYBE' }],
    ['132', 'oc3', { ACTIV: 'Q' }],
    ['133', 'oc3', { ACCOM: 'Q' }],
    ['112', 'ad1', { DATE_INT: 'soon' }],
    ['113', 'ad1', { DATE_MATCH: 'soon' }],
    ['114', 'ad1', { FOSTER_CARE: '2' }],
    ['175', 'ad1', { NB_ADOPTR: '3' }],
    ['176', 'ad1', { SEX_ADOPTR: 'XX' }],
    ['177', 'ad1', { LS_ADOPTR: 'L9' }],
    ['115', 'placed_for_adoption', { DATE_PLACED: 'soon' }],
    ['120', 'placed_for_adoption', { REASON_PLACED_CEASED: 'RD9' }],
    ['567', 'missing', { MIS_END: '01/01/2020' }, ['MIS_START']],
    ['SW02STG1', 'sw_episodes', { SW_ID: '12345' }],
  ]

/** A rule of the census, and what to put for the first of something in the file. */
const censusBreaches: readonly (readonly [string, RegExp, string])[] = [
  ['100', /<ReferenceDate>[^<]*/, '<ReferenceDate>2026-03-30'],
  ['1510', /<UPN>[A-Z]/, '<UPN>I'],
  ['4180', /<Sex>[^<]*/, '<Sex>1'],
  ['4220', /<Ethnicity>[^<]*/, '<Ethnicity>ZZZZ'],
  ['8500', /<LAchildID>[^<]*/, '<LAchildID>'],
  ['8568', /<ReferralNFA>[^<]*/, '<ReferralNFA>2'],
  ['8608', /<AssessmentAuthorisationDate>[^<]*/, '<AssessmentAuthorisationDate>2020-01-01'],
  ['8620', /<CINclosureDate>[^<]*/, '<CINclosureDate>2026-04-01'],
  ['8805', /<ReasonForClosure>[^<]*<\/ReasonForClosure>/, ''],
  ['8866', /<ReferralSource>[^<]*/, '<ReferralSource>Z9'],
]

const thisYear = join(wholeFile, '500-clean/903/this_year')
const postcodes = join(wholeFile, 'postcodes.csv')

const of903 = (paths: readonly string[]): Promise<CheckedFiles> =>
  checkSsda903Files({ year, paths, lastYear: join(wholeFile, '500-clean/903/last_year'), postcodes })

/** The file with its row changed, and the child it is of. */
function changed(name: string, cells: Cells, filled: readonly string[]): { text: string; child: string } {
  const [header = '', ...rows] = readFileSync(join(thisYear, `${name}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/)
  const columns = header.split(',')
  const at = rows.findIndex((row) =>
    filled.every((column) => (row.split(',')[columns.indexOf(column)] ?? '') !== ''),
  )
  const row = (rows[at] ?? '').split(',')
  for (const [column, value] of Object.entries(cells)) row[columns.indexOf(column)] = value
  return { text: [header, ...rows.with(at, row.join(','))].join('\n'), child: row[0] ?? '' }
}

const childrenOf = ({ found }: CheckedFiles, rule: string): (string | null)[] =>
  found.filter((each) => each.rule === rule).map(({ child }) => child)

describe('each rule, broken in turn in a clean return, is seen', () => {
  const skip = !hasShared(breaches.length + censusBreaches.length)
  const names = skip || !existsSync(thisYear) ? [] : readdirSync(thisYear)
  const clean = skip ? null : of903([thisYear])

  for (const [rule, name, cells, filled = []] of breaches)
    it(`${rule} of ${name}`, { skip }, async () => {
      const { text, child } = changed(name, cells, filled)
      const path = join(folder, `${name}.csv`)
      await writeFile(path, text)
      const others = names.filter((other) => other !== `${name}.csv`).map((other) => join(thisYear, other))
      assert.deepEqual(clean && childrenOf(await clean, rule), [])
      assert.ok(childrenOf(await of903([...others, path]), rule).includes(child))
    })

  for (const [rule, from, to] of censusBreaches)
    it(`${rule} of the census`, { skip }, async () => {
      const text = readFileSync(join(wholeFile, '500-clean/cin/cin.xml'), 'utf8')
      const path = join(folder, 'census.xml')
      await writeFile(path, text.replace(from, to))
      const { found } = await checkCinFiles({ year, path })
      const findings = new Set(found.filter((each) => each.rule === rule).map(({ finding }) => finding))
      assert.equal(findings.size, 1)
    })
})
