import { addYears, ageOn, daysBetween, type Day } from '../../../../platform/dates/day.ts'
import type { CinEpisode } from '../../../return-files/index.ts'
import { rulesOf } from '../declare.ts'
import {
  closedAfterAssessment,
  goesAhead,
  isBefore,
  isEmpty,
  isKnown,
  isOutside,
  isUnknown,
  noFurtherAction,
  workingDaysBefore,
} from '../said.ts'

const episode = rulesOf('episode')

/** Sources of referral have been asked for since 1 April 2013. */
const sourceAskedFrom = '2013-04-01' as Day

const isOpen = (row: CinEpisode): boolean => isEmpty(row, 'cinClosureDate')

const isLong = (from: Day | null, birth: Day | null): boolean =>
  from !== null && birth !== null && daysBetween(from, birth) > 280

const aboutDates = [
  episode('8555Q', {
    marks: ['cinReferralDate'],
    with: { child: ['personDeathDate'] },
    says: 'The referral is dated after the child died. Correct one of the dates or say why.',
    breaks: ({ cinReferralDate }, { child }) => isBefore(child.personDeathDate, cinReferralDate),
  }),
  episode('8600', {
    marks: ['cinReferralDate'],
    says: 'The referral needs a date, and one that is not after the census year.',
    breaks: ({ cinReferralDate }, { year }) => cinReferralDate === null || cinReferralDate > year.endsOn,
  }),
  episode('8606', {
    marks: ['cinReferralDate'],
    with: { child: ['personBirthDate', 'expectedPersonBirthDate'] },
    says: 'The referral is more than 40 weeks before the child was born or is expected.',
    breaks: ({ cinReferralDate }, { child }) =>
      isLong(cinReferralDate, child.personBirthDate) ||
      isLong(cinReferralDate, child.expectedPersonBirthDate),
  }),
  episode('8620', {
    marks: ['cinClosureDate'],
    says: 'The episode is closed on a day outside the census year.',
    breaks: ({ cinClosureDate }, { year }) => isOutside(cinClosureDate, year),
  }),
  episode('8630', {
    marks: ['cinReferralDate', 'cinClosureDate'],
    says: 'The episode is closed before its referral.',
    breaks: ({ cinReferralDate, cinClosureDate }) => isBefore(cinClosureDate, cinReferralDate),
  }),
  episode('8775Q', {
    marks: ['cinClosureDate'],
    with: { child: ['personBirthDate'] },
    says: 'The person was over 25 and the episode went on after the 25th birthday. Correct the dates or say why.',
    breaks: (row, { child: { personBirthDate: born }, year }) =>
      born !== null &&
      ageOn(born, year.endsOn) >= 25 &&
      born < addYears(year.endsOn, -25) &&
      (isOpen(row) || isBefore(addYears(born, 25), row.cinClosureDate)),
  }),
]

const aboutCodes = [
  episode('8568', {
    marks: ['referralNfa'],
    says: 'Say whether the referral ended without further action: 1 or 0.',
    breaks: ({ referralNfa, given }) =>
      referralNfa === null || !/^(?:[01]|true|false)$/i.test(given?.referralNfa ?? '1'),
  }),
  episode('8569Q', {
    marks: ['referralNfa'],
    reads: { episode: ['cinReferralDate'] },
    says: 'A referral without further action belongs to the census of the year it was made in, and this one is older.',
    breaks: (row, { year }) =>
      noFurtherAction(row) && isBefore(row.cinReferralDate, workingDaysBefore(year.startsOn, 1)),
  }),
  episode('8585Q', {
    marks: ['reasonForClosure'],
    with: { child: ['personDeathDate'] },
    says: 'The episode is closed because the child died, and there is no date of death.',
    breaks: ({ reasonForClosure }, { child }) =>
      reasonForClosure === 'RC2' && isEmpty(child, 'personDeathDate'),
  }),
  episode('8610', {
    marks: ['referralNfa', 'primaryNeedCode'],
    says: 'A referral that went further needs a primary need.',
    breaks: (row) => goesAhead(row) && row.primaryNeedCode === null,
  }),
  episode('8640', {
    marks: ['reasonForClosure'],
    says: 'The reason for closing is not one of RC1 to RC9.',
    breaks: ({ reasonForClosure }) => isUnknown(reasonForClosure, 'reason_for_closure'),
  }),
  episode('8650', {
    marks: ['primaryNeedCode'],
    says: 'The primary need is not one of N0 to N9.',
    breaks: ({ primaryNeedCode }) => isUnknown(primaryNeedCode, 'primary_need'),
  }),
  episode('8805', {
    marks: ['cinClosureDate', 'reasonForClosure'],
    says: 'The episode has a closing date and no reason for closing.',
    breaks: (row) => !isOpen(row) && row.reasonForClosure === null,
  }),
  episode('8810', {
    marks: ['reasonForClosure', 'cinClosureDate'],
    says: 'The episode has a reason for closing and no closing date.',
    breaks: (row) => isOpen(row) && row.reasonForClosure !== null,
  }),
  episode('8825Q', {
    marks: ['reasonForClosure'],
    reads: { episode: ['assessments'] },
    says: 'The episode is closed after assessment (RC8 or RC9) and has no assessment.',
    breaks: (row) => closedAfterAssessment(row) && row.assessments.length === 0,
  }),
  episode('8866', {
    marks: ['cinReferralDate', 'referralSource'],
    says: 'A referral made since April 2013 needs its source, from the list.',
    breaks: ({ cinReferralDate, referralSource }) =>
      cinReferralDate !== null &&
      cinReferralDate >= sourceAskedFrom &&
      !isKnown(referralSource, 'referral_source'),
  }),
]

export const referralRules = [...aboutDates, ...aboutCodes]
