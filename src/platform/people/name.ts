import { ageOn, daysBetween, longDay, monthsBetween, type Day } from '../dates/day.ts'

/** What a person may be called by; a return carries none of it. */
export interface Named {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly knownAs: string | null
}

/** The name to be called by, for sentences: 'Leo'; null where none is held. */
export const firstNameOf = ({ knownAs, givenName }: Named): string | null => knownAs ?? givenName

/** 'Leo Barker', 'Unborn baby Barker', or 'Child 10442' where no name is held: returns carry none. */
export function nameOf(who: Named & { readonly kind: string; readonly laChildId: string | null }): string {
  const first = firstNameOf(who) ?? (who.kind === 'unborn' ? 'Unborn baby' : null)
  // 'Ms Ford' is known by the whole of it.
  const family =
    first?.split(' ').at(-1) === who.familyName && first?.includes(' ') === true ? null : who.familyName
  const name = [first, family].filter((part) => part !== null).join(' ')
  if (name !== '') return name
  const noun = who.kind === 'adult' ? 'Adult' : 'Child'
  return who.laChildId === null ? `${noun} with no name` : `${noun} ${who.laChildId}`
}

/** Who they are in a sentence, where a name is not held: 'Leo', 'the child', 'the baby'. */
export const calledBy = (who: Named & { readonly kind: string }): string =>
  firstNameOf(who) ?? (who.kind === 'unborn' ? 'the baby' : 'the child')

/** Whose, in a sentence: 'Leo’s', 'the child’s'. */
export const whose = (called: string): string => (called.endsWith('s') ? `${called}’` : `${called}’s`)

interface Ages {
  readonly kind: string
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
}

/**
 * How old, as people say it: '6'; in weeks below six months and in months below two years, since a baby's weeks decide;
 * 'due 3 March 2027' before birth.
 *
 * @param on the day it is asked of
 */
export function ageWords({ kind, bornOn, expectedOn, diedOn }: Ages, on: Day): string {
  if (diedOn !== null && diedOn <= on) return `died ${longDay(diedOn)}`
  if (bornOn === null || bornOn > on)
    return expectedOn !== null
      ? `due ${longDay(expectedOn)}`
      : kind === 'unborn'
        ? 'not yet born'
        : 'age not known'
  const months = monthsBetween(bornOn, on)
  if (months >= 24) return String(ageOn(bornOn, on))
  return months >= 6 ? counted(months, 'month') : counted(Math.floor(daysBetween(bornOn, on) / 7), 'week')
}

// Kept: a page of a worker's children asks it hundreds of times, and each toLocaleString looks the language up again.
const english = new Intl.NumberFormat('en-GB')

/** A count as people read it: '7', '12,345'. */
export const inFigures = (count: number): string => english.format(count)

/** '1 week', '7 weeks', '12,345 rows'. */
export const counted = (count: number, noun: string, many = `${noun}s`): string =>
  `${inFigures(count)} ${count === 1 ? noun : many}`

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** 'third', and '11th' beyond the tenth. */
export const ordinal = (number: number): string => ordinals[number - 1] ?? `${number}th`
