import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { BrokenFile, FileRefused, HostileFile } from '../refused.ts'
import { cleanJpeg } from './jpeg.ts'

const damaged = 'This PDF is cut short or damaged. Open it, save or print it as a PDF again, and attach that.'
const locked =
  'This PDF is locked with a password. Open it, print it to a new PDF without one, and attach that.'
const acts = 'This PDF holds something that acts when it is opened. Print it to a new PDF, and attach that.'
const holds =
  'Other files, sound or film are packed inside this PDF. Save those by themselves, print it to a new PDF, and attach that.'

/** What a PDF must not hold, as a key or as the name of an action or of something laid on a page. */
const actsWhenOpened = new Set([
  'JS',
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'XFA',
  'RichMediaExecute',
])
const otherFiles = new Set([
  'EmbeddedFiles',
  'EmbeddedFile',
  'EF',
  'FileAttachment',
  'RichMedia',
  'RichMediaContent',
  'Rendition',
  'Movie',
  'Sound',
  'Screen',
  '3D',
])
/** What it says of its maker and its making. */
const aboutIt = ['Metadata', 'PieceInfo', 'LastModified'].map((name) => PDFName.of(name))
const deepest = 200

/**
 * A PDF written anew: every object that was in it and may be, without who made it, when and with what, and without what it said before
 * it was last changed.
 *
 * @throws FileRefused with what to do, where it is damaged, locked, or holds anything that acts
 */
export async function cleanPdf(bytes: Buffer): Promise<Buffer> {
  const end = bytes.lastIndexOf('%%EOF')
  if (end < 0 || end < bytes.length - 65_536) throw new BrokenFile(damaged)
  const pdf = await read(bytes)
  const { context } = pdf
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    requireHarmless(object, 0)
    if (isAboutIt(object)) context.delete(ref)
    else if (object instanceof PDFRawStream && isPhoto(object)) context.assign(ref, cleanPhoto(object))
  }
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  dropLoose(context)
  try {
    return Buffer.from(await pdf.save({ updateFieldAppearances: false, addDefaultPage: false }))
  } catch (cause) {
    throw new BrokenFile(damaged, { cause })
  }
}

/** What no page leads to: what the maker's words were kept in, and pages taken out before. */
function dropLoose(context: PDFDocument['context']): void {
  const reached = new Set<PDFObject>()
  const refs = new Set<PDFRef>()
  const next: (PDFObject | undefined)[] = [context.trailerInfo.Root]
  while (next.length > 0) {
    const object = next.pop()
    if (object === undefined || reached.has(object)) continue
    reached.add(object)
    if (object instanceof PDFRef) {
      refs.add(object)
      next.push(context.lookup(object))
    } else if (object instanceof PDFStream) next.push(object.dict)
    else if (object instanceof PDFArray) for (const one of object.asArray()) next.push(one)
    else if (object instanceof PDFDict) for (const one of object.values()) next.push(one)
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!refs.has(ref)) context.delete(ref)
}

async function read(bytes: Buffer): Promise<PDFDocument> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    if (pdf.isEncrypted) throw new FileRefused(locked)
    if (pdf.getPageCount() === 0) throw new BrokenFile(damaged)
    return pdf
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause
    if (cause instanceof EncryptedPDFError || /encrypt|password/i.test(String(cause)))
      throw new FileRefused(locked)
    throw new BrokenFile(damaged, { cause })
  }
}

/** Everything within it, however deep: names are compared as they are read, whatever way they are spelt. */
function requireHarmless(object: PDFObject, depth: number): void {
  if (depth > deepest) throw new HostileFile(damaged)
  if (object instanceof PDFName) return
  if (object instanceof PDFStream) return requireHarmless(object.dict, depth + 1)
  if (object instanceof PDFArray) for (const one of object.asArray()) requireHarmless(one, depth + 1)
  if (!(object instanceof PDFDict)) return
  for (const [key, value] of object.entries()) {
    requireAllowed(key)
    if (value instanceof PDFName && isKind(key)) requireAllowed(value)
    requireHarmless(value, depth + 1)
  }
  for (const key of aboutIt) object.delete(key)
}

const isKind = (key: PDFName): boolean => ['S', 'Type', 'Subtype'].includes(key.decodeText())

function requireAllowed(name: PDFName): void {
  const said = name.decodeText()
  if (actsWhenOpened.has(said)) throw new HostileFile(acts)
  if (otherFiles.has(said)) throw new HostileFile(holds)
}

const isAboutIt = (object: PDFObject): boolean =>
  object instanceof PDFStream && object.dict.get(PDFName.of('Type')) === PDFName.of('Metadata')

/** A photo that lies in it as the camera wrote it. */
const isPhoto = ({ dict }: PDFRawStream): boolean => {
  const filter = dict.get(PDFName.of('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter
  return only === PDFName.of('DCTDecode')
}

function cleanPhoto(stream: PDFRawStream): PDFRawStream {
  try {
    return PDFRawStream.of(stream.dict, cleanJpeg(Buffer.from(stream.getContents())))
  } catch (fault) {
    if (fault instanceof HostileFile) throw fault
    return stream
  }
}
