import { FileRefused } from '../refused.ts'

/** What documents may be, by what is in them. */
export const documentKinds = {
  pdf: 'PDF',
  docx: 'Word document',
  xlsx: 'Excel workbook',
  odt: 'OpenDocument text',
  jpeg: 'Photo (JPEG)',
  png: 'Picture (PNG)',
  text: 'Plain text',
} as const
export type DocumentKind = keyof typeof documentKinds

/** A document made safe to keep: what it says of who made it and where is taken out. */
export interface CleanDocument {
  readonly kind: DocumentKind
  readonly bytes: Buffer
}

/** Bytes. */
export const largestDocument = 25 * 1024 * 1024

/** What a file's first bytes say it is; `zip` is yet to be looked into. */
type Seen = 'pdf' | 'zip' | 'jpeg' | 'png' | 'text'

const begins: readonly (readonly [string, Seen])[] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
]

const photo = 'Open it, save it as JPEG or PNG, and attach that.'
const asPdf = 'Open it, save it as a PDF, and attach that.'
const program =
  'This is a program, and programs are not kept. If somebody sent it to you, tell your IT security team.'
const archive =
  'This is a bundle of files packed into one. Unpack it, and attach the documents in it one by one.'

/** Kinds that are not kept, and what to do instead. Latin-1, from the file's first byte. */
/* oxlint-disable no-control-regex -- bytes are what is looked for */
const refused: readonly (readonly [RegExp, string])[] = [
  [/^\xd0\xcf\x11\xe0/, `This is an old Word or Excel file, or an email saved from Outlook. ${asPdf}`],
  [/^\{\\rtf/, `This is a rich text file. ${asPdf}`],
  [/^GIF8/, `This is a GIF picture. ${photo}`],
  [/^RIFF[^]{4}WEBP/, `This is a WebP picture. ${photo}`],
  [/^(II\*\0|MM\0\*)/, `This is a TIFF picture. ${photo}`],
  [/^BM[^]{4}\0\0\0\0/, `This is a bitmap. ${photo}`],
  [/^[^]{4}ftyp(heic|heix|hevc|mif1|msf1|avif)/, `This is a photo as iPhones keep it (HEIC). ${photo}`],
  [
    /^([^]{4}ftyp|ID3|OggS|RIFF|\x1aE\xdf\xa3|fLaC|\xff[\xe2-\xfb])/,
    'This is sound or film, which is not kept here. Write down what it shows, and where it is kept.',
  ],
  [/^(MZ|\x7fELF|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe|#!)/, program],
  [/^(PK|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd)/, archive],
]
/* oxlint-enable no-control-regex */

/**
 * What a file is, by its bytes. Neither its name nor what the browser says of it is asked.
 *
 * @throws FileRefused for a kind that is not kept, with what to do instead
 */
export function seenIn(bytes: Buffer): Seen {
  if (bytes.length === 0) throw new FileRefused('This file is empty. Check that it is the one you meant.')
  if (bytes.length > largestDocument)
    throw new FileRefused('This file is larger than 25 MB. Save it smaller, or attach it in parts.')
  const head = bytes.toString('latin1', 0, 64)
  const known = begins.find(([start]) => head.startsWith(start))
  if (known !== undefined) return known[1]
  const other = refused.find(([pattern]) => pattern.test(head))
  if (other !== undefined) throw new FileRefused(other[1])
  return 'text'
}
