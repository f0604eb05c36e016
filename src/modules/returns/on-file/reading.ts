import type { Finding, FindingKind, SubmittedFile, Submission } from '../../return-files/index.ts'
import type { Found } from './found.ts'

/** Something of the file was not read, or not as it was meant: an error. All else that reading comes upon is a query. */
const notRead: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'unknown-file',
  'missing-column',
  'unknown-element',
  'repeated-element',
  'stray-text',
  'too-many-cells',
  'too-few-cells',
  'unclosed-quote',
  'missing-child-id',
  'unreadable-day',
  'unreadable-number',
  'unreadable-answer',
  'spreadsheet-error',
])

/** What reading came upon, as findings of their own. Last year's return was accepted, so nothing of it is an error. */
export function readingFound(
  findings: readonly Finding[],
  titleOf: (table: string) => string,
  isLastYears: (file: number) => boolean,
): Found[] {
  return findings.map((finding, at) => {
    const { kind, file, line = null, table, column = null, child = null, message } = finding
    const ofLastYear = file !== undefined && isLastYears(file)
    return {
      finding: at + 1,
      by: 'reading',
      rule: kind,
      level: notRead.has(kind) && !ofLastYear ? 'error' : 'query',
      table: table === undefined ? null : titleOf(table),
      ofLastYear,
      file: file === undefined ? null : file + 1,
      line,
      field: column,
      child,
      message,
    }
  })
}

/** A return of another kind among the files: it is not read, and silence would look like a clean bill. */
export const strangers = (submission: Submission, of: SubmittedFile['kind']): Finding[] =>
  submission.files
    .filter(({ kind }) => kind !== null && kind !== of)
    .map(({ index }) => ({
      kind: 'unknown-file',
      file: index,
      message: 'This file is another return, so it is not read here. Check it by itself.',
    }))

/** Why none of the files is the return asked for: what reading makes of the first of them, which is named by its number. */
export function whyNone(submission: Submission, asked: string): string {
  const first = submission.findings.find(({ kind }) => kind === 'unknown-file')
  if (first === undefined) return `none of the files given is ${asked}`
  return first.file === undefined ? first.message : `File ${first.file + 1}: ${first.message}`
}
