import { isUtf8 } from 'node:buffer'
import { FileRefused } from '../refused.ts'

const notText =
  'This is not a document that can be kept: a PDF, a Word document (.docx), an Excel workbook (.xlsx), OpenDocument text (.odt), a JPEG or PNG picture, or plain text. Save it as one of these, and attach that.'

const beginsAPage = /^\s*<(!doctype|html|head|body|svg|\?xml|\?php|%@|!--)/i
const holdsAPage = /<(html|script|svg|iframe|object|embed|\?php)[\s>/]/i
const email = /^(mime-version|content-type|received|return-path|dkim-signature|message-id):/im

/**
 * Text as UTF-8, however it came: plain text says nothing of who made it.
 *
 * @throws FileRefused when it is a web page, an email or a program, or no text at all
 */
export function cleanText(bytes: Buffer): Buffer {
  const text = decoded(bytes)
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
  // Control characters but tab, line feed and form feed: some make a terminal or a spreadsheet do things.
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\0-\x08\x0b\x0e-\x1f\x7f\ufffd]/.test(text)) throw new FileRefused(notText)
  if (text.trim() === '')
    throw new FileRefused('There is nothing in this file. Check that it is the one you meant.')
  const beginning = text.slice(0, 4096)
  if (beginsAPage.test(beginning) || holdsAPage.test(text))
    throw new FileRefused(
      'This is a web page or a drawing made of code, which could do things when it is opened. Open it, save it as a PDF, and attach that.',
    )
  if (email.test(beginning))
    throw new FileRefused(
      'This is an email saved as a file. Open it, save it as a PDF, and attach that; attach what came with it one by one.',
    )
  return Buffer.from(text)
}

function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}
