import type { Place } from './row.ts'

/** What reading can find. Each is told to a person once for the cell, row or file it concerns. */
export type FindingKind =
  | 'unknown-file'
  | 'missing-file'
  | 'repeated-file'
  | 'unsure-year'
  | 'authority'
  | 'encoding'
  | 'missing-column'
  | 'unknown-column'
  | 'repeated-column'
  | 'unknown-element'
  | 'repeated-element'
  | 'stray-text'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'unclosed-quote'
  | 'repeated-header'
  | 'missing-child-id'
  | 'bad-child-id'
  | 'too-long'
  | 'unreadable-day'
  | 'unreadable-number'
  | 'unreadable-answer'
  | 'written-another-way'
  | 'unknown-code'
  | 'code-not-in-year'
  | 'not-a-postcode'
  | 'spreadsheet-error'

/** Something a person should look at, with where it is and what to do. */
export interface Finding extends Partial<Place> {
  readonly kind: FindingKind
  /** The table or list it is in, by its name here. */
  readonly table?: string
  /** As the return spells it. */
  readonly column?: string
  /** The child's id in the return. */
  readonly child?: string | null
  /** What stood in the file; cut at 200 characters. */
  readonly given?: string
  /** What is the matter and what to do, in a sentence or two. */
  readonly message: string
}

export type Report = (finding: Finding) => void
