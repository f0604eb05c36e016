import { sql } from 'kysely'
import { writeAssessments } from './county/assessments-written.ts'
import { Misuse } from './misuse.ts'
import type { Writing } from './county/store.ts'
import { numberOfDay } from '../platform/dates/day.ts'
import { tellFrontDoor } from './county/front-door.ts'
import { tellNotices } from './county/notices.ts'
import { makeMeetings } from './county/conferences-held.ts'
import { countsOf, type CountyCounts } from './county/counts.ts'
import { plots } from './county/cast.ts'
import { Ledger, type Span } from './county/ledger.ts'
import { tellLeo } from './county/leo.ts'
import { makeClosures } from './county/closures-made.ts'
import { organise, type Organisation } from './county/organisation.ts'
import { makeEnquiries } from './county/enquiries-made.ts'
import { makeTalks } from './county/talked-through.ts'
import { makeCarers } from './county/carers-made.ts'
import { makeHomes } from './county/homes-made.ts'
import { makeSupervision } from './county/supervised.ts'
import { makePlans } from './county/plans-made.ts'
import { tellFamily, type Plot } from './county/plot.ts'
import { makeVisitChecks } from './county/visits-checked.ts'
import { storeBatch, storeOrganisation } from './county/store.ts'

export type { CountyCounts } from './county/counts.ts'

/** What a county is made of: the same three numbers on the same day make the same county. */
interface CountyOptions {
  readonly children: number
  readonly years: number
  readonly seed: number
  /** How many of them are being worked with today: 3,500, or three in five of a small county, unless it is said. */
  readonly open?: number
  /** Told how far it has come, in a line. */
  readonly progress?: (words: string) => void
}

/** The database is not one an invented county may be written into. */
export class NotForACounty extends Misuse {
  override readonly name = 'NotForACounty'
}

const familiesABatch = 60
const mostOpen = 3500
// From here on a county is for measuring, in the numbers of decisions §12: one event a record, 83 readings a child.
const benchmark = 10_000

/**
 * Writes Exampleshire, an invented authority, into an empty demonstration database: through the same bulk writers as a
 * return, but with a clock of its own, so that what happened years ago was recorded then.
 *
 * @throws NotForACounty when the database belongs to a real authority, or holds anyone already
 */
export async function writeCounty(book: Writing, options: CountyOptions): Promise<CountyCounts> {
  await requireEmpty(book)
  const { children, years, seed, progress = () => undefined } = options
  const today = numberOfDay(book.today())
  const span = { start: today - Math.round(years * 365.25), today, now: book.now() }
  const openShare = Math.min(0.6, (options.open ?? mostOpen) / children)
  const org = await found(book, span, seed, Math.round(children * openShare))
  const county = { book, org, span, options }
  const lanes = [county, county].map(async (lane, i) => tellEverySecond(lane, i, openShare))
  await Promise.all(lanes)
  await makePlans(book, span, seed)
  await makeMeetings(book, span, seed)
  await tellFrontDoor(book, span, seed)
  await tellNotices(book, span, seed, children)
  await writeAssessments(book, span, seed)
  await makeEnquiries(book, span, seed)
  await makeClosures(book, span, seed)
  await makeTalks(book, span, seed)
  await makeVisitChecks(book, span, seed)
  await makeSupervision(book, span, seed)
  await makeHomes(book, span, seed)
  await makeCarers(book, span, seed)
  progress(`${children.toLocaleString('en-GB')} children: done`)
  return countsOf(book.db)
}

interface County {
  readonly book: Writing
  readonly org: Organisation
  readonly span: Span
  readonly options: CountyOptions
}

/** Two lanes, each its own connection: PostgreSQL stores one batch while the next is told. */
async function tellEverySecond(county: County, lane: number, openShare: number): Promise<void> {
  const { children, years, seed, progress } = county.options
  let told = 0
  let turn = 0
  let batch: Plot[] = []
  for (const plot of plots(seed, Math.max(0, children - 2), years, openShare)) {
    batch.push(plot)
    told += plot.children
    if (batch.length < familiesABatch) continue
    if (turn % 2 === lane) {
      await tellAll(county, batch)
      progress?.(`${told.toLocaleString('en-GB')} of ${children.toLocaleString('en-GB')} children`)
    }
    turn += 1
    batch = []
  }
  if (turn % 2 === lane) await tellAll(county, batch)
  else await tellAll(county, [], (ledger) => void tellLeo(ledger, county.org, seed, leosFamily))
}

// Told last, after every family that chance makes; its ids still sort as one family's.
const leosFamily = 1_000_000

async function requireEmpty({ db }: Writing): Promise<void> {
  const { rows } = await sql<{ real: boolean; held: boolean }>`
    select exists (select 1 from authority where not demonstration) as real,
           exists (select 1 from person) or exists (select 1 from staff) as held
  `.execute(db)
  if (rows[0]?.real === true)
    throw new NotForACounty('This database is a real authority’s: no invented children are put into it.')
  if (rows[0]?.held === true)
    throw new NotForACounty('There are people in this database already: a county needs an empty one.')
}

async function found(book: Writing, span: Span, seed: number, openChildren: number): Promise<Organisation> {
  const org = organise(new Ledger(span), seed, openChildren)
  await storeOrganisation(book.db, org, span)
  // One child in thirty is in need of help on any day in England: as many live in this county as that asks for.
  await sql`update measure_setting set population = ${openChildren * 30}`.execute(book.db)
  return org
}

async function tellAll(
  { book, org, span, options }: County,
  batch: readonly Plot[],
  also: (ledger: Ledger) => void = () => undefined,
): Promise<void> {
  const ledger = new Ledger(span, options.children >= benchmark)
  for (const plot of batch) tellFamily(ledger, org, options.seed, plot)
  also(ledger)
  await storeBatch(book, ledger, org, {
    seed: options.seed,
    readsAChild: options.children >= benchmark ? 83 : 9,
  })
}
