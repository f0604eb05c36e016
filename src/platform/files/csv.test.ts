import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvReader, csvText } from './csv.ts'
import { BrokenFile } from './refused.ts'

/** What the reader gives for a text handed to it in pieces of a length. */
function read(
  text: string,
  delimiter = ',',
  piece = 7,
): { rows: string[][]; lines: number[]; unclosed: number | null } {
  const rows: string[][] = []
  const lines: number[] = []
  const reader = csvReader(delimiter, (record) => {
    rows.push(Array.from({ length: record.cells }, (_, cell) => record.text(cell)))
    lines.push(record.line)
  })
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece))
  return { unclosed: reader.end(), rows, lines }
}

/** What the reader of a text held whole gives, each record read again from where it begins, the last first. */
function readAgain(text: string, delimiter: string): ReturnType<typeof read> {
  const held = csvText(text, delimiter)
  const places: [at: number, line: number][] = []
  const unclosed = held.each(({ line }, at) => void places.push([at, line]))
  const records = places.toReversed().map(([at, line]) => held.record(at, line))
  assert.equal(new Set(records).size, Math.min(1, records.length), 'one record is shown at a time')
  const rows = places.map(([at, line]) => {
    const record = held.record(at, line)
    return Array.from({ length: record.cells }, (_, cell) => record.text(cell))
  })
  return { rows, lines: places.map(([, line]) => line), unclosed }
}

/** The first two cells of each record, where only they are looked for. */
function beginnings(text: string, delimiter: string): Pick<ReturnType<typeof read>, 'rows' | 'lines'> {
  const rows: string[][] = []
  const lines: number[] = []
  csvText(text, delimiter).eachBeginning(2, (record) => {
    rows.push([record.text(0), record.text(1)])
    lines.push(record.line)
  })
  return { rows, lines }
}

const asCsvParse = (text: string, delimiter: string): string[][] =>
  parse(text, {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  })

const cell = fc.string({
  unit: fc.constantFrom('a', '£', ' ', '"', ',', ';', '\n', '\r\n', '\r', 'é', '😀'),
  maxLength: 6,
})

const written = (value: string, delimiter: string, quoted: boolean): string =>
  quoted || /["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value

test('gives the answers of csv-parse for any cells, ragged rows, line ends, delimiter and piece length', () => {
  const file = fc.record({
    rows: fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
    delimiter: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    last: fc.boolean(),
    piece: fc.integer({ min: 1, max: 40 }),
  })
  fc.assert(
    fc.property(file, ({ rows, delimiter, end, last, piece }) => {
      const lines = rows.map((row) =>
        row.map(([value, quoted]) => written(value, delimiter, quoted)).join(delimiter),
      )
      const text = lines.join(end) + (last ? end : '')
      const inPieces = read(text, delimiter, piece)
      assert.deepEqual(inPieces.rows, asCsvParse(text, delimiter))
      assert.deepEqual(readAgain(text, delimiter), inPieces)
      const begins = inPieces.rows.map(([one = '', two = '']) => [one, two])
      assert.deepEqual(beginnings(text, delimiter), { rows: begins, lines: inPieces.lines })
    }),
    { numRuns: 2000, seed: 903 },
  )
})

test('tells the beginnings of records as the whole reader does, where no cell is quoted', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', ' ', 'é', ',', '\n', '\r\n'), maxLength: 40 })
  fc.assert(
    fc.property(plain, (text) => {
      const { rows, lines } = read(text)
      assert.deepEqual(beginnings(text, ','), { rows: rows.map(([one = '', two = '']) => [one, two]), lines })
    }),
    { numRuns: 500, seed: 903 },
  )
})

test('reads quotation marks, line ends within them, empty lines and a trailing delimiter', () => {
  const text = 'CHILD,NOTE,\r\n1,"said ""no"",\nthen left",\r\n\r\n2,say "hi",'
  const { rows, lines } = read(text)
  assert.deepEqual(rows, [
    ['CHILD', 'NOTE', ''],
    ['1', 'said "no",\nthen left', ''],
    ['2', 'say "hi"', ''],
  ])
  assert.deepEqual(lines, [1, 2, 5])
})

test('says on which line a quotation mark that is never closed stands', () => {
  assert.deepEqual(read('a,b\n1,2\n3,"4\n5,6\n'), {
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
    lines: [1, 2],
    unclosed: 3,
  })
  assert.equal(read('a,b\n1,2').unclosed, null)
  assert.equal(readAgain('a,b\n1,2\n3,"4\n5,6\n', ',').unclosed, 3)
})

test('stops at a record of over a million characters rather than hold the file', () => {
  const reader = csvReader(',', () => undefined)
  reader.write('a,b\n1,"')
  assert.throws(
    () => {
      for (let i = 0; i < 20; i += 1) reader.write('x'.repeat(100_000))
    },
    (error) =>
      error instanceof BrokenFile &&
      error.message.startsWith('From line 2 a quotation mark is never closed.'),
  )
  assert.throws(() => csvText(`a,b\n1,"${'x'.repeat(1 << 20)}`, ',').each(() => undefined), BrokenFile)
})

test('counts a CRLF cut between two pieces as one line end', () => {
  for (const piece of [1, 2, 3])
    assert.deepEqual(read('a\r\nb\r\n\r\n"c\r\n"\rd', ',', piece).lines, [1, 2, 4, 6])
})
