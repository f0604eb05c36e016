import PDFDocument from 'pdfkit'

/** A line of print: what it is to a screen reader, and how large it is in points. */
export interface PrintedLine {
  readonly as: 'H1' | 'H2' | 'P'
  readonly size: number
  readonly bold?: true
  readonly quiet?: true
  readonly words: string
}

/** Lines as a tagged PDF on A4, with headings a screen reader finds. */
export async function pdfOf(title: string, lines: readonly PrintedLine[]): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 56,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'Holdfast' },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const finished = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  for (const line of lines) set(doc, line)
  doc.end()
  await finished
  return Buffer.concat(chunks)
}

function set(doc: PDFDocument, { as, size, bold, quiet, words }: PrintedLine): void {
  doc.fontSize(size)
  // A heading belongs to what is under it: more room above than below, and never the last line of a page.
  if (as === 'H2') {
    doc.moveDown(0.5)
    if (doc.y + size * linesKept > doc.page.height - doc.page.margins.bottom) doc.addPage()
  }
  doc.addStructure(
    doc.struct(as, () => {
      doc
        .font(bold ? 'Helvetica-Bold' : 'Helvetica')
        .fontSize(size)
        .fillColor(quiet ? '#4a5a60' : '#14252b')
      doc.text(printable(words))
    }),
  )
  doc.moveDown(as === 'H1' ? 0.5 : 0.25)
}

/** How many lines of a heading's size must fit on the page from where it begins. */
const linesKept = 3

/** Letters that are not a plain letter with a mark. */
const nearest: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', Œ: 'OE', œ: 'oe' }

/**
 * Words as the print can hold them: its fonts have the letters of western Europe. Others are spelled without their
 * marks, and what is left is shown as missing.
 */
export const printable = (words: string): string =>
  words.normalize('NFC').replace(/[^\n -~\u00a0-\u00ff‘’“”–—…€•]/gu, (sign) => {
    const near = nearest[sign]
    if (near !== undefined) return near
    const plain = sign.normalize('NFD').replace(/\p{M}/gu, '')
    return /^[ -~\u00a0-\u00ff]+$/u.test(plain) ? plain : '?'
  })
