import { addDays, type Day } from '../dates/day.ts'
import type { Field, FieldKind, Fields } from '../record/field.ts'
import { testDay } from './office.ts'

/** Chance that can be repeated: the same seed gives the same history. */
export interface Chance {
  /** A whole number from nought, below the bound. */
  readonly below: (bound: number) => number
  readonly one: <T>(list: readonly T[]) => T
}

/** A 32-bit generator (mulberry32, Tommy Ettinger, public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  const one = <T>(list: readonly T[]): T => {
    const [chosen] = list.slice(below(list.length))
    if (chosen === undefined) throw new RangeError('nothing to choose from')
    return chosen
  }
  return { below, one }
}

/** Whom and what answers may name. */
export interface Cast {
  readonly people: readonly string[]
  readonly staff: readonly string[]
  readonly teams: readonly string[]
}

type Maker = (field: Field<unknown>, chance: Chance, cast: Cast) => unknown

const makers: Readonly<Record<Exclude<FieldKind, 'day'>, Maker>> = {
  choice: ({ options = {} }, chance) => chance.one(Object.keys(options)),
  choices: ({ options = {} }, chance) => [chance.one(Object.keys(options))],
  checklist: ({ checks = {}, options = {} }, chance) => ({
    [chance.one(Object.keys(checks))]: chance.one(Object.keys(options)),
  }),
  names: () => ['Kelly, mother'],
  line: (_field, chance) => chance.one(['A1', 'B2', 'C1']),
  words: (_field, chance) =>
    chance.one(['Leo had eaten.', 'The bed is wet & cold\nstill.', 'Nan: “come any time”\t✓']),
  'yes-no': (_field, chance) => chance.below(2) === 0,
  whole: (_field, chance) => chance.below(20),
  instant: (_field, chance) => `${addDays(testDay, -chance.below(300))}T${10 + chance.below(10)}:30:00+00:00`,
  person: (_field, chance, { people }) => chance.one(people),
  staff: (_field, chance, { staff }) => chance.one(staff),
  team: (_field, chance, { teams }) => chance.one(teams),
  // Records that name another are tied by the chapter, not by chance.
  record: () => null,
}

/** Answers to every question of a record, as stored: days in the order the questions come, some left out where they may be. */
export function randomAnswers(fields: Fields, chance: Chance, cast: Cast): Record<string, unknown> {
  let day: Day = addDays(testDay, -chance.below(500))
  const answer = (field: Field<unknown>): unknown => {
    if (!field.required && chance.below(3) === 0) return null
    if (field.kind !== 'day') return makers[field.kind](field, chance, cast)
    day = addDays(day, chance.below(60))
    return day
  }
  return Object.fromEntries(
    Object.entries<Field<unknown>>(fields).map(([name, field]) => [name, answer(field)]),
  )
}

/** The same as a browser would post it, for the questions asked: days in any order, as people type them. */
export function randomForm(
  fields: Fields,
  asks: readonly string[],
  chance: Chance,
  cast: Cast,
): Record<string, string | string[]> {
  const posted: Record<string, string | string[]> = {}
  for (const name of asks) {
    const field = fields[name]
    if (field === undefined || chance.below(6) === 0) continue
    Object.assign(
      posted,
      typedAs(name, field, field.kind === 'day' ? typedDay(chance) : makers[field.kind](field, chance, cast)),
    )
  }
  return posted
}

const typedDay = (chance: Chance): string => {
  const at = addDays(testDay, 40 - chance.below(400))
  return chance.one([at, at.split('-').reverse().join('/')])
}

function typedAs(name: string, { kind }: Field<unknown>, value: unknown): Record<string, string | string[]> {
  if (value === null) return {}
  if (typeof value === 'boolean') return { [name]: value ? 'yes' : 'no' }
  if (Array.isArray(value)) return { [name]: value.map(String) }
  if (kind === 'checklist')
    return Object.fromEntries(
      Object.entries(value as object).map(([check, answer]) => [`${name}.${check}`, String(answer)]),
    )
  return { [name]: `${value as string | number}` }
}
