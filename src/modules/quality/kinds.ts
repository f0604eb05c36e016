import type { RecordChecks } from '../../platform/record/checks.ts'

/** A kind of finding as people read it, and where it is written that it is wrong. */
interface RuleTold {
  readonly words: string
  readonly source: string | null
}

/** What reading a return may find, by the word after 'return.'. */
const fromReturns: Readonly<Record<string, string>> = {
  'unknown-file': 'A file is no return we know',
  'missing-file': 'A file or list did not come',
  'repeated-file': 'A file was given twice',
  'unsure-year': 'A file does not tell its year',
  authority: 'A file is from another authority',
  encoding: 'A file is not in UTF-8',
  'missing-column': 'A column is missing',
  'unknown-column': 'A column we do not know',
  'repeated-column': 'A column is named twice',
  'unknown-element': 'An element we do not know',
  'repeated-element': 'An element is given twice',
  'stray-text': 'Words stand outside any element',
  'too-many-cells': 'A row has too many cells',
  'too-few-cells': 'A row has too few cells',
  'unclosed-quote': 'A quotation mark is never closed',
  'repeated-header': 'Column names come again',
  'missing-child-id': 'A row does not say whose it is',
  'bad-child-id': 'A child’s id is not written as an id is',
  'too-long': 'An answer is too long',
  'unreadable-day': 'A day cannot be read',
  'unreadable-number': 'A number cannot be read',
  'unreadable-answer': 'An answer cannot be read',
  'written-another-way': 'An answer is written another way, and was understood',
  'unknown-code': 'A code nobody knows',
  'code-not-in-year': 'A code not in use that year',
  'not-a-postcode': 'A postcode is none',
  'spreadsheet-error': 'A cell holds a spreadsheet’s error',
  'code-not-kept': 'A code the record cannot hold',
  'number-not-kept': 'A number the record cannot hold',
  'end-before-start': 'An end comes before its start',
  'repeated-row': 'A row is given twice',
  'sources-disagree': 'Two sources disagree on who a child is',
  'in-the-record': 'Something may be so, and may be wrong',
  'ours-differs': 'The return differs from what was put right here',
}

/** A rule's words: a return's by its kind, a record's own by its check. One we no longer know is said by its code. */
export function ruleTold(rule: string, checks: readonly Pick<RecordChecks, 'rules'>[]): RuleTold {
  const kind = rule.startsWith('return.') ? rule.slice('return.'.length) : null
  if (kind !== null) return { words: fromReturns[kind] ?? kind.replaceAll('-', ' '), source: null }
  const check = checks.flatMap(({ rules }) => rules).find(({ id }) => id === rule)
  return check === undefined
    ? { words: rule.replaceAll('-', ' '), source: null }
    : { words: check.says, source: check.source }
}
