import type { CellValue } from 'exceljs'
import { census, contactColumns, file, workbook, zip } from './good.ts'
import type { Kind } from './kind.ts'

const xml = (
  name: string,
  fate: Kind['fate'],
  text: (random: Parameters<Kind['make']>[0]) => string | Buffer,
): Kind => ({
  name,
  fate,
  make: (random) => [file('census.xml', text(random))],
})

const lots = 200_000
const bomb = `<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${'bcdefghij'[at]} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]>`

/** XML that is cut, ill formed, or made to take all memory or time. */
export const xmlKinds: readonly Kind[] = [
  xml('XML cut short', 'refused', (random) => {
    const text = census(200, random)
    return text.slice(0, text.length - 30 - random.below(20_000))
  }),
  xml('XML cut within its last tag', 'refused', (random) => census(50, random).slice(0, -4)),
  xml('two roots', 'refused', (random) => census(3, random) + census(3, random)),
  xml('tags that close in another order', 'refused', (random) => census(3, random, '<A><B></A></B>')),
  xml('a bare ampersand', 'refused', (random) => census(3, random, '<CINPlanDates>A & B</CINPlanDates>')),
  xml('entities that multiply', 'refused', (random) => bomb + census(3, random, '&j;')),
  xml(
    'an entity from the disk',
    'refused',
    (random) => `<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>${census(3, random, '&x;')}`,
  ),
  xml(
    'a DTD from elsewhere',
    'refused',
    (random) => `<!DOCTYPE Message SYSTEM "http://127.0.0.1:1/a.dtd">${census(3, random)}`,
  ),
  xml(
    'a DTD behind a long comment',
    'refused',
    (random) => `<!--${'x'.repeat(70_000)}-->${bomb}${census(3, random)}`,
  ),
  xml('an entity nobody made', 'refused', (random) => census(3, random, '<A>&nobody;</A>')),
  xml('elements a hundred thousand deep', 'refused', (random) =>
    census(3, random, '<A>'.repeat(100_000) + '</A>'.repeat(100_000)),
  ),
  xml('elements a hundred deep', 'refused', (random) =>
    census(3, random, '<A>'.repeat(100) + '</A>'.repeat(100)),
  ),
  xml('a child with more elements than any has', 'refused', (random) =>
    census(3, random, '<A/>'.repeat(lots + 5)),
  ),
  xml('an element of two million characters', 'refused', (random) =>
    census(3, random, `<A>${'x'.repeat(2_000_000)}</A>`),
  ),
  xml('an attribute of six million characters', 'refused', (random) =>
    census(3, random, `<A b="${'x'.repeat(6_000_000)}"/>`),
  ),
  xml('a name of six million characters', 'refused', (random) =>
    census(3, random, `<${'x'.repeat(6_000_000)}/>`),
  ),
  xml('a hundred thousand attributes', 'refused', (random) =>
    census(3, random, `<A ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
  ),
  xml('a comment of ten million characters', 'refused', (random) =>
    census(3, random, `<!--${'x'.repeat(10_000_000)}-->`),
  ),
  xml('CDATA of three million characters', 'refused', (random) =>
    census(3, random, `<A><![CDATA[${'<x>'.repeat(1_000_000)}]]></A>`),
  ),
  xml('instructions that never end', 'refused', () => '<?'.repeat(33_000)),
  xml('comments that never end', 'refused', () => '<!--'.repeat(20_000)),
  xml('a tag that never ends', 'refused', () => `<${' '.repeat(100_000)}`),
  xml(
    'a hundred thousand blanks before the first tag',
    'refused',
    (random) => ' '.repeat(100_000) + census(3, random),
  ),
  xml('a false encoding', 'read', (random) => `<?xml version="1.0" encoding="UTF-16"?>${census(3, random)}`),
  xml('UTF-16', 'read', (random) => Buffer.from(`\uFEFF${census(3, random)}`, 'utf16le')),
  xml('a byte-order mark', 'read', (random) => `\uFEFF<?xml version="1.0"?>${census(3, random)}`),
  xml('control characters', 'refused', (random) => census(3, random, '<A>\u0001</A>')),
  xml('another census', 'refused', (random) => census(3, random).replace('>CIN<', '>SCHOOL<')),
  xml('another root', 'refused', () => '<Nothing/>'),
  xml('no children', 'read', () => census(0, { next: () => 0, below: () => 0, one: ([first]) => first })),
  xml('elements nobody knows', 'read', (random) =>
    census(3, random, '<Unheard><Of>1</Of></Unheard><__proto__>1</__proto__>'),
  ),
  xml('each child twice', 'read', (random) => census(8, random).replaceAll(/C[4-7]</g, 'C1<')),
  xml('days and codes that cannot be', 'read', (random) =>
    census(3, random).replaceAll('2025-0', '2025-4').replaceAll('>WBRI<', '>=1+1<'),
  ),
  xml('another authority', 'read', (random) => census(3, random).replace('>825<', '>999<')),
  xml('elements with a prefix', 'read', (random) =>
    census(3, random).replaceAll('<', '<x:').replaceAll('<x:/', '</x:'),
  ),
  xml('a hundred thousand empty lines', 'read', (random) => census(3, random, '\n'.repeat(100_000))),
]

const lists = (rows: readonly (readonly CellValue[])[]) => workbook([[...contactColumns], ...rows])
const contact = ['A1', 'a', 'WBRI', '01/01/2015', 10, '01/05/2025', '1A'] as const
const book = (name: string, fate: Kind['fate'], make: Kind['make']): Kind => ({ name, fate, make })
const sheetXml = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inside}</sheetData></worksheet>`
const parts = (sheet: string | Buffer, says?: number, flags?: number) => [
  {
    name: '[Content_Types].xml',
    content: Buffer.from(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
  },
  {
    name: 'xl/workbook.xml',
    content: Buffer.from(
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: Buffer.from(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
  },
  {
    name: 'xl/worksheets/sheet1.xml',
    content: Buffer.from(sheet),
    ...(says !== undefined && { says }),
    ...(flags !== undefined && { flags }),
  },
]

/** Workbooks that are cut, are none, or unpack to more than they say. Annex A is imported; no rule checks it. */
export const workbookKinds: readonly Kind[] = [
  book('a workbook cut short', 'refused', async (random) => {
    const whole = await lists([contact])
    return [file('a.xlsx', whole.subarray(0, whole.length - 50 - random.below(2000)))]
  }),
  book('a workbook with its middle overwritten', 'refused', async () => {
    const whole = await lists([contact])
    whole.fill(0xff, 100, 2500)
    return [file('a.xlsx', whole)]
  }),
  book('two letters of a zip', 'refused', () => [file('a.xlsx', 'PK')]),
  book('a zip of CSVs', 'refused', () => [
    file('a.zip', zip([{ name: 'episodes.csv', content: Buffer.from('CHILD,DECOM') }])),
  ]),
  book('a workbook without a sheet', 'refused', () => [
    file('a.xlsx', zip([{ name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }])),
  ]),
  book('a zip that packs a thousand times', 'refused', () => [
    file('a.xlsx', zip(parts(Buffer.alloc(30_000_000, 0x20)))),
  ]),
  book('a zip that unpacks to more than it says', 'refused', () => [
    file('a.xlsx', zip(parts(Buffer.alloc(300_000_000, 0x20), 5000))),
  ]),
  book('a zip that says it unpacks to four gigabytes', 'refused', () => [
    file('a.xlsx', zip(parts(sheetXml(''), 0xfffffff0))),
  ]),
  book('a locked workbook', 'refused', () => [file('a.xlsx', zip(parts(sheetXml(''), undefined, 1)))]),
  book('twenty thousand parts', 'refused', () => [
    file(
      'a.xlsx',
      zip(Array.from({ length: 20_000 }, (_, at) => ({ name: `xl/${at}.xml`, content: Buffer.alloc(0) }))),
    ),
  ]),
  book('parts with names that climb', 'refused', () => [
    file(
      'a.xlsx',
      zip([
        { name: '../../../../tmp/holdfast-climbed', content: Buffer.from('x') },
        { name: 'xl/workbook.xml', content: Buffer.from('x') },
      ]),
    ),
  ]),
  book('entities within a sheet', 'refused', () => [
    file('a.xlsx', zip(parts(sheetXml('<row><c t="inlineStr"><is><t>&j;</t></is></c></row>', bomb)))),
  ]),
  book('a sheet a hundred thousand deep', 'refused', () => [
    file('a.xlsx', zip(parts(sheetXml('<a>'.repeat(100_000))))),
  ]),
  book('a sheet of three million cells', 'refused', () => [
    file('a.xlsx', zip(parts(sheetXml(`<row>${'<c><v>1</v></c>'.repeat(16_000)}</row>`.repeat(60))))),
  ]),
  book('a list with formulas', 'annex', async () => [
    file(
      'a.xlsx',
      await lists([
        [{ formula: 'HYPERLINK("http://a")', result: 'A2' }, ...contact.slice(1)],
        ['=1+1', ...contact.slice(1)],
      ]),
    ),
  ]),
  book('a list with errors of a spreadsheet', 'annex', async () => [
    file('a.xlsx', await lists([['A1', { error: '#REF!' }, { error: '#N/A' }, ...contact.slice(3)]])),
  ]),
  book('a list with days as numbers and days', 'annex', async () => [
    file(
      'a.xlsx',
      await lists([
        ['A1', 'a', 'WBRI', 42_005, 10, new Date('2025-05-01'), '1A'],
        ['A2', 'a', 'WBRI', new Date('0001-01-01'), -3, 99_999_999, 'ZZ'],
      ]),
    ),
  ]),
  book('a list with every end of line in a cell', 'annex', async () => [
    file('a.xlsx', await lists([['A\u2028\u2029\u0085\r\n1', 'a\u2028', ...contact.slice(2)]])),
  ]),
  book('a list with a child twice', 'annex', async () => [
    file('a.xlsx', await lists([contact, contact, ['A1', 'b', ...contact.slice(2)]])),
  ]),
  book('a sheet of another thing', 'refused', async () => [
    file(
      'a.xlsx',
      await workbook([
        ['Name', 'Telephone'],
        ['Somebody', '1'],
      ]),
    ),
  ]),
  book('an empty sheet', 'refused', async () => [file('a.xlsx', await workbook([]))]),
]
