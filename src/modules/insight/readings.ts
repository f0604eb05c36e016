import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { measures } from './every-measure.ts'
import { figuresOf, type Figure } from './figures.ts'
import type { Measure } from './measure.ts'
import { stretchTo, trendTo, type Stretch } from './stretch.ts'

/** What is on the board of a day: each measure's headline, and the points of its trend, oldest first. */
export interface Board {
  readonly on: Day
  /** When the oldest of it was worked out. */
  readonly workedOutAt: string
  readonly of: (
    measure: Measure,
    teamId: string | null,
  ) => { readonly headline: Figure; readonly trend: readonly Figure[] }
}

/**
 * Every measure on a day, from what was worked out today; what was not is worked out now and kept. So a board stands as it
 * was first asked for each day until somebody asks for it anew; a measure's own page is always of now.
 */
export async function boardOf(book: Book, on: Day): Promise<Board> {
  const held = await heldToday(book, on)
  const found = new Map(held.map((one) => [keyOf(one), one]))
  const waiting = measures.flatMap((measure) => {
    const missing = stretchesOf(measure, on).filter(
      (stretch) => !found.has(keyOf({ measure: measure.id, teamId: null, ...stretch })),
    )
    return missing.length === 0 ? [] : [{ measure, missing }]
  })
  await eachOf(waiting, async ({ measure, missing }) => {
    for (const one of await workOut(book, measure, missing))
      found.set(keyOf(one), { ...one, workedOutAt: book.now() })
  })
  const workedOutAt = held.reduce<string>(
    (oldest, { workedOutAt: at }) => (at < oldest ? at : oldest),
    book.now(),
  )
  const figure = (measure: Measure, teamId: string | null, stretch: Stretch): Figure =>
    found.get(keyOf({ measure: measure.id, teamId, ...stretch })) ?? {
      ...nought,
      ...stretch,
      measure: measure.id,
      teamId,
    }
  return {
    on,
    workedOutAt,
    of: (measure, teamId) => ({
      headline: figure(measure, teamId, stretchTo(on, measure.over)),
      trend: trendTo(on, measure).map((stretch) => figure(measure, teamId, stretch)),
    }),
  }
}

/** Whether anything of today's was worked out today. */
export async function isWorkedOut({ db, today }: Book): Promise<boolean> {
  const { rows } = await sql`select
      from measure_reading
      where day = ${today()}
      and worked_out_at >= ${today()}::date
      limit 1`.execute(db)
  return rows.length > 0
}

const nought = { numerator: 0, denominator: 0, unknown: 0, amount: null } as const

/** Works every measure of a day out again, and keeps it. */
export const refresh = async (book: Book, on: Day): Promise<void> =>
  eachOf(measures, async (measure) => {
    await workOut(book, measure, stretchesOf(measure, on))
  })

/** A few at a time: PostgreSQL has more than one core, and others wait for its connections. */
const side = 3

async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: side }, lane))
}

/** The stretches a board asks of: of the headline, and of each point. */
function stretchesOf(measure: Measure, on: Day): Stretch[] {
  const all = [stretchTo(on, measure.over), ...trendTo(on, measure)]
  return [...new Map(all.map((stretch) => [`${stretch.since} ${stretch.day}`, stretch])).values()]
}

const keyOf = ({
  measure,
  day,
  since,
  teamId,
}: Pick<Figure, 'measure' | 'day' | 'since' | 'teamId'>): string =>
  `${measure} ${since} ${day} ${teamId ?? ''}`

type Held = Figure & { readonly workedOutAt: string }

const heldToday = async ({ db, today }: Book, on: Day): Promise<readonly Held[]> => {
  const { rows } = await sql<Held>`
    select measure, day, since, team_id, numerator, denominator, unknown, amount, worked_out_at
      from measure_reading
     where day <= ${on}::date
       and day > (${on}::date - interval '13 months')::date
       and worked_out_at >= ${today()}::date
  `.execute(db)
  return rows
}

async function workOut(book: Book, measure: Measure, stretches: readonly Stretch[]): Promise<Figure[]> {
  const figures = await figuresOf(book.db, measure, stretches)
  await keep(book.db, figures, book.now())
  return figures
}

/** Two who ask at once keep the same: the later stands. */
async function keep(db: Db | Tx, figures: readonly Figure[], at: string): Promise<void> {
  if (figures.length === 0) return
  const of = <K extends keyof Figure>(name: K): Figure[K][] => figures.map((one) => one[name])
  await sql`
    insert into measure_reading (measure, day, since, team_id, numerator, denominator, unknown, amount,
                                 worked_out_at)
    select told.*, ${at}::timestamptz
      from unnest(${of('measure')}::text[], ${of('day')}::date[], ${of('since')}::date[],
                  ${of('teamId')}::uuid[], ${of('numerator')}::int[],
                  ${of('denominator')}::int[], ${of('unknown')}::int[], ${of('amount')}::float8[]) as told
    on conflict (measure, day, since, team_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, unknown = excluded.unknown,
           amount = excluded.amount,
           worked_out_at = excluded.worked_out_at
  `.execute(db)
}

/** Takes away what boards no longer ask of. A reading is a cache: the record says it again. */
export const forget = async (db: Db | Tx, before: Day): Promise<unknown> =>
  sql`delete from measure_reading where worked_out_at < ${before}::date`.execute(db)
