/** Where the cells of the record now being read stand in the text. Reused from record to record. */
export interface CsvCells {
  starts: Int32Array
  ends: Int32Array
  /** 1 where the cell's text holds doubled quotation marks, each standing for one. */
  doubled: Uint8Array
  count: number
  /** Whether any cell is quoted, so that the record may hold line ends. */
  quoted: boolean
}

export const newCells = (): CsvCells => ({
  starts: new Int32Array(64),
  ends: new Int32Array(64),
  doubled: new Uint8Array(64),
  count: 0,
  quoted: false,
})

const quote = 34
const lineFeed = 10
const carriageReturn = 13

export const endsLine = (code: number): boolean => code === lineFeed || code === carriageReturn

/** Reads one cell from `from`. Returns where it stops (at a delimiter, a line end or the end of the text), or -1 if its quotation mark is not closed. */
export function readCell(cells: CsvCells, source: string, from: number, delimiter: number): number {
  if (source.charCodeAt(from) !== quote) return keep(cells, from, endOfPlain(source, from, delimiter), 0)
  cells.quoted = true
  let doubled = 0
  let close = source.indexOf('"', from + 1)
  while (close >= 0 && source.charCodeAt(close + 1) === quote) {
    doubled = 1
    close = source.indexOf('"', close + 2)
  }
  if (close < 0) return -1
  const after = close + 1
  const code = source.charCodeAt(after)
  if (after >= source.length || code === delimiter || endsLine(code)) {
    keep(cells, from + 1, close, doubled)
    return after
  }
  return keep(cells, from, endOfPlain(source, after, delimiter), doubled)
}

function endOfPlain(source: string, from: number, delimiter: number): number {
  const length = source.length
  for (let at = from; at < length; at += 1) {
    const code = source.charCodeAt(at)
    if (code === delimiter || code === lineFeed || code === carriageReturn) return at
  }
  return length
}

function keep(cells: CsvCells, start: number, end: number, doubled: number): number {
  const at = cells.count
  if (at === cells.starts.length) grow(cells)
  cells.starts[at] = start
  cells.ends[at] = end
  cells.doubled[at] = doubled
  cells.count = at + 1
  return end
}

function grow(cells: CsvCells): void {
  const { starts, ends, doubled } = cells
  cells.starts = new Int32Array(starts.length * 2)
  cells.ends = new Int32Array(starts.length * 2)
  cells.doubled = new Uint8Array(starts.length * 2)
  cells.starts.set(starts)
  cells.ends.set(ends)
  cells.doubled.set(doubled)
}
