import type { Column } from './column.ts'
import type { DayStyle } from './days-written.ts'
import type { FindingKind } from './finding.ts'

/* What a person is told of a cell, and what to do. Our own words. */

interface Says {
  readonly kind: FindingKind
  readonly message: string
}

const formOf = (style: DayStyle): string => (style === 'iso' ? 'yyyy-mm-dd' : 'dd/mm/yyyy')

export const unreadableDay = (style: DayStyle): Says => ({
  kind: 'unreadable-day',
  message: `This is not a day that can be read. Write it ${formOf(style)}. It is kept as given, and nothing is worked out from it.`,
})

export const dayAnotherWay = (day: string, style: DayStyle): Says => ({
  kind: 'written-another-way',
  message: `This day is written another way. It was read as ${day}; the return asks for ${formOf(style)}.`,
})

export const anotherWay = (value: string): Says => ({
  kind: 'written-another-way',
  message: `This is written another way. It was read as ${value}.`,
})

export const unreadableNumber: Says = {
  kind: 'unreadable-number',
  message: 'This is not a whole number. Write it in figures, or leave it empty. It is kept as given.',
}

export const unreadableAnswer = (worded: boolean): Says => ({
  kind: 'unreadable-answer',
  message: `This is neither yes nor no. Write ${worded ? 'a) Yes or b) No' : '1 or 0'}. It is kept as given.`,
})

export const unknownCode = (column: Column): Says => ({
  kind: 'unknown-code',
  message: `${column.header} has no such code. Choose one from the list of the return. It is kept as given.`,
})

export const codeNotInYear = (code: string, year: string): Says => ({
  kind: 'code-not-in-year',
  message: `The code ${code} is not in use in the ${year} return. Choose the code that took its place. It is kept as given.`,
})

export const notAPostcode: Says = {
  kind: 'not-a-postcode',
  message: 'This is not a whole postcode. Write it in full, as in HP20 1UA. It is kept as given.',
}

export const idTooLong = (longest = 20): Says => ({
  kind: 'too-long',
  message: `An id may have at most ${longest} characters. Correct it where the return is made.`,
})

export const idNotPlain: Says = {
  kind: 'bad-child-id',
  message: 'An id may have letters and figures only. Correct it where the return is made.',
}

export const tooLong = (longest = 0): Says => ({
  kind: 'too-long',
  message: `This may have at most ${longest} characters. It is kept as given.`,
})

export const spreadsheetError: Says = {
  kind: 'spreadsheet-error',
  message:
    'The spreadsheet shows an error here in place of a value. Put the formula right, or type the value.',
}

export const missingChildId: Says = {
  kind: 'missing-child-id',
  message: 'This row has no child id, so nobody can be told from it. Put the id in where the return is made.',
}
