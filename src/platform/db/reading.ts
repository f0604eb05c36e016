import pg from 'pg'
import type { Instant } from '../dates/day.ts'

const { builtins, getTypeParser } = pg.types
const arrayOf = { text: 1009, date: 1182, instant: 1185, bigint: 1016 }

type Read = (text: string) => unknown

const arrays: Read = getTypeParser(arrayOf.text)

/** A bigint of ours counts rows or numbers them: it is exact as a number, or it is a fault. */
function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`a number beyond 2^53 was read: ${text}`)
  return value
}

/** '2026-06-01 10:00:00.5+01', as PostgreSQL writes it in London's time, to '2026-06-01T10:00:00.5+01:00'. */
const instantAsRead = (text: string): Instant => `${text.replace(' ', 'T')}:00` as Instant

const readers = new Map<number, Read>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, instantAsRead],
  [builtins.INT8, wholeNumber],
  [arrayOf.date, arrays],
  [arrayOf.instant, (text) => each(text, instantAsRead)],
  [arrayOf.bigint, (text) => each(text, wholeNumber)],
])

function each(text: string, read: Read): unknown[] {
  const texts = arrays(text) as readonly (string | null)[]
  return texts.map((one) => (one === null ? null : read(one)))
}

/** How columns are read: days and moments stay text, so nothing is moved by a time zone. */
export const asRead: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : readers.get(id)) ?? getTypeParser(id, format),
}
