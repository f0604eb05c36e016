import type { Oc2Row } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { birthday, isPast, isUnder, isWithin, reached } from '../../days.ts'
import { isNotOf, sdqReasons, zeroOne } from '../codes.ts'
import { childRule, rulesOf } from '../declare.ts'
import { anyFilled, isFilled } from '../given.ts'

const oc2 = rulesOf('oc2')

/** Asked of every child looked after all year. */
const health = ['immunisations', 'teethCheck', 'healthAssessment', 'substanceMisuse'] as const
const others = ['convicted', 'healthCheck', 'interventionReceived', 'interventionOffered'] as const
const answers = [...health, ...others] as const
const careLeaver = ['inTouch', 'activ', 'accom'] as const
const care = { episodes: ['decom', 'dec', 'rne', 'rec', 'ls'] } as const

const lacksHealth = (row: Oc2Row): boolean => health.some((field) => row[field] === null)
const hasSdq = (row: Oc2Row): boolean => isFilled(row, 'sdqScore') || row.sdqReason !== null
const turns = ({ dob }: Oc2Row, age: number, { year }: Child): boolean =>
  dob !== null && isWithin(birthday(dob, age), year.startsOn, year.endsOn)

export const oc2Rules = [
  oc2('157', {
    reads: ['sdqReason', 'sdqScore', 'dob'],
    also: care,
    says: 'The child is not too young or too old for the questionnaire, so SDQ1 is no reason for having no score.',
    breaks: (row, child) =>
      row.sdqReason === 'SDQ1' &&
      !isFilled(row, 'sdqScore') &&
      reached(row.dob, 4, child.year.startsOn) &&
      !isPast(row.dob, 16, child.year.endsOn) &&
      child.lookedAfterAllYear,
  }),
  oc2('158', {
    reads: ['interventionOffered', 'interventionReceived'],
    says: 'Help with substance misuse was received, so whether it was offered is left blank.',
    breaks: (row) => row.interventionReceived === '1' && row.interventionOffered !== null,
  }),
  oc2('159', {
    reads: ['interventionOffered', 'interventionReceived', 'substanceMisuse'],
    says: 'Help with substance misuse was not received: say whether it was offered.',
    breaks: (row) =>
      row.substanceMisuse === '1' && row.interventionReceived === '0' && row.interventionOffered === null,
  }),
  oc2('180', {
    reads: ['sdqScore'],
    says: 'The SDQ score must be a whole number from 0 to 40.',
    breaks: (row) =>
      row.sdqScore === null ? isFilled(row, 'sdqScore') : row.sdqScore < 0 || row.sdqScore > 40,
  }),
  oc2('181', {
    reads: answers,
    says: 'Health, conviction and substance misuse answers must be 1 or 0.',
    breaks: (row) => answers.some((field) => isNotOf(zeroOne, row[field])),
  }),
  oc2('182', {
    reads: answers,
    says: 'Give immunisations, teeth, health assessment and substance misuse, or leave all the OC2 answers blank.',
    breaks: (row) => lacksHealth(row) && anyFilled(row, others),
  }),
  oc2('185', {
    reads: ['sdqScore'],
    also: care,
    says: 'An SDQ score is given for a child not looked after all year.',
    breaks: (row, child) => isFilled(row, 'sdqScore') && !child.lookedAfterAllYear,
  }),
  oc2('186', {
    reads: ['sdqScore', 'sdqReason', 'dob'],
    also: care,
    says: 'A child of 4 to 16 looked after all year has an SDQ score, or the reason why not.',
    breaks: (row, child) =>
      !hasSdq(row) &&
      reached(row.dob, 4, child.year.startsOn) &&
      isUnder(row.dob, 17, child.year.endsOn) &&
      child.lookedAfterAllYear,
  }),
  oc2('188', {
    reads: ['sdqScore', 'sdqReason', 'dob'],
    says: 'A child under 4 at the end of the year has neither an SDQ score nor a reason.',
    breaks: (row, { year }) => hasSdq(row) && isUnder(row.dob, 4, year.endsOn),
  }),
  oc2('189', {
    reads: ['sdqScore', 'sdqReason', 'dob'],
    says: 'A young person past 17 when the year began has neither an SDQ score nor a reason.',
    breaks: (row, { year }) => hasSdq(row) && isPast(row.dob, 17, year.startsOn),
  }),
  oc2('190', {
    reads: answers,
    also: care,
    says: 'OC2 answers are given for a child not looked after all year.',
    breaks: (row, child) => anyFilled(row, answers) && !child.lookedAfterAllYear,
  }),
  childRule('191', {
    reads: { oc2: health, ...care },
    says: 'A child looked after all year needs immunisations, teeth, health assessment and substance misuse.',
    find(child, mark) {
      const [first] = child.care
      if (!child.lookedAfterAllYear || first === undefined) return
      if (child.oc2.length === 0) mark(first)
      else child.oc2.filter(lacksHealth).forEach(mark)
    },
  }),
  oc2('192', {
    reads: ['interventionReceived', 'substanceMisuse'],
    says: 'A substance misuse problem was found: say whether help was received.',
    breaks: (row) => row.substanceMisuse === '1' && row.interventionReceived === null,
  }),
  oc2('193', {
    reads: ['substanceMisuse', 'interventionReceived', 'interventionOffered'],
    says: 'No substance misuse problem was found, so nothing is said of help with one.',
    breaks: (row) =>
      (row.substanceMisuse === null || row.substanceMisuse === '0') &&
      (row.interventionReceived !== null || row.interventionOffered !== null),
  }),
  oc2('196', {
    reads: ['sdqReason'],
    says: 'The reason for no SDQ score must be SDQ1 to SDQ5.',
    breaks: ({ sdqReason }) => isNotOf(sdqReasons, sdqReason),
  }),
  oc2('197a', {
    reads: ['sdqReason', 'sdqScore'],
    says: 'There is an SDQ score, so no reason for having none.',
    breaks: (row) => isFilled(row, 'sdqScore') && row.sdqReason !== null,
  }),
  oc2('197B', {
    reads: ['sdqReason', 'sdqScore', 'dob'],
    also: care,
    says: 'A child who turned 4 or 17 in the year has an SDQ score, or the reason why not.',
    breaks: (row, child) =>
      !hasSdq(row) && (turns(row, 4, child) || turns(row, 17, child)) && child.lookedAfterAllYear,
  }),
  oc2('198', {
    reads: ['sdqReason'],
    also: care,
    says: 'A reason for no SDQ score is given for a child not looked after all year.',
    breaks: (row, child) => row.sdqReason !== null && !child.lookedAfterAllYear,
  }),
  childRule('215', {
    reads: { oc2: answers, oc3: careLeaver },
    says: 'A care leaver has OC2 answers, which are for children looked after all year.',
    find({ oc2: rows, oc3 }, mark) {
      const left = oc3.filter((row) => anyFilled(row, careLeaver))
      const answered = rows.filter((row) => anyFilled(row, answers))
      if (left.length > 0 && answered.length > 0) [...left, ...answered].forEach(mark)
    },
  }),
  oc2('542', {
    reads: ['convicted', 'dob'],
    says: 'A child under 10 at the end of the year has no answer about convictions.',
    breaks: (row, { year }) => row.convicted !== null && isUnder(row.dob, 10, year.endsOn),
  }),
  oc2('543', {
    reads: ['convicted', 'dob'],
    also: care,
    says: 'A child of 10 or over looked after all year needs an answer about convictions.',
    breaks: (row, child) =>
      row.convicted === null && reached(row.dob, 10, child.year.endsOn) && child.lookedAfterAllYear,
  }),
  oc2('544', {
    reads: ['convicted', ...health],
    says: 'With a conviction, give immunisations, teeth, health assessment and substance misuse too.',
    breaks: (row) => row.convicted === '1' && lacksHealth(row),
  }),
  oc2('545', {
    reads: ['healthCheck', 'dob'],
    also: care,
    says: 'A child under 5 looked after all year needs an answer about health checks.',
    breaks: (row, child) =>
      row.healthCheck === null && isUnder(row.dob, 5, child.year.endsOn) && child.lookedAfterAllYear,
  }),
  oc2('546', {
    reads: ['healthCheck', 'dob'],
    also: care,
    says: 'A child of 5 or over has no answer about health checks, which are for under-fives.',
    breaks: (row, child) =>
      row.healthCheck !== null && reached(row.dob, 5, child.year.endsOn) && child.lookedAfterAllYear,
  }),
  oc2('547', {
    reads: ['healthCheck', ...health],
    says: 'With a health check, give immunisations, teeth, health assessment and substance misuse too.',
    breaks: (row) => row.healthCheck === '1' && lacksHealth(row),
  }),
]
