import { counted, inFigures } from '../../platform/people/name.ts'
import type { Summary } from './summary.ts'
import type { Progress } from './progress.ts'
import { yearName } from '../return-files/index.ts'

const kinds = {
  cin: 'children in need census',
  ssda903: 'looked-after children return (SSDA903)',
  'annex-a': 'Ofsted Annex A lists',
} as const

/** What was given, in a line: 'children in need census, 2025/26'. */
export const givenIn = ({ kinds: read, years }: Pick<Summary, 'kinds' | 'years'>): string =>
  [
    read.length === 0 ? 'no return we know' : read.map((kind) => kinds[kind]).join(' and '),
    ...years.map(yearName),
  ].join(', ')

/** Whose the files are, in a sentence; empty when they do not say and we do not. */
export function whoseIn({ authority: { ours, theirs, agrees } }: Summary): string {
  if (theirs.length === 0) return 'The files do not say which authority they are from.'
  const said = `The files are from authority ${theirs.join(' and ')}`
  if (ours === null) return `${said}. No number is set for ours, so they cannot be compared.`
  return agrees ? `${said}, as we are.` : `${said}; ours is ${ours}. Check that they are yours.`
}

/** What an import brings, line by line: the same for the preview, the command and the page. */
export function summaryLines(summary: Summary): string[] {
  const { children, rows, beside, matches } = summary
  const made = matches.filter((match) => match.made).length
  const asked = matches.length - made
  return [
    `Read: ${givenIn(summary)}`,
    whoseIn(summary),
    `Children: ${inFigures(children.new)} new, ${inFigures(children.changed)} changed, ${inFigures(children.unchanged)} as they were`,
    `Rows: ${counted(rows.read, 'row')} read; ${[
      `${inFigures(rows.stored)} new`,
      `${inFigures(rows.changed)} changed`,
      `${inFigures(rows.unchanged)} as they were`,
      `${inFigures(rows.merged)} part of another record`,
      `${inFigures(rows.kept)} where ours stands`,
      `${inFigures(rows.refused)} that cannot be stored`,
    ].join(', ')}`,
    ...(beside === 0
      ? []
      : [`Beside them: ${counted(beside, 'record')} of days the rows give, such as visits`]),
    ...(made === 0
      ? []
      : [`Found to be one child: ${counted(made, 'match', 'matches')}, which can be undone`]),
    ...(asked === 0 ? [] : [`Perhaps one child: ${asked} for somebody to decide`]),
    ...findingLines(summary),
  ]
}

function findingLines({ findings }: Summary): string[] {
  const kindsFound = Object.entries(findings)
  if (kindsFound.length === 0) return ['Findings: none']
  const all = kindsFound.reduce((sum, [, number]) => sum + number, 0)
  return [
    `Findings: ${inFigures(all)}`,
    ...kindsFound.map(([kind, number]) => `  ${inFigures(number)} ${findingWords(kind)}`),
  ]
}

const words: Readonly<Record<string, string>> = {
  'unknown-file': 'files that are no return we know',
  'missing-file': 'files or lists that did not come',
  'repeated-file': 'files given twice',
  'unsure-year': 'files that do not tell which year they are of',
  authority: 'files from another authority',
  encoding: 'files not in UTF-8',
  'missing-column': 'columns missing',
  'unknown-column': 'columns we do not know',
  'repeated-column': 'columns named twice',
  'unknown-element': 'elements we do not know',
  'repeated-element': 'elements given twice',
  'stray-text': 'words outside any element',
  'too-many-cells': 'rows with too many cells',
  'too-few-cells': 'rows with too few cells',
  'unclosed-quote': 'quotation marks never closed',
  'repeated-header': 'lines of column names that come again',
  'missing-child-id': 'rows that do not say whose they are',
  'bad-child-id': 'ids of children not written as an id is',
  'too-long': 'answers that are too long',
  'unreadable-day': 'days that cannot be read',
  'unreadable-number': 'numbers that cannot be read',
  'unreadable-answer': 'answers that cannot be read',
  'written-another-way': 'answers written another way, and understood',
  'unknown-code': 'codes nobody knows',
  'code-not-in-year': 'codes not in use that year',
  'not-a-postcode': 'postcodes that are none',
  'spreadsheet-error': 'cells with a spreadsheet’s error',
  'code-not-kept': 'codes the record cannot hold',
  'number-not-kept': 'numbers the record cannot hold',
  'end-before-start': 'ends before their start',
  'repeated-row': 'rows given twice',
  'sources-disagree': 'birth dates or sexes that differ from what we hold',
  'in-the-record': 'things in the record that may be so, and may be wrong',
  'ours-differs': 'answers where ours, worked on since, stands',
}

/** A kind of finding, as a person counts them: 'codes nobody knows'. */
export const findingWords = (kind: string): string => words[kind] ?? kind.replaceAll('-', ' ')

/** How far an import has come, in a line. */
export const progressLine = ({ stage, rowsRead, children, findings }: Progress): string =>
  `${stage}: ${counted(rowsRead, 'row')}, ${counted(children, 'child', 'children')}, ${counted(findings, 'finding')}`
