import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import { BrokenFile, HostileFile } from './refused.ts'
import { readWorkbook } from './workbook.ts'
import { zipDirectory } from './zip.ts'

const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
after(() => rm(folder, { recursive: true }))

interface Part {
  readonly name: string
  readonly bytes: Buffer
  /** What the directory claims, when it is not the truth. */
  readonly claimed?: number
  readonly flags?: number
}

/** A zip made by hand, so that it can lie. */
async function zip(name: string, parts: readonly Part[]): Promise<string> {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  for (const { name: entry, bytes, claimed, flags = 0 } of parts) {
    const packed = deflateRawSync(bytes)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(bytes), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(entry.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc32(bytes), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(claimed ?? bytes.length, 24)
    central.writeUInt16LE(entry.length, 28)
    central.writeUInt32LE(
      pieces.reduce((sum, piece) => sum + piece.length, 0),
      42,
    )
    directory.push(central, Buffer.from(entry))
    pieces.push(local, Buffer.from(entry), packed)
  }
  const start = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(start, 16)
  const path = join(folder, name)
  await writeFile(path, Buffer.concat([...pieces, listed, end]))
  return path
}

test('reads text, numbers, days, formulas by their result, errors and rich text, as text', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('List 1')
  sheet.addRow(['Child Unique ID', 'Date of Birth'])
  sheet.addRow([12, new Date(Date.UTC(2015, 0, 27)), null, true])
  sheet.getCell('F2').value = { formula: 'A2*2', result: 24 }
  sheet.getCell('G2').value = { error: '#N/A' }
  sheet.getCell('H2').value = { richText: [{ text: 'b) ' }, { text: 'Female' }] }
  sheet.getCell('I2').value = { formula: 'B2+1', result: new Date(Date.UTC(2015, 0, 28)) }
  const path = join(folder, 'plain.xlsx')
  await book.xlsx.writeFile(path)
  assert.deepEqual(await Array.fromAsync(readWorkbook(path)), [
    { sheet: 'List 1', row: 1, cells: ['Child Unique ID', 'Date of Birth'] },
    {
      sheet: 'List 1',
      row: 2,
      cells: ['12', '2015-01-27', null, 'TRUE', null, '24', '#N/A', 'b) Female', '2015-01-28'],
    },
  ])
})

test('refuses a part that unpacks to more than 100 times its size', async () => {
  const path = await zip('bomb.xlsx', [{ name: 'xl/workbook.xml', bytes: Buffer.alloc(5 << 20, 0x20) }])
  await assert.rejects(
    zipDirectory(path),
    (error) => error instanceof HostileFile && /100 times/.test(error.message),
  )
})

test('refuses more than 200 MB in all, by what the directory says, before unpacking any of it', async () => {
  const part = { name: 'a', bytes: Buffer.from('x'), claimed: 0 }
  const path = await zip('big.xlsx', [
    { ...part, claimed: 150 << 20 },
    { ...part, name: 'b', claimed: 51 << 20 },
  ])
  await assert.rejects(
    zipDirectory(path),
    (error) => error instanceof HostileFile && /unpacks to 201 MB/.test(error.message),
  )
})

test('refuses a locked workbook, and says so', async () => {
  const path = await zip('locked.xlsx', [{ name: 'a', bytes: Buffer.from('x'), flags: 1 }])
  await assert.rejects(
    zipDirectory(path),
    (error) => error instanceof HostileFile && /password/.test(error.message),
  )
})

test('a zip cut short, and a zip that is no workbook, are broken', async () => {
  const whole = await zip('whole.xlsx', [{ name: 'xl/workbook.xml', bytes: Buffer.from('<nothing/>') }])
  await assert.rejects(Array.fromAsync(readWorkbook(whole)), BrokenFile)
  const cut = join(folder, 'cut.xlsx')
  await writeFile(cut, Buffer.from('PK\u0003\u0004 and then nothing'))
  await assert.rejects(zipDirectory(cut), BrokenFile)
})

/** A sound workbook of so many rows of numbers. */
function workbookOf(rows: number): Promise<string> {
  const row = (at: number) =>
    `<row r="${at}"><c r="A${at}"><v>${at * 7919}</v></c><c r="B${at}"><v>${Math.sqrt(at)}</v></c></row>`
  const lines = Array.from({ length: rows }, (_, at) => row(at + 1)).join('')
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines}</sheetData></worksheet>`,
  }
  return zip(
    `rows-${rows}.xlsx`,
    Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  )
}

test('a workbook that fills its memory, or outlasts its time, ends its own process and no other', async () => {
  const path = await workbookOf(60_000)
  const tooMuch = (error: unknown) => error instanceof HostileFile && /takes more than/.test(error.message)
  await assert.rejects(Array.fromAsync(readWorkbook(path, { megabytes: 40, seconds: 60 })), tooMuch)
  await assert.rejects(Array.fromAsync(readWorkbook(path, { megabytes: 512, seconds: 0.2 })), tooMuch)
  const rows = await Array.fromAsync(readWorkbook(await workbookOf(3)))
  assert.deepEqual(rows[2], { sheet: 'S', row: 3, cells: ['23757', '1.7320508075688772'] })
})
