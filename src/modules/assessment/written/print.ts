import { longDay, type Day } from '../../../platform/dates/day.ts'
import { pdfOf, type PrintedLine } from '../../../platform/web/print.ts'
import type { Passage } from './read-view.ts'

/** What is printed of an authorised assessment. */
interface Printing {
  readonly name: string
  readonly standing: string
  readonly writtenBy: readonly string[]
  readonly passages: readonly Passage[]
  readonly managerComment: string | null
  readonly by: string
  readonly on: Day
}

/** The lines of the print, in plain words, in order. */
function linesOf({ name, standing, writtenBy, passages, managerComment, by, on }: Printing): PrintedLine[] {
  const said = passages.flatMap(({ title, said: answers }): PrintedLine[] => [
    { as: 'H2', size: 16, bold: true, words: title },
    ...answers.flatMap(([question, answer]): PrintedLine[] => [
      { as: 'P', size: 12, bold: true, words: question },
      { as: 'P', size: 12, words: answer ?? 'Not written' },
    ]),
  ])
  return [
    { as: 'H1', size: 20, bold: true, words: `Assessment of ${name}` },
    {
      as: 'P',
      size: 12,
      words:
        'This is what we understand about life for this child, what we are worried about, and what should happen next. You can ask us to put right what is wrong.',
    },
    {
      as: 'P',
      size: 11,
      quiet: true,
      words: `${standing}.${writtenBy.length > 0 ? ` Written by ${writtenBy.join(', ')}.` : ''} Printed by ${by}, ${longDay(on)}.`,
    },
    ...said,
    ...(managerComment === null
      ? []
      : [
          { as: 'H2' as const, size: 16, bold: true as const, words: 'What the manager says' },
          { as: 'P' as const, size: 12, words: managerComment },
        ]),
  ]
}

export const printed = (printing: Printing): Promise<Buffer> =>
  pdfOf(`Assessment of ${printing.name}`, linesOf(printing))
