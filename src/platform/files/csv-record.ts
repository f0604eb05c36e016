import { newCells, readCell, type CsvCells } from './csv-cells.ts'

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

/** What `end` gives of a record whose quotation mark is never closed. */
export const unfinished = -1

/** Finds records in a text: one at a time, and the same object each time. */
interface RecordFinder {
  /** The record last found and shown. */
  readonly record: CsvRecord
  /** Whether a cell of the record last found is quoted, so that it may hold line ends. */
  readonly isQuoted: () => boolean
  /** The text that records are found in from now on. */
  readonly lookIn: (text: string) => void
  /** Finds the record that begins there. Returns where it ends, or `unfinished`. */
  readonly end: (from: number) => number
  /** Finds only so many cells of the record that begins there, which has no quotation mark in it. */
  readonly begin: (from: number, cells: number) => void
  /** Shows the record just found as `record`, standing on that line. */
  readonly show: (line: number) => CsvRecord
}

/** A finder of records whose cells one character parts. */
export function recordFinder(delimiter: string): RecordFinder {
  const split = delimiter.charCodeAt(0)
  const cells = newCells()
  let source = ''
  const record = {
    line: 1,
    cells: 0,
    text: (cell: number): string => textOf(cells, source, cell),
    length: (cell: number): number =>
      cell < cells.count ? (cells.ends[cell] ?? 0) - (cells.starts[cell] ?? 0) : 0,
    code: (cell: number, at: number): number => source.charCodeAt((cells.starts[cell] ?? 0) + at),
  }
  return {
    record,
    isQuoted: () => cells.quoted,
    lookIn: (text) => void (source = text),
    end: (from) => {
      cells.count = 0
      cells.quoted = false
      let at = from
      for (;;) {
        at = readCell(cells, source, at, split)
        if (at === unfinished || source.charCodeAt(at) !== split) return at
        at += 1
      }
    },
    begin: (from, wanted) => {
      cells.count = 0
      cells.quoted = false
      let at = from
      do at = readCell(cells, source, at, split) + 1
      while (cells.count < wanted && source.charCodeAt(at - 1) === split)
    },
    show: (line) => {
      record.line = line
      record.cells = cells.count
      return record
    },
  }
}

function textOf(cells: CsvCells, source: string, cell: number): string {
  if (cell >= cells.count) return ''
  const text = source.slice(cells.starts[cell], cells.ends[cell])
  return cells.doubled[cell] === 1 ? text.replaceAll('""', '"') : text
}
