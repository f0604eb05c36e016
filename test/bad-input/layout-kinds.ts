import {
  episodeColumns,
  episodeRows,
  episodesCsv,
  file,
  headerCsv,
  headerRows,
  type BadFile,
} from './good.ts'
import type { Kind } from './kind.ts'
import type { Random } from './random.ts'

export const good = (random: Random, count = 8): { header: string; episodes: string } => ({
  header: headerCsv(headerRows(count, random)),
  episodes: episodesCsv(episodeRows(count, random)),
})
export const pair = (header: string | Buffer, episodes: string | Buffer): BadFile[] => [
  file('header.csv', header),
  file('episodes.csv', episodes),
]

/** Text cut short, in another encoding, parted or ended otherwise, with its columns elsewhere: what exports have been seen to make. */
export const layoutKinds: readonly Kind[] = [
  { name: 'empty', fate: 'refused', make: () => [file('episodes.csv', '')] },
  { name: 'only a byte-order mark', fate: 'refused', make: () => [file('a.csv', '\uFEFF')] },
  { name: 'only line ends', fate: 'refused', make: () => [file('a.csv', '\r\n'.repeat(500))] },
  { name: 'only the column names', fate: 'read', make: () => pair(headerCsv([]), episodesCsv([])) },
  {
    name: 'cut short within a line',
    fate: 'read',
    make: (random) => {
      const { header, episodes } = good(random)
      return pair(header, episodes.slice(0, episodes.length - 5 - random.below(60)))
    },
  },
  {
    name: 'a quotation mark that is never closed',
    fate: 'read',
    make: (random) => {
      const { header, episodes } = good(random)
      return pair(header, episodes.replace(',S,C2', `,"S,C2`))
    },
  },
  {
    name: 'a line of two million characters in quotation marks',
    fate: 'refused',
    make: (random) => pair(good(random).header, `${episodeColumns.join(',')}\r\n"${'x'.repeat(2_000_000)}`),
  },
  {
    name: 'a first line of a hundred thousand columns',
    fate: 'refused',
    make: () => [file('a.csv', Array.from({ length: 100_000 }, (_, at) => `C${at}`).join(','))],
  },
  {
    name: 'a row of a hundred thousand cells',
    fate: 'read',
    make: (random) => pair(good(random).header, `${good(random).episodes}900001${','.repeat(100_000)}\r\n`),
  },
  {
    name: 'a megabyte of one line without an end',
    fate: 'refused',
    make: (random) => [file('a.csv', 'x'.repeat(1_000_000 + random.below(1000)))],
  },
  {
    name: 'UTF-8 with a byte-order mark',
    fate: 'read',
    make: (random) => pair(`\uFEFF${good(random).header}`, `\uFEFF${good(random).episodes}`),
  },
  {
    name: 'UTF-16, as a spreadsheet’s Unicode text',
    fate: 'read',
    make: (random) =>
      pair(
        Buffer.from(`\uFEFF${good(random).header}`, 'utf16le'),
        Buffer.from(`\uFEFF${good(random).episodes}`, 'utf16le'),
      ),
  },
  {
    name: 'UTF-16 without its mark',
    fate: 'refused',
    make: (random) => pair(good(random).header, Buffer.from(good(random).episodes, 'utf16le')),
  },
  {
    name: 'UTF-16 with an odd number of bytes',
    fate: 'read',
    make: (random) =>
      pair(good(random).header, Buffer.from(`\uFEFF${good(random).episodes}`, 'utf16le').subarray(0, -1)),
  },
  {
    name: 'Windows-1252 letters',
    fate: 'read',
    make: (random) =>
      pair(
        good(random).header,
        Buffer.from(good(random).episodes.replace('AA1 1AA', 'Ã©\xe9 \xa3'), 'latin1'),
      ),
  },
  {
    name: 'UTF-8 cut within a letter',
    fate: 'read',
    make: (random) =>
      pair(
        good(random).header,
        Buffer.concat([Buffer.from(good(random).episodes), Buffer.from([0xe2, 0x82])]),
      ),
  },
  {
    name: 'NUL bytes',
    fate: 'refused',
    make: (random) => pair(good(random).header, good(random).episodes.replace('C2', 'C\0')),
  },
  {
    name: 'half a megabyte of random bytes',
    fate: 'refused',
    make: (random) => [file('a.csv', Buffer.from(Array.from({ length: 500_000 }, () => random.below(256))))],
  },
  ...[';', '\t', '|', ' '].map((delimiter): Kind => ({
    name: `cells parted by ${JSON.stringify(delimiter)}`,
    fate: delimiter === ' ' ? 'refused' : 'read',
    make: (random) =>
      pair(headerCsv(headerRows(8, random), delimiter), episodesCsv(episodeRows(8, random), delimiter)),
  })),
  ...['\r', '\n', '\n\r', '\u2028'].map((end): Kind => ({
    name: `lines that end in ${JSON.stringify(end)}`,
    fate: end === '\u2028' ? 'refused' : 'read',
    make: (random) => {
      const { header, episodes } = good(random)
      return pair(header.replaceAll('\r\n', end), episodes.replaceAll('\r\n', end))
    },
  })),
  {
    name: 'columns in another order',
    fate: 'read',
    make: (random) => {
      const order = [...episodeColumns.keys()].toSorted(() => random.next() - 0.5)
      const rows = [[...episodeColumns], ...episodeRows(8, random)]
      const swapped = rows.map((row) => order.map((at) => row[at] ?? '').join(','))
      return pair(good(random).header, swapped.join('\r\n'))
    },
  },
  {
    name: 'two columns swapped under their names',
    fate: 'read',
    make: (random) => {
      const rows = episodeRows(8, random).map(([child = '', began = '', ...rest]) => [began, child, ...rest])
      return pair(good(random).header, episodesCsv(rows))
    },
  },
  {
    name: 'no column names',
    fate: 'refused',
    make: (random) => [
      file('a.csv', episodesCsv(episodeRows(8, random)).split('\r\n').slice(1).join('\r\n')),
    ],
  },
  {
    name: 'the column names twice',
    fate: 'read',
    make: (random) => pair(good(random).header, `${episodeColumns.join(',')}\r\n${good(random).episodes}`),
  },
  {
    name: 'a column named twice',
    fate: 'read',
    make: (random) => pair(good(random).header, good(random).episodes.replace('HOME_POST', 'DECOM')),
  },
  {
    name: 'a title above the column names',
    fate: 'refused',
    make: (random) => [file('a.csv', `Looked after children\r\n\r\n${good(random).episodes}`)],
  },
  {
    name: 'rows too short and too long',
    fate: 'read',
    make: (random) =>
      pair(good(random).header, `${good(random).episodes}900002,01/05/2025\r\n900003${',x'.repeat(30)}\r\n`),
  },
]
