import { gzipSync } from 'node:zlib'
import { british, episodeRows, episodesCsv, file, headerCsv, headerRows } from './good.ts'
import type { Kind } from './kind.ts'
import { good, pair } from './layout-kinds.ts'

/** Text that is laid out well and holds what it should not, and what is no CSV at all. */
export const valueKinds: readonly Kind[] = [
  {
    name: 'cells that begin as formulas do',
    fate: 'read',
    make: (random) => {
      const formula = random.one([
        '=1+1',
        '+1',
        '-1',
        '@SUM(1)',
        '=HYPERLINK("http://a","b")',
        "=cmd|'/C calc'!A0",
      ])
      const cell = `"${formula.replaceAll('"', '""')}"`
      return pair(
        headerCsv([[cell, 'M', '01/01/2015', cell, cell, cell, cell]]),
        episodesCsv([[cell, '01/05/2025', cell, cell, cell, cell, cell, '', '', '', cell, cell, cell]]),
      )
    },
  },
  {
    name: 'URNs as numbers',
    fate: 'read',
    make: (random) => {
      const urn = random.one(['1234567', '1234567.0', '1.23E+06', '001234567', '1,234,567', '-1'])
      const rows = episodeRows(8, random).map((row) => [...row.slice(0, -1), `"${urn}"`])
      return pair(good(random).header, episodesCsv(rows))
    },
  },
  ...Object.entries({
    'year first': (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}`,
    'month first': (y: number, m: number, d: number) => `${pad(m)}/${pad(d)}/${y}`,
    'two figures for the year': (y: number, m: number, d: number) =>
      `${pad(d)}/${pad(m)}/${String(y).slice(2)}`,
    'the month in letters': (y: number, m: number, d: number) => `${d}-${months[m - 1]}-${y}`,
    'a spreadsheet’s number': (y: number, m: number, d: number) => String(40_000 + y + m * 30 + d),
    'an hour behind it': (y: number, m: number, d: number) => `${british(y, m, d)} 00:00:00`,
    'an instant': (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}T00:00:00Z`,
    'figures alone': (y: number, m: number, d: number) => `${y}${pad(m)}${pad(d)}`,
    'no such day': (y: number) => `31/02/${y}`,
    'the year 9999': () => '31/12/9999',
    'the year 0': () => '01/01/0000',
    'forty digits': () => '9'.repeat(40),
  }).map(([name, day]): Kind => ({
    name: `days written with ${name}`,
    fate: 'read',
    make: (random) => pair(headerCsv(headerRows(8, random, day)), episodesCsv(episodeRows(8, random, day))),
  })),
  {
    name: 'each child twice, in part otherwise',
    fate: 'read',
    make: (random) => {
      const [header, episodes] = [headerRows(8, random), episodeRows(8, random)]
      return pair(
        headerCsv([...header, ...header.map(([child = '', , ...rest]) => [child, 'F', ...rest])]),
        episodesCsv([...episodes, ...episodes]),
      )
    },
  },
  {
    name: 'the same file twice',
    fate: 'read',
    make: (random) => {
      const { header, episodes } = good(random)
      return [...pair(header, episodes), file('copy.csv', episodes)]
    },
  },
  {
    name: 'two files of one table that do not agree',
    fate: 'read',
    make: (random) => [
      ...pair(good(random).header, good(random).episodes),
      file('more.csv', good(random).episodes),
    ],
  },
  {
    name: 'ids made to harm',
    fate: 'read',
    make: (random) => {
      const ids = [
        '../../etc/passwd',
        '<script>alert(1)</script>',
        "'; drop table person; --",
        '__proto__',
        'constructor',
        '\u202E123',
        ' ',
        '0',
        'x'.repeat(100_000),
        '💥',
        '%00',
        '{{7*7}}',
      ] as const
      const id = random.one(ids)
      return pair(
        headerCsv([[id, 'M', '01/01/2015', 'WBRI', 'UN4', '', '']]),
        episodesCsv([[id, '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', '', '', '', '', '']]),
      )
    },
  },
  {
    name: 'column names made to harm',
    fate: 'read',
    make: (random) =>
      pair(
        good(random).header,
        good(random).episodes.replace(
          'URN',
          random.one(['__proto__', 'constructor', 'toString', '=1+1', '<b>']),
        ),
      ),
  },
  {
    name: 'one good file and one that is another thing',
    fate: 'read',
    make: (random) => [
      ...pair(good(random).header, good(random).episodes),
      file('notes.txt', 'Please see attached.'),
    ],
  },
  ...[
    ['a web page', '<!doctype html><html><body>Sign in to continue</body></html>', 'refused'],
    ['JSON', '{"children":[{"id":1}]}', 'refused'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'refused'],
    ['a letter', 'Dear colleague,\nplease find attached the return.\n', 'refused'],
  ].map(([name = '', text = '', fate = '']): Kind => ({
    name,
    fate: fate as Kind['fate'],
    make: () => [file('episodes.csv', text)],
  })),
  {
    name: 'an older workbook',
    fate: 'refused',
    make: () => [file('a.xls', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]))],
  },
  {
    name: 'a packed CSV',
    fate: 'refused',
    make: (random) => [file('episodes.csv.gz', gzipSync(good(random).episodes))],
  },
  {
    name: 'a picture',
    fate: 'refused',
    make: () => [file('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))],
  },
]

const pad = (figure: number): string => String(figure).padStart(2, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
