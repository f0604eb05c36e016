import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'
import type { RoundTrip } from '../../modules/returns/index.ts'

export const returnsRoundtrip = verb({
  name: 'returns roundtrip',
  about:
    'Reads returns into a record of their own, one after the other, makes each again and counts every cell that differs',
  words: 'PATH…',
  options: {
    year: { takes: 'YEAR', about: 'the year the files are of, where they do not tell: 2026 for 2025/26' },
  },
  needs: 'nothing',
  run: async ({ words, values, json, say }) => {
    if (words.length === 0) throw new Misuse('returns roundtrip takes the files or folders of a return')
    for (const path of words)
      await stat(path).catch(() => {
        throw new Misuse(`there is nothing at ${path}`)
      })
    const year = values.year === undefined ? null : Number(values.year)
    const { normalisations } = await import('../../modules/returns/index.ts')
    const trips = await tripsOf(words, year)
    if (json)
      say(JSON.stringify(trips.map((trip) => ({ ...trip, normalised: Object.fromEntries(trip.normalised) }))))
    else for (const trip of trips) for (const line of tripLines(trip, normalisations)) say(line)
    return trips.some(({ differing }) => differing > 0) ? exits.findings : exits.done
  },
})

/** Each return of what is given by itself: a record that knows of a later year says more of the one before. */
async function tripsOf(paths: readonly string[], year: number | null): Promise<RoundTrip[]> {
  const { openSubmission } = await import('../../modules/return-files/index.ts')
  const all = await openSubmission(year === null ? paths : paths.map((path) => ({ path, year })))
  const returns = Map.groupBy(
    all.files.filter(({ kind, copyOf }) => kind !== null && copyOf === null),
    (file) => `${file.kind} ${file.year} ${file.kind === 'ssda903' ? '' : file.index}`,
  )
  const trips: RoundTrip[] = []
  for (const files of returns.values())
    trips.push(
      ...(await tripOf(files.map(({ path, year: own }) => (own === null ? path : { path, year: own })))),
    )
  return trips
}

async function tripOf(given: readonly (string | { path: string; year: number })[]): Promise<RoundTrip[]> {
  const { freshDb } = await import('../../platform/testing/world.ts')
  const { openSubmission } = await import('../../modules/return-files/index.ts')
  const { runImport } = await import('../../modules/import/index.ts')
  const { roundTrip } = await import('../../modules/returns/index.ts')
  const { bookOf } = await import('../book.ts')
  const db = await freshDb()
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-round-'))
  try {
    const book = bookOf(db)
    const submission = await openSubmission(given)
    await runImport(book, submission)
    return await roundTrip(db, submission, { today: book.today(), now: book.now(), folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
    await db.destroy()
  }
}

const counted = (count: number): string => count.toLocaleString('en-GB')

function* tripLines(trip: RoundTrip, reasons: Readonly<Record<string, string>>): Generator<string> {
  const { of, year, rows, cells, differing, fromRecord, asItCame } = trip
  yield `${of}${year === 0 ? '' : ` ${year}`}: ${counted(rows)} rows, ${counted(cells)} cells compared, ${counted(differing)} differing`
  yield `  ${counted(fromRecord)} cells made out of the record, ${counted(asItCame)} returned as they came because the record cannot say them`
  for (const [name, count] of trip.normalised) yield `  ${name}: ${counted(count)}. ${reasons[name] ?? ''}`
  for (const { table, child, column, came, made } of trip.differences)
    yield `  differs: ${table} ${column} of ${child}: came "${came}", made "${made}"`
}
