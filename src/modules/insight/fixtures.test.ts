import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import exceljs from 'exceljs'
import { bookOf } from '../../app/book.ts'
import { day, daysBetween, instant, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { runImport } from '../import/index.ts'
import { openSubmission } from '../return-files/index.ts'
import { findMeasure } from './every-measure.ts'
import { figuresOf } from './figures.ts'
import { stretchTo } from './stretch.ts'

/*
 * Files others made, counted twice: by the measure, from the record they were imported into, and here, from the file itself in
 * a few lines that read nothing of ours.
 */

const root = join(import.meta.dirname, '../../..')
const fixtures = join(process.env['HOLDFAST_SHARED'] ?? join(root, '../shared'), 'returns/fixtures')
const here = existsSync(fixtures)
if (!here && process.env['HOLDFAST_REQUIRE_SHARED'] === '1')
  throw new Error('the shared fixtures are not there')
if (!here) console.log('0 of 3 shared cases ran')

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function imported(files: readonly string[]): Promise<Db> {
  const db = await freshDb()
  opened.push(db)
  const submission = await openSubmission(files.map((file) => join(fixtures, file)))
  const outcome = await runImport(
    bookOf(db, () => instant('2026-11-22T10:00:00+00:00')),
    submission,
    {},
  )
  assert.equal(outcome.kind, 'committed')
  return db
}

async function told(db: Db, id: string, on: Day): Promise<string> {
  const measure = findMeasure(id)
  assert.ok(measure)
  const all = (await figuresOf(db, measure, [stretchTo(on, measure.over)])).find(({ teamId }) => teamId === null)
  return `${all?.numerator} of ${all?.denominator}`
} // prettier-ignore

const counted = (some: readonly unknown[], all: readonly unknown[] = some): string =>
  `${some.length} of ${all.length}`

describe('the children in need census', { skip: !here }, () => {
  const on = day('2021-03-31')
  const inYear = (at: string): boolean => at > '2020-03-31' && at <= '2021-03-31'
  let db: Db
  let episodes: { child: string; [element: string]: string }[]

  before(async () => {
    const file = 'cin-census/fake_CIN_data.xml'
    db = await imported([file])
    const text = readFileSync(join(fixtures, file), 'utf8')
    const all = text.split('<Child>').slice(1).flatMap((child) => {
      const id = /<LAchildID>([^<]*)/.exec(child)?.[1] ?? ''
      return child.split('<CINdetails>').slice(1).map((details) => ({
        child: id,
        ...Object.fromEntries([...(details.split('</CINdetails>')[0] ?? '').matchAll(/<(\w+)>([^<]*)<\/\w+>/g)].map(([, name = '', value = '']) => [name, value])),
      }))
    })
    // Two episodes of a child that begin on one day are one episode, as the census has it.
    episodes = [...new Map(all.map((one) => [`${one.child} ${(one as Record<string, string>)['CINreferralDate']}`, one])).values()]
    assert.ok(episodes.length > 380)
  }) // prettier-ignore

  const of = (name: string, where: (value: string) => boolean) =>
    episodes.filter((one) => where(one[name] ?? ''))
  it('tells the referrals of a year, and those from the police', async () => {
    const year = of('CINreferralDate', inYear)
    assert.ok(year.length > 20)
    assert.equal(await told(db, 'referrals_number', on), counted(year))
    assert.equal(await told(db, 'referrals_source_police_pct', on), counted(year.filter((one) => one['ReferralSource'] === '6'), year))
  }) // prettier-ignore
  it('tells the referrals with no further action', async () => {
    const year = of('CINreferralDate', inYear)
    const none = year.filter((one) => ['true', '1'].includes(one['ReferralNFA'] ?? ''))
    assert.equal(await told(db, 'referrals_nfa_pct', on), counted(none, year))
  })
  it('tells the children referred again within 365 days', async () => {
    const year = of('CINreferralDate', inYear)
    const days = (later: string, earlier: string): number => daysBetween(day(earlier), day(later))
    const again = year.filter(({ child, CINreferralDate: at = '' }) =>
      episodes.some((one) => {
        const since = days(at, one['CINreferralDate'] ?? '')
        return one.child === child && since > 0 && since <= 365
      }),
    )
    assert.equal(await told(db, 'rereferral_12m_pct', on), counted(again, year))
  })
  it('tells the children in need on a day', async () => {
    const open = episodes.filter(({ CINreferralDate: from = '', CINclosureDate: to = '', ReasonForClosure: why = '', ReferralNFA: none = '' }) =>
      from !== '' && from <= on && !['true', '1'].includes(none) && (to === '' ? why === '' : to > on))
    assert.equal(await told(db, 'cin_rate', on), counted(open))
  }) // prettier-ignore
})

describe('the looked-after return', { skip: !here }, () => {
  const on = day('2018-03-31')
  const inYear = (at: string): boolean => at > '2017-03-31' && at <= '2018-03-31'
  const names = ['header', 'episodes', 'reviews', 'missing', 'oc2', 'oc3', 'uasc', 'ad1', 'placed_for_adoption', 'previous_permanence'] // prettier-ignore
  let db: Db
  const rows = (name: string): Record<string, string>[] => {
    const [head = '', ...lines] = readFileSync(join(fixtures, `ssda903/${name}.csv`), 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/)
    return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [head.split(',')[i] ?? '', iso(cell)])))
  } // prettier-ignore
  const iso = (cell: string): string => cell.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1')

  before(async () => {
    db = await imported(names.map((name) => `ssda903/${name}.csv`))
  })

  /** One for each child and first day: a second of the same day is the same episode, said again. */
  const episodes = () => [
    ...new Map(rows('episodes').map((one) => [`${one['CHILD']} ${one['DECOM']}`, one])).values(),
  ]
  /** The last episode begun by the day says: in care until its last day, and for good where it has none. */
  const inCare = () => {
    const begun = episodes().filter(({ DECOM = '' }) => DECOM !== '' && DECOM <= on)
    const last = new Map(begun.toSorted((one, other) => (one['DECOM'] ?? '').localeCompare(other['DECOM'] ?? '')).map((one) => [one['CHILD'], one]))
    return [...last.values()].filter(({ DEC = '', REC = '', LS = '' }) => (DEC === '' ? REC === '' || REC === 'X1' : DEC > on) && !['V3', 'V4'].includes(LS))
  } // prettier-ignore

  it('tells the children in our care on a day', async () => {
    const ours = await told(db, 'cla_rate', on)
    assert.equal(ours, counted(inCare()))
  })
  it('tells the children who came into care in a year', async () => {
    const came = episodes().filter(({ DECOM = '', RNE, LS = '' }) => RNE === 'S' && inYear(DECOM) && !['V3', 'V4'].includes(LS))
    assert.equal(await told(db, 'cla_starts_rate', on), counted([...new Set(came.map(({ CHILD }) => CHILD))]))
  }) // prettier-ignore
  // A child whose birthday is not known is counted.
  const isFour = (bornOn: string | undefined, at: string): boolean =>
    bornOn === undefined || bornOn === '' || `${Number(bornOn.slice(0, 4)) + 4}${bornOn.slice(4)}` <= at
  it('tells the reviews in which the child took part', async () => {
    const born = new Map(rows('header').map(({ CHILD = '', DOB = '' }) => [CHILD, DOB]))
    // Of two reviews of a child on one day the one said first stands, as in the record.
    const held = [...new Map(rows('reviews').toReversed().map((one) => [`${one['CHILD']} ${one['REVIEW']}`, one])).values()]
      .filter(({ CHILD = '', REVIEW = '', REVIEW_CODE }) => inYear(REVIEW) && REVIEW_CODE !== 'PN0' && REVIEW_CODE !== '' && isFour(born.get(CHILD), REVIEW)) // prettier-ignore
    const heard = held.filter(({ REVIEW_CODE = '' }) =>
      ['PN1', 'PN2', 'PN3', 'PN5', 'PN6'].includes(REVIEW_CODE),
    )
    assert.equal(await told(db, 'cla_review_participation_pct', on), counted(heard, held))
  })
})

describe('the inspection’s lists', { skip: !here }, () => {
  it('tell the contacts and referrals of a year', async () => {
    const file = 'annex-a/Annex_A_2024_Jan.xlsx'
    const db = await imported([file])
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(join(fixtures, file))
    const days = (list: RegExp, column: RegExp): string[] => {
      const sheet = book.worksheets.find(({ name }) => list.test(name))
      const head = (sheet?.getRow(1).values ?? []) as unknown[]
      const at = head.findIndex((text) => column.test(String(text)))
      return (sheet?.getRows(2, 50) ?? []).flatMap((row) => {
        const value = row.getCell(at).value
        // A day of a workbook is read as an instant at midnight, in JSON as in ISO 8601.
        const text = typeof value === 'object' ? String(JSON.parse(JSON.stringify(value))) : ''
        return /^\d{4}-\d\d-\d\dT/.test(text) ? [text.slice(0, 10)] : []
      })
    }
    for (const [id, found] of [
      ['contacts_number', days(/^list 1$/i, /date of contact/i)],
      ['referrals_number', days(/^list 3$/i, /date of referral/i)],
    ] as const) {
      const last = found.toSorted().at(-1)
      assert.ok(last, `${id}: ${book.worksheets.map(({ name }) => name).join(', ')}`)
      const year = found.filter((at) => at > `${Number(last.slice(0, 4)) - 1}${last.slice(4)}`)
      assert.equal(await told(db, id, day(last)), counted(year), id)
    }
  })
})
