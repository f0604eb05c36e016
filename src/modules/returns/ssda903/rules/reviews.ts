import { participation, isOneOf } from '../codes.ts'
import { isUnder, reached } from '../../days.ts'
import { rulesOf } from '../declare.ts'
import { isFilled, isNotADay } from '../given.ts'

const review = rulesOf('reviews')

export const reviewRules = [
  review('166', {
    reads: ['review'],
    says: 'The day of the review is blank or is not a date written dd/mm/yyyy.',
    breaks: (row) => row.review === null || isNotADay(row, 'review'),
  }),
  review('167', {
    reads: ['reviewCode', 'review'],
    says: 'A review goes with how the child took part (PN0 to PN7).',
    breaks: (row) =>
      isFilled(row, 'review') ? !isOneOf(participation, row.reviewCode) : row.reviewCode !== null,
  }),
  review('440', {
    reads: ['reviewCode', 'review', 'dob'],
    says: 'PN0 says the child was under 4 at the review, and they were 4 or over.',
    breaks: ({ reviewCode, review: on, dob }) => reviewCode === 'PN0' && reached(dob, 4, on),
  }),
  review('441', {
    reads: ['reviewCode', 'review', 'dob'],
    says: 'PN1 to PN7 say the child was 4 or over at the review, and they were under 4.',
    breaks: ({ reviewCode, review: on, dob }) =>
      reviewCode !== 'PN0' && isOneOf(participation, reviewCode) && isUnder(dob, 4, on),
  }),
]
