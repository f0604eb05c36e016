import { longDay, timeOf, type Day, type Instant } from '../../../platform/dates/day.ts'
import { quoted } from '../../../platform/web/holdfast/voice.ts'
import { pdfOf, type PrintedLine } from '../../../platform/web/print.ts'
import { capital } from '../kin.ts'
import { ageWords, nameOf } from '../name.ts'
import type { MastheadFacts } from '../masthead-facts.ts'
import { views, type Asked } from './asked.ts'
import type { Entry } from './entries.ts'
import { breakWords, gapWords } from './between-words.ts'
import { entryWords } from './entry-words.ts'
import { byYear } from './years.ts'

/** What is to be printed. */
interface Printing {
  readonly facts: MastheadFacts
  readonly asked: Asked
  /** Newest first, as on the page. */
  readonly entries: readonly Entry[]
  /** Whether there were more than may be printed at once. */
  readonly cut: boolean
  readonly names: ReadonlyMap<string, string>
  readonly by: string
  readonly on: Day
  readonly at: Instant
}

type Line = PrintedLine

/** The story as a tagged PDF, each entry with its source. */
export const printed = (printing: Printing): Promise<Buffer> => pdfOf('Chronology', linesOf(printing))

/** The words of the print, in order. */
export function linesOf({ facts, asked, entries, cut, names, by, on, at }: Printing): Line[] {
  const whole = `${views[asked.view]}${asked.from === null ? '' : `, from ${longDay(asked.from)}`}${asked.to === null ? '' : `, to ${longDay(asked.to)}`}`
  const years = byYear(entries, (entry) => entryLines(entry, names))
  return [
    { as: 'H1', size: 20, bold: true, words: `Chronology: ${nameOf(facts)}, ${ageWords(facts, on)}` },
    {
      as: 'P',
      size: 11,
      quiet: true,
      words: `${whole}. Newest first. Printed by ${by}, ${longDay(on)}, ${timeOf(at)}.`,
    },
    ...(entries.length === 0 ? [{ as: 'P' as const, size: 12, words: 'There is nothing to show.' }] : []),
    ...years.flatMap(({ year, entries: own }): Line[] => [
      { as: 'H2', size: 16, bold: true, words: year },
      ...own.flat(),
    ]),
    ...(cut
      ? [
          {
            as: 'P' as const,
            size: 12,
            bold: true as const,
            words: 'There is more: print an earlier time by itself.',
          },
        ]
      : []),
  ]
}

function entryLines(entry: Entry, names: ReadonlyMap<string, string>): Line[] {
  const child = capital(names.get(entry.childId) ?? 'the child')
  if (entry.kind === 'gap') {
    const { what, more } = gapWords(entry, child)
    return [{ as: 'P', size: 12, bold: true, words: `[Gap] ${what}. ${more}.` }]
  }
  if (entry.kind === 'break') {
    const { ended, back } = breakWords(entry, child)
    return [{ as: 'P', size: 12, bold: true, words: `${ended}: ${back}` }]
  }
  return eventLines(entry, child, names.size > 1)
}

function eventLines(entry: Entry, child: string, family: boolean): Line[] {
  const { category, what, quoted: voiced, impact } = entryWords(entry)
  const meant =
    typeof impact === 'string' ? [{ as: 'P' as const, size: 12, words: `Impact on ${child}: ${impact}` }] : []
  const from = entry.imported ? 'from a return' : `recorded by ${entry.by ?? 'somebody not known'}`
  return [
    {
      as: 'P',
      size: 12,
      bold: true,
      words: `${longDay(entry.day)}. ${family ? `${child}: ` : ''}${category}`,
    },
    { as: 'P', size: 12, words: voiced ? quoted(what) : what },
    ...meant,
    {
      as: 'P',
      size: 10,
      quiet: true,
      words: `Source: ${entry.kind.replaceAll('-', ' ')}, ${from}. Record ${entry.id}`,
    },
  ]
}
