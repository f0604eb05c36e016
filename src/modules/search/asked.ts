import { day, type Day } from '../../platform/dates/day.ts'

/** What somebody typed in the search box, read: any of it may be empty. */
export interface Asked {
  /** Words that may be part of a name, in any order. */
  readonly words: readonly string[]
  readonly bornOn: Day | null
  readonly bornIn: number | null
  /** What may be a child's number here, a unique pupil number or an NHS number. */
  readonly numbers: readonly string[]
  /** Without its space, in capitals. */
  readonly postcode: string | null
  /** What may be the words of an address, its house number among them. */
  readonly address: string | null
  readonly house: string | null
}

/** As much as a person types; the rest is left unread. */
const longest = 200
const mostWords = 6

/** Reads what was typed. Null where there is too little to search by: nothing, one letter, or a year alone. */
export function readAsked(typed: string, today: Day): Asked | null {
  const text = typed
    .slice(0, longest)
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/[,;()"]/g, ' ')
  const birth = takeDay(text.replaceAll(/\b(born|dob|d\.o\.b\.?)(?![\w'-])/gi, ' '), today)
  const nhs = take(birth.rest, /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/)
  const post = take(nhs.rest, /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i)
  const tokens = post.rest.split(/\s+/).filter((token) => token !== '')
  const year = tokens.length > 1 ? tokens.find((token) => isYear(token, today)) : undefined
  const others = tokens.filter((token) => token !== year)
  const words = others.filter((token) => /^\p{L}[\p{L}'.-]+$/u.test(token)).slice(0, mostWords)
  const house = others.find((token) => /^\d{1,4}[a-z]?$/i.test(token)) ?? null
  const asked = {
    words,
    bornOn: birth.on,
    bornIn: year === undefined ? null : Number(year),
    numbers: numbersOf(typed, nhs.found, others),
    postcode: post.found?.replace(' ', '').toUpperCase() ?? null,
    address: addressOf(words, house),
    house: words.length > 0 ? house : null,
  }
  return isEnough(asked) ? asked : null
}

const isEnough = ({ words, bornOn, numbers, postcode }: Asked): boolean =>
  words.length > 0 || bornOn !== null || numbers.length > 0 || postcode !== null

const addressOf = (words: readonly string[], house: string | null): string | null =>
  words.length > 1 || (words.length > 0 && house !== null)
    ? [house, ...words].filter((part) => part !== null).join(' ')
    : null

/** A number as it was typed, and as one: '943 476 5919'. Eight figures may be a day as well as a child's number. */
function numbersOf(typed: string, nhs: string | null, others: readonly string[]): string[] {
  const whole = typed.trim()
  const tokens = [...others, ...(/^\d{8}$/.test(whole) ? [whole] : [])]
  const codes = tokens.filter((token) => /\d/.test(token) && /^[a-z\d/-]{1,20}$/i.test(token))
  const long = others.length > 1 ? codes.filter(({ length }) => length > 3) : codes
  return [...(nhs === null ? [] : [nhs.replaceAll(/[ -]/g, '')]), ...long]
}

const isYear = (token: string, today: Day): boolean =>
  /^(19|20)\d{2}$/.test(token) && Number(token) <= Number(today.slice(0, 4)) + 1

interface Taken {
  readonly found: string | null
  readonly rest: string
}

function take(text: string, pattern: RegExp): Taken {
  const [found] = pattern.exec(text) ?? []
  return found === undefined ? { found: null, rest: text } : { found, rest: text.replace(found, ' ') }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'

/** Ways people write a day, with where its day, month and year stand. */
const dayForms: readonly (readonly [RegExp, number, number, number])[] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, 3, 2, 1],
  [/\b(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4}|\d{2})\b/, 1, 2, 3],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[\\s-]+${monthWord}[\\s-]+(\\d{4}|\\d{2})\\b`, 'i'),
    1,
    2,
    3,
  ],
  [new RegExp(`\\b${monthWord}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s+(\\d{4})\\b`, 'i'), 2, 1, 3],
  [/\b(\d{2})(\d{2})((?:19|20)\d{2})\b/, 1, 2, 3],
]

function takeDay(text: string, today: Day): { readonly on: Day | null; readonly rest: string } {
  for (const [pattern, d, m, y] of dayForms) {
    const found = pattern.exec(text)
    const on = found === null ? null : dayFrom(found[d], found[m], found[y], today)
    if (found !== null && on !== null) return { on, rest: text.replace(found[0], ' ') }
  }
  return { on: null, rest: text }
}

/** Null where there is no such day. Two figures are the latest such year that is not still to come. */
function dayFrom(d = '', m = '', y = '', today: Day): Day | null {
  const month = /^\d/.test(m) ? m : String(months.indexOf(m.slice(0, 3).toLowerCase()) + 1)
  const later = Number(`20${y}`) > Number(today.slice(0, 4)) + 1
  const year = y.length === 4 ? y : `${later ? '19' : '20'}${y}`
  try {
    return day(`${year}-${month.padStart(2, '0')}-${d.padStart(2, '0')}`)
  } catch {
    return null
  }
}
