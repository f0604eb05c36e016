import { FileRefused, HostileFile } from '../refused.ts'
import { cleanJpeg } from './jpeg.ts'
import type { CleanDocument, DocumentKind } from './kind.ts'
import { bundled, partsOf, type Part } from './parts.ts'
import { cleanPng } from './png.ts'

const asPdf = 'Open it, save it as a PDF, and attach that.'
const says = {
  archive:
    'This is a bundle of files, and not a document that can be kept. Unpack it, and attach the documents in it one by one.',
  other: `This is an office file of a kind that is not kept: Word (.docx), Excel (.xlsx) and OpenDocument text (.odt) are. ${asPdf}`,
  macros:
    'This document holds macros, which are programs. Save it without them (as .docx or .xlsx), and attach that. If you did not expect any, tell your IT security team.',
  embedded: `Another file is packed inside this document. Take it out and attach it by itself; or: ${asPdf}`,
  outside: `This document fetches something from elsewhere when it is opened. ${asPdf}`,
  code: `This document holds something that acts when it is opened. ${asPdf}`,
  entities: `This document is put together as no office program does it. ${asPdf}`,
  locked:
    'This document is locked with a password. Open it, take the password off, save it, and attach that.',
} as const

const mainParts: readonly (readonly [string, DocumentKind])[] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
]
const openDocumentText = 'application/vnd.oasis.opendocument.text'

/**
 * A Word, Excel or OpenDocument file put together anew: its parts as they are, without who made it, when and with what.
 *
 * @throws FileRefused with what to do, where it holds macros, other files, or anything that acts or fetches
 */
export function cleanOffice(bytes: Buffer): CleanDocument {
  const parts = partsOf(bytes)
  const kind = kindOf(parts)
  for (const part of parts) requireHarmless(part)
  return { kind, bytes: bundled(parts.flatMap(cleanPart)) }
}

function kindOf(parts: readonly Part[]): DocumentKind {
  const named = (name: string): string | undefined =>
    parts.find((part) => part.name === name)?.content.toString()
  const mimetype = named('mimetype')
  if (mimetype !== undefined) {
    if (mimetype.trim() === openDocumentText && named('content.xml') !== undefined) return 'odt'
    throw new FileRefused(says.other)
  }
  const types = named('[Content_Types].xml')
  if (types === undefined) throw new FileRefused(says.archive)
  if (/macroEnabled|vbaProject/i.test(types)) throw new HostileFile(says.macros)
  const found = mainParts.filter(([main]) => named(main) !== undefined)
  if (found.length !== 1 || found[0] === undefined) throw new FileRefused(says.other)
  return found[0][1]
}

const harmful: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData|macrosheets|(^|\/)Basic\/|(^|\/)Scripts\//i, says.macros],
  [
    /embeddings\/|(^|\/)Object [0-9]+(\/|$)|ObjectReplacements\/|activeX|ctrlProps|\.(ole|exe|dll|js|vbs|zip|docx|xlsx|pdf|html?|svgz)$/i,
    says.embedded,
  ],
  [/externalLinks\/|connections\.xml|queryTables\/|webextensions\//i, says.outside],
]

/** What another file begins with, inside one. */
// oxlint-disable-next-line no-control-regex -- bytes are what is looked for
const anotherFile = /^(PK\x03\x04|\xd0\xcf\x11\xe0|MZ|%PDF-|Rar!|7z\xbc\xaf|\x7fELF|\x1f\x8b)/

function requireHarmless({ name, content }: Part): void {
  const wrong = harmful.find(([pattern]) => pattern.test(name))
  if (wrong !== undefined) throw new HostileFile(wrong[1])
  if (anotherFile.test(content.toString('latin1', 0, 8))) throw new HostileFile(says.embedded)
  if (/\.(xml|rels|vml|rdf|svg)$/i.test(name)) requireHarmlessXml(content)
}

const fetches = /<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External["'])(?![^>]*\/hyperlink["'])[^>]*>/i
const acts =
  /\b(DDEAUTO|DDE)\s|<(?:\w+:)?(?:ddeLink|oleLink|oleObject|control|altChunk|script|event-listener|plugin|applet)\b|javascript:|vbscript:/i
const macroSheet = /relationships\/(vbaProject|xlMacrosheet|attachedToolbars)/i

/** Read as Latin-1: signs of markup are the same in it as in UTF-8, and no office program writes UTF-16. */
function requireHarmlessXml(content: Buffer): void {
  const [first, second] = content
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    content.subarray(0, 64).includes(0)
  )
    throw new HostileFile(says.entities)
  const text = content.toString('latin1')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new HostileFile(says.entities)
  if (macroSheet.test(text)) throw new HostileFile(says.macros)
  if (fetches.test(text)) throw new HostileFile(says.outside)
  if (text.includes('manifest:encryption-data')) throw new HostileFile(says.locked)
  if (acts.test(text)) throw new HostileFile(says.code)
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const properties = 'http://schemas.openxmlformats.org/officeDocument/2006'
/** The parts that say who made a document, when, with what and for whom: as they stand in one that nobody made. */
const nobodys: Readonly<Record<string, string>> = {
  'docProps/core.xml': `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `${xml}<Properties xmlns="${properties}/extended-properties"/>`,
  'docProps/custom.xml': `${xml}<Properties xmlns="${properties}/custom-properties"/>`,
  'meta.xml': `${xml}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>`,
}

/** Pictures of a page that may have been changed since, and which printer it last went to. */
const dropped =
  /^(docProps\/thumbnail\.\w+|Thumbnails\/.*|xl\/printerSettings\/.*|word\/printerSettings\d*\.bin)$/i
const namesDropped =
  /<Relationship\b[^>]*(thumbnail|printerSettings)[^>]*\/>|<manifest:file-entry\b[^>]*Thumbnails\/[^>]*\/>/gi

function cleanPart({ name, content }: Part): Part[] {
  if (dropped.test(name)) return []
  const instead = nobodys[name]
  if (instead !== undefined) return [{ name, content: Buffer.from(instead) }]
  if (/\.jpe?g$/i.test(name)) return [{ name, content: cleanPicture(content, cleanJpeg) }]
  if (/\.png$/i.test(name)) return [{ name, content: cleanPicture(content, cleanPng) }]
  if (/\.rels$|manifest\.xml$/i.test(name)) return [{ name, content: replaced(content, namesDropped, '') }]
  if (/^xl\/worksheets\/[^/]+\.xml$/.test(name))
    return [{ name, content: replaced(content, /(<pageSetup\b[^>]*?)\s+r:id="[^"]*"/g, '$1') }]
  return [{ name, content }]
}

/** As UTF-8 throughout: what is not is left as it was. */
function replaced(content: Buffer, what: RegExp, by: string): Buffer {
  const text = content.toString('latin1')
  const changed = text.replace(what, by)
  return changed === text ? content : Buffer.from(changed, 'latin1')
}

/** A picture whose name is wrong, or that only office programs can read, stays as it is. */
function cleanPicture(content: Buffer, clean: (bytes: Buffer) => Buffer): Buffer {
  try {
    return clean(content)
  } catch (fault) {
    if (fault instanceof HostileFile) throw fault
    return content
  }
}
