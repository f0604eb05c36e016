import type { IParagraphOptions, IRunOptions } from 'docx'
import { pdfOf, type PrintedLine } from './print.ts'

/** A line for paper: what it is to a screen reader, and its words. */
export interface PaperLine {
  readonly as: 'H1' | 'H2' | 'P' | 'LI'
  readonly words: string
  readonly bold?: true
  readonly quiet?: true
}

/** What goes onto paper: its title, its lines in order, and whether it is for somebody who needs large print. */
export interface Paper {
  readonly title: string
  readonly lines: readonly PaperLine[]
  /** 18 points and no grey, as the RNIB asks for large print; 12 points otherwise. */
  readonly large: boolean
}

/** Sizes in points. */
const sizes = {
  usual: { H1: 20, H2: 15, P: 12, LI: 12 },
  large: { H1: 26, H2: 22, P: 18, LI: 18 },
} as const

const sizesOf = ({ large }: Pick<Paper, 'large'>) => sizes[large ? 'large' : 'usual']
const isHeavy = ({ as, bold }: PaperLine): boolean => bold === true || as === 'H1' || as === 'H2'

/** A tagged PDF on A4. Letters its fonts do not hold are spelled as near as they can. */
export const asPdf = (paper: Paper): Promise<Buffer> =>
  pdfOf(
    paper.title,
    paper.lines.map((line): PrintedLine => ({
      as: line.as === 'LI' ? 'P' : line.as,
      size: sizesOf(paper)[line.as],
      words: line.as === 'LI' ? `• ${line.words}` : line.words,
      ...(isHeavy(line) && { bold: true }),
      ...(line.quiet === true && !paper.large && { quiet: true }),
    })),
  )

/** The same as a Word document, with headings that its own outline knows. */
export async function asDocx(paper: Paper): Promise<Buffer> {
  // Half a megabyte that most servers' days never need, and Node remarks on what it looks for as it is read.
  const { Document, Packer, Paragraph, TextRun } = await import('docx')
  const doc = new Document({
    title: paper.title,
    creator: 'Holdfast',
    styles: { default: { document: { run: { language: { value: 'en-GB' } } } } },
    sections: [
      {
        children: paper.lines.map(
          (line) => new Paragraph({ ...paragraph(line), children: [new TextRun(run(line, paper))] }),
        ),
      },
    ],
  })
  return Packer.toBuffer(doc)
}

const run = (line: PaperLine, paper: Paper): IRunOptions => ({
  text: line.words,
  bold: isHeavy(line),
  // Word counts in half points.
  size: sizesOf(paper)[line.as] * 2,
  font: 'Arial',
  color: line.quiet === true && !paper.large ? '4A5A60' : '14252B',
})

const paragraph = ({ as }: PaperLine): IParagraphOptions => ({
  spacing: { after: as === 'P' || as === 'LI' ? 80 : 160, before: as === 'H2' ? 200 : 0 },
  ...(as === 'H1' && { heading: 'Heading1' }),
  ...(as === 'H2' && { heading: 'Heading2' }),
  ...(as === 'LI' && { bullet: { level: 0 } }),
})
