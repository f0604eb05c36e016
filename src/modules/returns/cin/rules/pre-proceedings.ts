import type { Census } from '../census.ts'
import { rulesOf, wholeRule } from '../declare.ts'
import { isBefore, isEmpty, isOutside, isUnknown } from '../said.ts'

/* Module 5 of the census, pre-proceedings and family group decision making, first returned for 2026/27. */

const from = 2027
const preProceedings = rulesOf('preProceedings')

const allOf = ({ children }: Census) =>
  children.flatMap(({ episodes }) => episodes.flatMap((episode) => episode.preProceedings))

export const preProceedingsRules = [
  wholeRule('8995Q', {
    from,
    reads: { episode: ['preProceedings'] },
    says: 'No child in the return has any pre-proceedings or family group decision making. Add them or say why there are none.',
    find: (census, report) => {
      if (allOf(census).length === 0) report()
    },
  }),
  wholeRule('9000Q', {
    from,
    reads: { episode: ['preProceedings'], preProceedings: ['ppStartDate'] },
    says: 'No start of pre-proceedings is dated in the whole return. If you do not collect it yet, say so.',
    find: (census, report) => {
      if (allOf(census).every((row) => isEmpty(row, 'ppStartDate'))) report()
    },
  }),
  preProceedings('9005', {
    from,
    marks: ['ppStartDate'],
    says: 'The decision to begin pre-proceedings is dated outside the census year.',
    breaks: ({ ppStartDate }, { year }) => isOutside(ppStartDate, year),
  }),
  preProceedings('9006', {
    from,
    marks: ['lbpSentDate'],
    reads: { preProceedings: ['ppStartDate'] },
    says: 'The letter before proceedings must be sent in the census year, on or after the decision to begin.',
    breaks: ({ lbpSentDate, ppStartDate }, { year }) =>
      isOutside(lbpSentDate, year) || isBefore(lbpSentDate, ppStartDate),
  }),
  preProceedings('9007', {
    from,
    marks: ['fgdmMeetingOffer'],
    reads: { preProceedings: ['lbpSentDate'] },
    says: 'A letter before proceedings was sent. Say whether it offered a family group decision making meeting.',
    breaks: (row) => !isEmpty(row, 'lbpSentDate') && isEmpty(row, 'fgdmMeetingOffer'),
  }),
  preProceedings('9008', {
    from,
    marks: ['initialPpMeetingDate'],
    says: 'The first pre-proceedings meeting is dated outside the census year.',
    breaks: ({ initialPpMeetingDate }, { year }) => isOutside(initialPpMeetingDate, year),
  }),
  preProceedings('9009', {
    from,
    marks: ['stepDecisionDate'],
    reads: { preProceedings: ['ppStartDate'] },
    says: 'The decision to step up or down must be in the census year, on or after the decision to begin.',
    breaks: ({ stepDecisionDate, ppStartDate }, { year }) =>
      isOutside(stepDecisionDate, year) || isBefore(stepDecisionDate, ppStartDate),
  }),
  preProceedings('9010Q', {
    from,
    level: 'error',
    marks: ['fgdmMeetingFac'],
    reads: { preProceedings: ['fgdmMeetingOffer'] },
    says: 'A family group decision making meeting was offered. Say whether it was held.',
    breaks: (row) => row.fgdmMeetingOffer === true && isEmpty(row, 'fgdmMeetingFac'),
  }),
  preProceedings('9011', {
    from,
    marks: ['ppOutcome'],
    says: 'The outcome of pre-proceedings is not one of A, B and C.',
    breaks: ({ ppOutcome }) => isUnknown(ppOutcome, 'pp_outcome'),
  }),
  preProceedings('9012', {
    from,
    marks: ['courtAppDate'],
    reads: { preProceedings: ['stepDecisionDate'] },
    says: 'The application to court must be in the census year, on or after the decision to step up.',
    breaks: ({ courtAppDate, stepDecisionDate }, { year }) =>
      isOutside(courtAppDate, year) || isBefore(courtAppDate, stepDecisionDate),
  }),
  preProceedings('9013', {
    from,
    marks: ['letterInitCpDate'],
    reads: { preProceedings: ['courtAppDate'] },
    says: 'The letter that tells parents of care proceedings must be in the census year, on or after the application to court.',
    breaks: ({ letterInitCpDate, courtAppDate }, { year }) =>
      isOutside(letterInitCpDate, year) || isBefore(letterInitCpDate, courtAppDate),
  }),
  preProceedings('9015Q', {
    from,
    level: 'error',
    marks: ['reviewMeetingsCount'],
    reads: { preProceedings: ['initialPpMeetingDate'] },
    says: 'A first pre-proceedings meeting was held. Say how many review meetings followed: 0 for none.',
    breaks: (row) => !isEmpty(row, 'initialPpMeetingDate') && isEmpty(row, 'reviewMeetingsCount'),
  }),
]
