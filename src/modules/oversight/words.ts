import type { Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import type { NamedChild } from './queries.ts'

/** 'Leo Barker, 6', or the name alone where no age is known. */
export function namedAndAged(child: NamedChild, on: Day): string {
  const age = ageWords(child, on)
  return age === 'age not known' ? nameOf(child) : `${nameOf(child)}, ${age}`
}

/** Where the list behind a number is. Codes and a day, never a name. */
export function listHref(
  teamId: string | null,
  code: string,
  { worker, on }: { worker?: string; on?: Day } = {},
): string {
  const at = teamId === null ? '/oversight/children' : `/oversight/teams/${teamId}/children`
  return `${at}?${new URLSearchParams({ rule: code, ...(worker !== undefined && { worker }), ...(on !== undefined && { on }) }).toString()}`
}

/** '89%' of a part and a whole; nothing of nothing. */
export const percent = (part: number, whole: number): string | undefined =>
  whole === 0 ? undefined : `${Math.round((100 * part) / whole)}%`
