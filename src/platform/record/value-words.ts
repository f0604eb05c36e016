import { dayOf, isDay, longDay, timeOf, type Instant } from '../dates/day.ts'
import type { Field, FieldKind } from './field.ts'

type Names = ReadonlyMap<string, string>
type Says = (value: unknown, field: Field<unknown>, names: Names) => string | null

/** An answer as it is read; null where there is none. Coded answers have their words, ids their names. */
export const valueWords = (field: Field<unknown>, value: unknown, names: Names): string | null =>
  value === null || value === undefined || value === '' ? null : saying[field.kind](value, field, names)

/** Text and numbers as they are; nothing else is an answer on one line. */
const plain: Says = (value) => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const named: Says = (value, _field, names) => names.get(text(value)) ?? 'Somebody we cannot name'

const coded = (code: unknown, { options = {} }: Field<unknown>): string => options[text(code)] ?? text(code)

const several: Says = (value, field) =>
  Array.isArray(value) && value.length > 0 ? value.map((code) => coded(code, field)).join('; ') : null

const saying: Readonly<Record<FieldKind, Says>> = {
  line: plain,
  words: plain,
  whole: plain,
  person: named,
  staff: named,
  team: named,
  choices: several,
  names: several,
  choice: coded,
  'yes-no': (value) => (value === true ? 'Yes' : 'No'),
  day: (value) => dayWords(text(value)),
  instant: (value) => momentWords(text(value) as Instant),
  record: () => 'Another record',
  checklist: (value, field) =>
    Object.entries(value as Readonly<Record<string, string>>)
      .map(([check, answer]) => `${field.checks?.[check] ?? check}: ${coded(answer, field)}`)
      .join('; '),
}

const dayWords = (said: string): string => (isDay(said) ? longDay(said) : said)

const momentWords = (at: Instant): string => `${longDay(dayOf(at))}, ${timeOf(at)}`

/** Ids an answer names. */
export const idsIn = (
  fields: Readonly<Record<string, Field<unknown>>>,
  row: Readonly<Record<string, unknown>>,
): string[] =>
  Object.entries(fields).flatMap(([name, { kind }]) => {
    const value = row[name]
    return saying[kind] === named && typeof value === 'string' ? [value] : []
  })
