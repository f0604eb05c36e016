import { cleanJpeg } from './jpeg.ts'
import { seenIn, type CleanDocument } from './kind.ts'
import { cleanOffice } from './office.ts'
import { cleanPdf } from './pdf.ts'
import { cleanText } from './plain-text.ts'
import { cleanPng } from './png.ts'

/**
 * What a file is, and the same without what it says of its maker. Run where it may take too long or too much: see `cleaned.ts`.
 *
 * @throws FileRefused for what is not kept, with what to do instead
 */
export async function clean(bytes: Buffer): Promise<CleanDocument> {
  const seen = seenIn(bytes)
  switch (seen) {
    case 'pdf':
      return { kind: 'pdf', bytes: await cleanPdf(bytes) }
    case 'zip':
      return cleanOffice(bytes)
    case 'jpeg':
      return { kind: 'jpeg', bytes: cleanJpeg(bytes) }
    case 'png':
      return { kind: 'png', bytes: cleanPng(bytes) }
    case 'text':
      return { kind: 'text', bytes: cleanText(bytes) }
  }
}
