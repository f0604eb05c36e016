import type { Day } from '../../../platform/dates/day.ts'
import { typedDay } from '../../../platform/record/field.ts'

/** A child as somebody named them: not yet anybody's record. */
export interface NamedChild {
  /** As it was typed. */
  readonly line: string
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: Day | null
}

const most = 8
const date = /\b(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[\s/.-]\d{1,2}[\s/.-](?:\d{4}|\d{2}))\b/

/** The children somebody named, one on each line, with a date of birth where they knew it. At most eight. */
export const childrenNamed = (typed: string): NamedChild[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, 120))
    .filter((line) => /\p{L}/u.test(line))
    .slice(0, most)
    .map(childOf)

function childOf(line: string): NamedChild {
  const found = date.exec(line)?.[0] ?? null
  const bornOn = found === null ? null : typedDay(found)
  const name = line
    .replace(found ?? '', ' ')
    .replaceAll(/\b(born|dob|d\.o\.b\.?|aged?|years?( old)?)\b/gi, ' ')
    .replaceAll(/[,;()\d]+/g, ' ')
    .trim()
  const words = name.split(/\s+/).filter((word) => word !== '')
  const familyName = words.length > 1 ? (words.at(-1) ?? '') : ''
  return { line, bornOn, familyName, givenName: (words.length > 1 ? words.slice(0, -1) : words).join(' ') }
}

/** The same for a form that must match each of them: where nobody was named there is still a child. */
export function toBeMatched(typed: string): NamedChild[] {
  const named = childrenNamed(typed)
  return named.length > 0
    ? named
    : [{ line: 'A child whose name we were not told', givenName: '', familyName: '', bornOn: null }]
}
