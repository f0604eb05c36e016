import { codesOf, inUse, type Code } from './code-lists.ts'
import type { Column, Kind } from './column.ts'
import { readDay, type DayStyle } from './days-written.ts'
import type { FindingKind } from './finding.ts'
import { codeInside } from './annex-a-codes.ts'
import { yearName } from './years.ts'
import * as says from './says.ts'

/** What was made of a cell's text. */
interface ReadCell {
  readonly value: string | number | boolean | null
  /** Kept beside the value because the value does not tell it. */
  readonly given?: string
  readonly finding?: { readonly kind: FindingKind; readonly message: string }
}

export interface CellStyle {
  readonly days: DayStyle
  /** The year the return ends in, or null when it is not known. */
  readonly year: number | null
  /** Coded cells hold a letter, the code and its words, as in 'q) 6: Police'. */
  readonly worded?: boolean
}

export type CellReader = (text: string) => ReadCell

/** Distinct texts kept for one column. Days and codes have a few thousand; past this a file is not helped by keeping them. */
const mostKept = 50_000

/** Reads the cells of a column. The text is trimmed and not empty. A day or code is read once for all the rows that hold it. */
export function cellReader(column: Column, style: CellStyle): CellReader {
  const read = readers[column.kind](column, style)
  const checked: CellReader = style.worded === true ? (text) => spreadsheetError(text) ?? read(text) : read
  if (column.kind === 'id' || column.kind === 'text' || column.kind === 'postcode') return checked
  const kept = new Map<string, ReadCell>()
  let lastText = ''
  let last: ReadCell = { value: null }
  return (text) => {
    if (text === lastText) return last
    let cell = kept.get(text)
    if (!cell) {
      cell = checked(text)
      if (kept.size < mostKept) kept.set(text, cell)
    }
    lastText = text
    last = cell
    return cell
  }
}

const readers: Readonly<Record<Kind, (column: Column, style: CellStyle) => CellReader>> = {
  id: (column) => (text) => {
    if (text.length > (column.longest ?? Infinity))
      return { value: text, finding: says.idTooLong(column.longest) }
    return /^[A-Za-z0-9]+$/.test(text) ? { value: text } : { value: text, finding: says.idNotPlain }
  },
  text: (column) => (text) =>
    text.length <= (column.longest ?? Infinity)
      ? { value: text }
      : { value: text, finding: says.tooLong(column.longest) },
  postcode: () => (text) =>
    postcode.test(text) ? { value: text } : { value: text, finding: says.notAPostcode },
  day: (column, style) => (text) => dayCell(column, style, text),
  whole: (column) => (text) => wholeCell(column, text),
  yesNo: (_, style) => (text) => yesNoCell(style, text),
  code: (column, style) => (text) => codeCell(column, style, text),
}

const postcode = /^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$/
const unknownParts = /^(?:ZZ|\d{2})\/(?:ZZ|\d{2})\/(?:ZZZZ|\d{4})$/i

function dayCell(column: Column, { days, year }: CellStyle, text: string): ReadCell {
  const read = readDay(text, days, year)
  if (read && !read.anotherWay) return { value: read.day }
  if (read) return { value: read.day, given: text, finding: says.dayAnotherWay(read.day, days) }
  if (column.partial === true && unknownParts.test(text) && /z/i.test(text))
    return { value: null, given: text }
  return { value: null, given: text, finding: says.unreadableDay(days) }
}

function wholeCell(column: Column, text: string): ReadCell {
  if (/^-?\d{1,9}$/.test(text)) return { value: Number(text) }
  if (/^-?\d{1,9}\.0+$/.test(text) || (column.completed === true && /^\d{1,3}\.\d+$/.test(text))) {
    const value = Math.floor(Number(text))
    return { value, given: text, finding: says.anotherWay(String(value)) }
  }
  return { value: null, given: text, finding: says.unreadableNumber }
}

const yes = new Set(['1', 'true', 'y', 'yes'])
const no = new Set(['0', 'false', 'n', 'no'])

function yesNoCell(style: CellStyle, text: string): ReadCell {
  const word = (style.worded === true ? text.replace(/^[a-z]\)\s*/i, '') : text).toLowerCase()
  const value = yes.has(word) ? true : no.has(word) ? false : null
  if (value === null) return { value, given: text, finding: says.unreadableAnswer(style.worded === true) }
  return text === (value ? '1' : '0') ? { value } : { value, given: text }
}

function codeCell(column: Column, style: CellStyle, text: string): ReadCell {
  const known = style.worded === true ? codeInside(column, text) : knownCode(column, text)
  if (known === null) return { value: text, finding: says.unknownCode(column) }
  const { code, entry } = known
  const written = style.worded === true || code === text
  const given = code === text ? {} : { given: text }
  if (entry && style.year !== null && !usedIn(column, code, entry, style.year))
    return { value: code, ...given, finding: says.codeNotInYear(code, yearName(style.year)) }
  return written ? { value: code, ...given } : { value: code, ...given, finding: says.anotherWay(code) }
}

interface KnownCode {
  readonly code: string
  /** Null for a code the return allows beside its list. */
  readonly entry: Code | null
}

function knownCode(column: Column, text: string): KnownCode | null {
  const code = text.toUpperCase().replace(/^(\d)\.0+$/, '$1')
  if (column.also?.includes(code)) return { code, entry: null }
  const stem = column.suffixes === undefined ? code : stemOf(code, column.suffixes)
  if (stem === null) return null
  const entry = entryOf(column, stem)
  return entry && { code, entry }
}

const stemOf = (code: string, suffixes: string): string | null =>
  code.length > 1 && suffixes.includes(code.slice(-1)) ? code.slice(0, -1) : null

function entryOf(column: Column, code: string): Code | null {
  for (const list of column.lists ?? []) {
    const entry = codesOf(list).get(code)
    if (entry) return entry
  }
  return null
}

/** A code may stand in two lists with different years (SEX 1 and M), so each is asked. */
function usedIn(column: Column, code: string, entry: Code, year: number): boolean {
  if (inUse(entry, year)) return true
  return (column.lists ?? []).some((list) => {
    const other = codesOf(list).get(code)
    return other !== undefined && inUse(other, year)
  })
}

function spreadsheetError(text: string): ReadCell | null {
  return /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/.test(text)
    ? { value: null, given: text, finding: says.spreadsheetError }
    : null
}
