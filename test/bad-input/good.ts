import { crc32, deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import type { Random } from './random.ts'

/** A file as somebody would give it. */
export interface BadFile {
  readonly name: string
  readonly content: Buffer
}

export const file = (name: string, content: string | Buffer): BadFile => ({
  name,
  content: typeof content === 'string' ? Buffer.from(content) : content,
})

const csv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  `${rows.map((row) => row.join(delimiter)).join('\r\n')}\r\n`

const headerColumns = ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'] as const
export const episodeColumns = [
  'CHILD',
  'DECOM',
  'RNE',
  'LS',
  'CIN',
  'PLACE',
  'PLACE_PROVIDER',
  'DEC',
  'REC',
  'REASON_PLACE_CHANGE',
  'HOME_POST',
  'PL_POST',
  'URN',
] as const

/** So many invented children, a row each. What a day is written as may be chosen. */
export const headerRows = (count: number, random: Random, day = british): string[][] =>
  Array.from({ length: count }, (_, at) => [
    String(900_000 + at),
    random.one(['M', 'F']),
    day(2008 + random.below(12), 1 + random.below(12), 1 + random.below(28)),
    random.one(['WBRI', 'MWBC', 'AIND']),
    'UN4',
    '',
    '',
  ])

export const episodeRows = (count: number, random: Random, day = british): string[][] =>
  Array.from({ length: count }, (_, at) => [
    String(900_000 + at),
    day(2025, 4 + random.below(8), 1 + random.below(28)),
    'S',
    'C2',
    random.one(['N1', 'N2']),
    'U1',
    'PR1',
    '',
    '',
    '',
    'AA1 1AA',
    'AA1 1AB',
    'SC123456',
  ])

export const british = (year: number, month: number, day: number): string =>
  `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`

export const headerCsv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  csv([headerColumns, ...rows], delimiter)
export const episodesCsv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  csv([episodeColumns, ...rows], delimiter)

/** A census of so many children; `inside` is put into the last of them. */
export const census = (count: number, random: Random, inside = ''): string =>
  `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>825</LEA></Source></Header><Children>
${Array.from({ length: count }, (_, at) => child(at, random, at === count - 1 ? inside : '')).join('\n')}
</Children></Message>`

const child = (at: number, random: Random, inside: string): string =>
  `<Child><ChildIdentifiers><LAchildID>C${at}</LAchildID><PersonBirthDate>20${10 + random.below(14)}-05-04</PersonBirthDate><Sex>${random.one(['M', 'F'])}</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails><CINreferralDate>2025-0${1 + random.below(9)}-10</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails>${inside}</Child>`

/** A workbook with one list of Annex A, and whatever rows. */
export async function workbook(
  rows: readonly (readonly exceljs.CellValue[])[],
  sheet = 'List 1',
): Promise<Buffer> {
  const book = new exceljs.Workbook()
  const made = book.addWorksheet(sheet)
  for (const row of rows) made.addRow([...row])
  return Buffer.from(await book.xlsx.writeBuffer())
}

export const contactColumns = [
  'Child Unique ID',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Age of Child (Years)',
  'Date of Contact',
  'Contact Source',
] as const

/** One part of a zip as it is to stand in it: what its directory says of it may be untrue. */
export interface ZipPart {
  readonly name: string
  readonly content: Buffer
  /** Bytes the directory says it unpacks to. */
  readonly says?: number
  /** 1 says that it is encrypted. */
  readonly flags?: number
}

/** A zip of these parts, written by hand so that it may lie. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, content, says = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(flags, 2)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(says, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, place, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, listed, Buffer.from('PK\x05\x06'), end])
}
