import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Ssda903Row } from '../../return-files/index.ts'
import { checkSsda903, type ReturnFinding } from './check.ts'
import { packOf } from './packs.ts'
import { homes, places, told } from './scenario.testing.ts'
import type { ReturnTables, Ssda903Return } from './whole.ts'

const options = { year: 2027, providers: homes, postcodes: places, authority: 'E06000060' }

/** Rows with something wrong in nearly every table, of two children and of none. */
const muddle = `
  header sex=X dob=2012-05-01 mother=1 upn=UN4 | header sex=F dob=2012-05-01 upn=UN1 | header id=2 dob="31/02/2010" sex=M mcDob=2026-01-01
  | episodes decom=2026-05-01 dec=2026-06-01 rec=X1 rne=S ls=C2 cin=N1 place=U4 placeProvider=PR1 urn=SC1 homePost=AA1_1AA plPost=BB1_1BB
  | episodes decom=2026-05-01 rec=E11 rne=P ls=V3 place=T1 placeProvider=PR9 urn=222 plPost=ZZ9_9ZZ
  | episodes decom="32/05/2026" rne=P ls=L1 place=P1 reasonPlaceChange=CUSTOD
  | episodes id=2 decom=2026-04-01 rne=P ls=V4 place=A3 | episodes id=3 decom=2026-09-01 dec=2026-08-01 rec=E2
  | episodes id=3 decom=2026-09-02 rne=S ls=E1 place=K1
  | reviews review=2026-08-01 reviewCode=PN0 dob=2012-05-01 | uasc duc=2020-01-01 dob=2012-05-02 sex=M
  | oc2 sdqScore=77 convicted=1 dob=2012-05-01 | oc2 id=2 healthCheck=3 | oc3 inTouch=YES activ=0 accom=T1 dob=2009-05-01
  | ad1 dateInt=2026-09-01 nbAdoptr=2 sexAdoptr=M1 lsAdoptr=L3 | placedAdoption datePlaced=2026-08-01 datePlacedCeased=2026-07-01
  | placedAdoption datePlaced=2026-09-01 | prevPerm prevPerm=Z1 laPerm=000 datePerm="soon"
  | missing misStart=2026-05-10 misEnd=2026-05-09 missing=Q | missing misStart=2026-05-09 | missing id=3 misStart=2027-05-01
  | swEpisodes swId=Q swDecom=2027-05-01 swDec=2026-05-01 | swEpisodes swDecom=2026-06-01 swReason=NO
  | dolo doloStart=2026-05-02 doloEnd=2026-05-30 | dolo doloStart=2026-05-20 | header id=9 ethnic=Q | episodes id=9 rec=Q
  | last.header sex=M dob=2012-05-02 mother=0 upn=A1 | last.episodes decom=2025-05-01 ls=C1 place=K2 | last.missing misStart=2026-02-01
  | last.placedAdoption datePlaced=2025-08-01 | last.oc3 inTouch=DIED | last.dolo doloStart=2026-01-01 | last.uasc duc=2025-05-01`.replaceAll(
  /\s+/g,
  ' ',
)

const { given: whole } = told(muddle)
const shuffledBy = (keys: readonly number[], tables: ReturnTables): ReturnTables => {
  let at = 0
  const shuffled = Object.entries(tables).map(([table, rows]: [string, readonly Ssda903Row[]]) => [
    table,
    rows
      .map((row) => ({ row, key: keys[(at += 1) % keys.length] ?? 0 }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ row }) => row),
  ])
  return Object.fromEntries(shuffled) as ReturnTables
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

const rulesIn = (findings: readonly ReturnFinding[]) => new Set(findings.map(({ rule }) => rule))

describe('a check of a return', () => {
  it('finds the same whatever order rows and children come in', () => {
    const expected = checkSsda903(whole, options)
    assert.ok(rulesIn(expected).size > 100, `${rulesIn(expected).size} rules found something`)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 40, maxLength: 60 }), (keys) => {
        const shuffled: Ssda903Return = {
          thisYear: shuffledBy(keys, whole.thisYear),
          lastYear: shuffledBy(keys, whole.lastYear ?? {}),
        }
        assert.deepEqual(checkSsda903(shuffled, options), expected)
      }),
      { numRuns: 60 },
    )
  })

  it('changes nothing it is given: frozen through, it finds the same', () => {
    const expected = checkSsda903(whole, options)
    assert.deepEqual(checkSsda903(freeze(told(muddle).given), options), expected)
  })

  it('tells the rule, the row, the column, the child and what to do', () => {
    const { given } = told('header id=77 dob="31/02/2018" | header id=78 dob=2018-02-28')
    const found = checkSsda903({ thisYear: { header: given.thisYear.header ?? [] } }, { year: 2026 })
    assert.deepEqual(
      found.find(({ rule }) => rule === '102'),
      {
        rule: '102',
        level: 'error',
        table: 'header',
        ofLastYear: false,
        file: 0,
        line: 0,
        field: 'DOB',
        child: '77',
        message: 'Date of birth is blank or is not a date written dd/mm/yyyy.',
      },
    )
  })

  it('shows by last year’s own row what this year has none to show by', () => {
    const { given } = told('header | last.missing misStart=2026-03-30')
    const found = checkSsda903(given, options).filter(({ rule }) => rule === '576')
    assert.deepEqual(
      found.map(({ table, ofLastYear, field }) => ({ table, ofLastYear, field })),
      [{ table: 'missing', ofLastYear: true, field: 'MIS_START' }],
    )
  })

  it('passes over a rule whose table, list or directory was not given, and no other', () => {
    const { given } = told(
      'episodes decom=2026-05-01 rne=X urn=999 place=U4 ls=C2 homePost=ZZ9_9ZZ plPost=ZZ9_9ZZ',
    )
    const found = rulesIn(
      checkSsda903({ thisYear: { episodes: given.thisYear.episodes ?? [] } }, { year: 2027 }),
    )
    for (const rule of ['INT03', '1008', '392c', '169', 'NoE', '105']) assert.ok(!found.has(rule), rule)
    assert.ok(found.has('143'))
    assert.ok(rulesIn(checkSsda903(given, options)).has('392c'))
  })

  it('keeps rows without a child’s id apart from one another', () => {
    const { given } = told('header upn=Q | header upn=Q | episodes rne=Q')
    const strays = (given.thisYear.header ?? []).map((row) => ({ ...row, child: null }))
    const found = checkSsda903({ thisYear: { ...given.thisYear, header: strays } }, { year: 2026 })
    assert.equal(found.filter(({ rule }) => rule === '168').length, 2)
    assert.equal(found.filter(({ rule }) => rule === 'INT32').length, 0)
  })
})

describe('where the peers are wrong', () => {
  it('one unreadable DECOM is a finding, and every rule still runs on what can be read', () => {
    const rows =
      'episodes id=2 rne=Q ls=Q decom=2026-05-01 dec=2026-04-30 | episodes id=2 decom=2026-09-01 dec=2026-09-01'
    const without = checkSsda903(told(rows).given, options)
    const beside = checkSsda903(told(`${rows} | episodes id=5 decom="32/05/2026"`).given, options)
    assert.deepEqual(
      beside.filter(({ child }) => child === '2'),
      without.filter(({ child }) => child === '2'),
    )
    assert.ok(beside.some(({ rule, child }) => rule === '141' && child === '5'))
  })

  it('365 leaves open episodes open: what the others find does not depend on it', () => {
    const { given } = told('episodes decom=2026-05-01 ls=V3 rne=S | header dob=2008-01-01')
    const found = rulesIn(checkSsda903(given, options))
    assert.ok(found.has('365') && found.has('359'))
    assert.equal(given.thisYear.episodes?.[0]?.dec, null)
  })

  it('no rule of the last pack reads a column no upload has: 231, 233, 706, 709 and 710 run on real rows', () => {
    const { given } =
      told(`header dob=2018-01-01 | uasc dob=2018-01-01 | episodes reasonPlaceChange=CARPL place=K1 decom=2026-05-01
      | dolo doloStart=2026-05-02 doloEnd=2026-05-30`)
    const found = rulesIn(checkSsda903(given, options))
    for (const rule of ['231', '233', '709', '710']) assert.ok(found.has(rule), rule)
    const { dolo: _, ...lastYear } = given.lastYear ?? {}
    const withoutLast = rulesIn(checkSsda903({ thisYear: given.thisYear, lastYear }, options))
    assert.ok(!withoutLast.has('706') && withoutLast.has('709'))
    assert.ok(packOf(2027).has('706'))
  })

  it('347 and 165 speak of the codes files hold', () => {
    const { given } = told('oc3 accom=T1 dob=2009-05-01 | header sex=M mother=0 dob=2009-05-01 | episodes')
    const found = rulesIn(checkSsda903(given, options))
    assert.ok(found.has('347') && found.has('165'))
  })
})
