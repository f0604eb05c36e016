import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../../platform/dates/day.ts'
import { cleaned } from '../../platform/files/documents/cleaned.ts'
import {
  largestDocument,
  type CleanDocument,
  type DocumentKind,
} from '../../platform/files/documents/kind.ts'
import { FileRefused } from '../../platform/files/refused.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { Upload } from '../../platform/web/upload.ts'

/** What is taken, as the form says it. */
export const takenSays =
  'A PDF, Word (.docx), Excel (.xlsx) or OpenDocument text (.odt), a JPEG or PNG picture, or plain text, of 25 MB at most. Who made it, when and where is taken out of the file.'

/** More than a document may have, so that one a little too large is still told of on its form. */
export const most = {
  bytes: largestDocument + 8 * 1024 * 1024,
  says: 'This file is larger than 25 MB. Nothing of it was kept. Save it smaller, or attach it in parts.',
} as const

const wrong = (message: string): Finding => ({ rule: 'file', message, at: 'file' })

/** The document that came with a form, made safe to keep, or what is wrong with it. What came is taken off the disk. */
export async function documentIn(upload: Upload | undefined): Promise<CleanDocument | Finding> {
  const names = upload?.names.get('file') ?? []
  if (upload === undefined || names.length === 0) return wrong('Choose the document')
  if (names.length > 1) return wrong('Choose one document: attach the others one by one')
  const path = join(upload.folder, 'file', '001')
  try {
    return await cleaned(path)
  } catch (fault) {
    if (fault instanceof FileRefused) return wrong(fault.message)
    throw fault
  } finally {
    await rm(path, { force: true })
  }
}

/** There is no room for it, or the disk may not be written. */
export const notKept: Finding = wrong(
  'The document could not be stored: the disk it goes to is full or cannot be written. Nothing of it was kept. Tell whoever looks after the system, and attach it again later.',
)

const types: Readonly<Record<DocumentKind, readonly [type: string, ending: string]>> = {
  pdf: ['application/pdf', 'pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  odt: ['application/vnd.oasis.opendocument.text', 'odt'],
  jpeg: ['image/jpeg', 'jpg'],
  png: ['image/png', 'png'],
  text: ['text/plain; charset=utf-8', 'txt'],
}

/** What a browser is told of a file on its way out. Its name says no more than the day and which: names are seen on screens and in downloads. */
export function headersOf(format: DocumentKind, id: string, madeOn: Day | null): Record<string, string> {
  const [type, ending] = types[format]
  const name = `document-${madeOn ?? 'undated'}-${id.slice(-6)}.${ending}`
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
}
