import { endsLine } from './csv-cells.ts'
import { recordFinder, unfinished, type CsvRecord } from './csv-record.ts'
import { BrokenFile } from './refused.ts'

export type { CsvRecord } from './csv-record.ts'

interface CsvReader {
  /** Reads the next piece of the file. */
  write(piece: string): void
  /** Reads what is left. Returns the line of a quotation mark that is never closed, or null. */
  end(): number | null
}

/** Characters. A record longer than this is a quotation mark that was never closed. */
const longestRecord = 1 << 20
const carriageReturn = 13
const lineFeed = 10

/**
 * Reads CSV and gives the answers of csv-parse (a property test holds it to them) several times faster: cells may be
 * quoted, a quoted cell may hold delimiters, line ends and doubled quotation marks; records end at CRLF, LF or CR;
 * empty lines are passed over; records may differ in length; a quotation mark inside a plain cell is itself.
 *
 * @throws BrokenFile when a record passes 1,048,576 characters.
 */
export function csvReader(delimiter: string, onRecord: (record: CsvRecord) => void): CsvReader {
  const find = recordFinder(delimiter)
  let source = ''
  let line = 1
  let unclosed: number | null = null

  const readRecords = (last: boolean): number => {
    find.lookIn(source)
    let at = 0
    while (at < source.length) {
      const end = find.end(at)
      if (end === unfinished && last) unclosed = line
      if (end === unfinished || (!last && mayGoOn(source, end))) break
      if (end > at) onRecord(find.show(line))
      const next = afterLineEnd(source, end)
      line += linesPassed(source, at, end, next, find.isQuoted())
      at = next
    }
    return at
  }

  return {
    write(piece) {
      source = source === '' ? piece : source + piece
      source = source.slice(readRecords(false))
      if (source.length > longestRecord) throw neverClosed(line)
    },
    end() {
      readRecords(true)
      return unclosed
    },
  }
}

/** A CSV that is held whole, so that its records can be read again in any order. */
export interface CsvText {
  /**
   * Reads every record and tells where it begins. Returns the line of a quotation mark that is never closed, or null.
   *
   * @throws BrokenFile as `csvReader` does
   */
  each(onRecord: (record: CsvRecord, at: number) => void): number | null
  /**
   * As `each`, four times as fast where the text has no quotation mark in it: only the first so many cells of each record are shown, so
   * that `cells` is no count of those it has.
   */
  eachBeginning(cells: number, onRecord: (record: CsvRecord, at: number) => void): number | null
  /** The record that begins there, on that line. */
  record(at: number, line: number): CsvRecord
}

/** A carriage return that is no part of a CRLF ends a line by itself. Most files have none at all, which is seen soonest. */
const hasLoneReturn = (source: string): boolean => source.includes('\r') && /\r(?!\n)/.test(source)

/** Reads a CSV held as one text as `csvReader` reads it in pieces. */
export function csvText(source: string, delimiter: string): CsvText {
  const find = recordFinder(delimiter)
  find.lookIn(source)
  const each: CsvText['each'] = (onRecord) => {
    let line = 1
    for (let at = 0; at < source.length;) {
      const end = find.end(at)
      if ((end === unfinished ? source.length : end) - at > longestRecord) throw neverClosed(line)
      if (end === unfinished) return line
      if (end > at) onRecord(find.show(line), at)
      const next = afterLineEnd(source, end)
      line += linesPassed(source, at, end, next, find.isQuoted())
      at = next
    }
    return null
  }
  const eachLine: CsvText['eachBeginning'] = (cells, onRecord) => {
    let line = 1
    for (let at = 0; at < source.length; line += 1) {
      const feed = source.indexOf('\n', at)
      const end = feed < 0 ? source.length : feed
      if (end - at > longestRecord) throw neverClosed(line)
      if (end > at && !(end === at + 1 && source.charCodeAt(at) === carriageReturn)) {
        find.begin(at, cells)
        onRecord(find.show(line), at)
      }
      at = end + 1
    }
    return null
  }
  return {
    each,
    eachBeginning: (cells, onRecord) =>
      source.includes('"') || hasLoneReturn(source) ? each(onRecord) : eachLine(cells, onRecord),
    record(at, line) {
      find.end(at)
      return find.show(line)
    },
  }
}

const neverClosed = (line: number): BrokenFile =>
  new BrokenFile(
    `From line ${line} a quotation mark is never closed. Close it, or save the file as CSV again.`,
  )

/** A record that stops where the piece stops may go on in the next; so may a CR be half of a CRLF. */
const mayGoOn = (source: string, end: number): boolean =>
  end >= source.length || (end === source.length - 1 && source.charCodeAt(end) === carriageReturn)

const afterLineEnd = (source: string, end: number): number =>
  source.charCodeAt(end) === carriageReturn && source.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1

/** From one record to the next. */
const linesPassed = (source: string, at: number, end: number, next: number, quoted: boolean): number =>
  (next > end ? 1 : 0) + (quoted ? linesIn(source, at, end) : 0)

/** Line ends within a record stand only inside quotation marks, and few records have one. */
function linesIn(source: string, from: number, end: number): number {
  let count = 0
  for (let at = from; at < end; at += 1) {
    const code = source.charCodeAt(at)
    if (endsLine(code) && !(code === carriageReturn && source.charCodeAt(at + 1) === lineFeed)) count += 1
  }
  return count
}
