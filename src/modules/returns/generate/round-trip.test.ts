import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { bookOf } from '../../../app/book.ts'
import { day, instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { filesOf } from '../../../platform/testing/returns.ts'
import { freshDb, ownerOf } from '../../../platform/testing/world.ts'
import { runImport } from '../../import/index.ts'
import { openSubmission, type GivenPath, type Submission } from '../../return-files/index.ts'
import { normalisations } from './normal.ts'
import { roundTrip, type RoundTrip } from './round-trip.ts'

const root = join(import.meta.dirname, '../../../..')
const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')
const fixtures = join(shared, 'returns/fixtures')
const here = existsSync(fixtures)
if (!here && process.env['HOLDFAST_REQUIRE_SHARED'] === '1')
  throw new Error('the shared fixtures are not there')
if (!here) console.log('0 of 18 shared cases ran')

const folder = await mkdtemp(join(tmpdir(), 'round-trip-'))
after(() => rm(folder, { recursive: true }))
const now = instant('2026-11-22T10:00:00+00:00')

let opened: Promise<Db> | undefined
after(async () => (await opened)?.destroy())

/** One database, emptied for each submission: making one costs more than most of them. */
async function emptyDb(): Promise<Db> {
  const db = await (opened ??= freshDb())
  const owner = ownerOf(db)
  await sql`truncate person, import, staff cascade`.execute(owner)
  await owner.destroy()
  return db
}

/** What comes of reading these into an empty record and making them again. */
async function tripOf(given: readonly GivenPath[]): Promise<RoundTrip[]> {
  const db = await emptyDb()
  const submission = await openSubmission(given)
  await runImport(
    bookOf(db, () => now),
    submission,
  )
  return tripFrom(db, submission)
}

const tripFrom = async (db: Db, submission: Submission): Promise<RoundTrip[]> =>
  roundTrip(db, submission, {
    today: day('2026-11-22'),
    now,
    folder: await mkdtemp(join(folder, 'made-')),
  })

const under = (of: string, pattern: RegExp): string[] =>
  here
    ? readdirSync(join(fixtures, of))
        .filter((name) => pattern.test(name))
        .map((name) => join(fixtures, of, name))
    : []

/** Each is read into a record of its own. */
const submissions: readonly (readonly [name: string, files: readonly string[]])[] = [
  ...under('cin-census', /\.xml$/).map((file) => [file.replace(`${fixtures}/`, ''), [file]] as const),
  [
    'ssda903: eleven files together',
    under(
      'ssda903',
      /^(header|episodes|reviews|uasc|oc2|oc3|ad1|missing|placed_for_adoption|previous_permanence|sw_episodes)\.csv$/,
    ),
  ],
  ...under('ssda903', /^(fake_903\.xml|SSDA903_episodes.*|placed_for_adoption_errors\.csv|DoLo\.csv)$/).map(
    (file) => [file.replace(`${fixtures}/`, ''), [file]] as const,
  ),
  ['ssda903: the sample of 2020', under('ssda903', /^SSDA903_2020_/)],
  ...[2017, 2021].map(
    (year) => [`ssda903-multiyear: ${year}`, under('ssda903-multiyear', new RegExp(`^${year}-`))] as const,
  ),
  ...under('annex-a', /^Annex_A.*\.xlsx$/).map((file) => [file.replace(`${fixtures}/`, ''), [file]] as const),
]

describe('a return that is read in and made again', { skip: !here }, () => {
  for (const [name, files] of submissions)
    it(`${name}: comes back row for row and cell for cell`, async () => {
      const trips = await tripOf(files)
      assert.ok(trips.length > 0)
      for (const trip of trips) {
        assert.ok(trip.cells > 0)
        assert.deepEqual(trip.differences, [])
        assert.equal(trip.differing, 0)
      }
    })

  it('comes back of 300 generated children with defects, out of the record almost whole', async () => {
    const out = join(folder, 'generated')
    const script = join(shared, 'bench/generate_returns.py')
    execFileSync('python3', [
      script,
      '--children',
      '300',
      '--seed',
      '903',
      '--year',
      '2027',
      '--defects',
      '0.03',
      '--out',
      out,
    ])
    for (const path of ['903/this_year', '903/last_year', 'cin/cin.xml']) {
      const [trip] = await tripOf([join(out, path)])
      assert.equal(trip?.differing, 0)
      assert.ok(
        trip.asItCame * 1000 < trip.cells,
        `${trip.asItCame} of ${trip.cells} cells are kept beside the record`,
      )
    }
  })
})

describe('the round trip', () => {
  it('has at most ten normalisations, each with its reason', () => {
    const reasons = Object.values(normalisations)
    assert.ok(reasons.length <= 10)
    for (const reason of reasons) assert.match(reason, /^[A-Z].{30,}\.$/)
  })

  const files = () =>
    filesOf({
      'header.csv':
        'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n1A,1,04/05/2015,WBRI,UN1,,\r\n1A,1,04/05/2015,WBRI,UN1,,\r\n2B,7,31/02/2016,white,,,\r\n',
      'episodes.csv':
        'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,OURS\r\n' +
        '1A,2025-06-01,S,C2,N1,U1,PR1,01/01/2025,E8,,,,, x \r\n' +
        '2B,01/05/2009,P,XX,N1,u4,PR1,02/05/2009,E99,,ABC,,12 34,\r\n' +
        '2B,03/07/2025,S,V2,N1,U4,PR1,,,,,,,\r\n',
      'reviews.csv':
        'CHILD,DOB,REVIEW,REVIEW_CODE\r\n1A,05/05/2015,01/09/2025,PN1\r\n,04/05/2015,01/09/2025,PN2\r\n',
    })

  it('gives broken values, doubled rows, rows out of their year and rows of nobody back as they came', async () => {
    const [trip] = await tripOf([{ path: files(), year: 2026 }])
    assert.deepEqual(trip?.differences, [])
    assert.equal(trip?.rows, 8)
    assert.deepEqual(Object.fromEntries(trip?.normalised ?? []), {
      days: 1,
      codes: 1,
      spaces: 1,
      'another file': 1,
    })
  })

  it('sees what the record no longer says', async () => {
    const db = await emptyDb()
    const submission = await openSubmission([{ path: files(), year: 2026 }])
    await runImport(
      bookOf(db, () => now),
      submission,
    )
    const owner = ownerOf(db)
    await owner
      .updateTable('careEpisode')
      .set({ legalStatus: 'E1' })
      .where('legalStatus', '=', 'V2')
      .execute()
    await owner.deleteFrom('returnRow').where('rowTable', '=', 'reviews').execute()
    await owner.destroy()
    const [trip] = await tripFrom(db, submission)
    assert.deepEqual(trip?.differences.map(({ column, came, made }) => [column, came, made]).toSorted(), [
      ['DOB', '2015-05-04', ''],
      ['DOB', '2015-05-05', '2015-05-04'],
      ['LS', 'V2', 'E1'],
      ['REVIEW', '2025-09-01', ''],
      ['REVIEW_CODE', 'PN2', ''],
    ])
  })
})
