import { endsLine, newCells, readCell } from './csv-cells.ts'
import { BrokenFile } from './refused.ts'

/** One record of a CSV, good only until the next is read: take what is wanted with `text`. */
export interface CsvRecord {
  /** The line it starts on; the first of the file is 1. */
  readonly line: number
  /** How many cells it has. */
  readonly cells: number
  /** A cell's text, from 0; empty past the last. */
  text(cell: number): string
  /** How many characters stand in a cell, and the code of one of them, so that a cell may be read without making text of it. */
  length(cell: number): number
  code(cell: number, at: number): number
}

export interface CsvReader {
  /** Reads the next piece of the file. */
  write(piece: string): void
  /** Reads what is left. Returns the line of a quotation mark that is never closed, or null. */
  end(): number | null
}

/** Characters. A record longer than this is a quotation mark that was never closed. */
const longestRecord = 1 << 20
const unfinished = -1
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
  const split = delimiter.charCodeAt(0)
  const cells = newCells()
  let source = ''
  let line = 1
  let unclosed: number | null = null

  const record = {
    line: 1,
    cells: 0,
    text(cell: number): string {
      if (cell >= cells.count) return ''
      const text = source.slice(cells.starts[cell], cells.ends[cell])
      return cells.doubled[cell] === 1 ? text.replaceAll('""', '"') : text
    },
    length: (cell: number): number =>
      cell < cells.count ? (cells.ends[cell] ?? 0) - (cells.starts[cell] ?? 0) : 0,
    code: (cell: number, at: number): number => source.charCodeAt((cells.starts[cell] ?? 0) + at),
  }

  const readRecords = (last: boolean): number => {
    let at = 0
    while (at < source.length) {
      const end = endOfRecord(at)
      if (end === unfinished && last) unclosed = line
      if (end === unfinished || (!last && mayGoOn(source, end))) break
      emit(at, end)
      if (cells.quoted) line += linesIn(source, at, end)
      at = afterLineEnd(source, end)
      if (at > end) line += 1
    }
    return at
  }

  const endOfRecord = (from: number): number => {
    cells.count = 0
    cells.quoted = false
    let at = from
    for (;;) {
      at = readCell(cells, source, at, split)
      if (at === unfinished || source.charCodeAt(at) !== split) return at
      at += 1
    }
  }

  const emit = (from: number, end: number): void => {
    if (end === from) return
    record.line = line
    record.cells = cells.count
    onRecord(record)
  }

  return {
    write(piece) {
      source = source === '' ? piece : source + piece
      source = source.slice(readRecords(false))
      if (source.length > longestRecord)
        throw new BrokenFile(
          `From line ${line} a quotation mark is never closed. Close it, or save the file as CSV again.`,
        )
    },
    end() {
      readRecords(true)
      return unclosed
    },
  }
}

/** A record that stops where the piece stops may go on in the next; so may a CR be half of a CRLF. */
const mayGoOn = (source: string, end: number): boolean =>
  end >= source.length || (end === source.length - 1 && source.charCodeAt(end) === carriageReturn)

const afterLineEnd = (source: string, end: number): number =>
  source.charCodeAt(end) === carriageReturn && source.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1

/** Line ends within a record stand only inside quotation marks, and few records have one. */
function linesIn(source: string, from: number, end: number): number {
  let count = 0
  for (let at = from; at < end; at += 1) {
    const code = source.charCodeAt(at)
    if (endsLine(code) && !(code === carriageReturn && source.charCodeAt(at + 1) === lineFeed)) count += 1
  }
  return count
}
