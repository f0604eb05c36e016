import type { Day } from '../../../../platform/dates/day.ts'
import type { CinAssessment } from '../../../return-files/index.ts'
import { dayAfter, type CollectionYear } from '../../year.ts'
import { findsIn, mark, rulesOf } from '../declare.ts'
import {
  closedAfterAssessment,
  eachWithAnother,
  isBefore,
  isEmpty,
  isInside,
  isKnown,
  isOutside,
  severalOf,
  sharing,
  workingDaysBefore,
} from '../said.ts'

const assessment = rulesOf('assessment')
const factor = rulesOf('factor')

const isUnfinished = (row: CinAssessment): boolean => isEmpty(row, 'assessmentAuthorisationDate')

const hasFactor = ({ factors }: CinAssessment): boolean => factors.some(({ factor: code }) => code !== null)
const hasKnownFactor = ({ factors }: CinAssessment): boolean =>
  factors.some(({ factor: code }) => isKnown(code, 'assessment_factor'))
const foundNothing = ({ factors }: CinAssessment): boolean =>
  factors.some(({ factor: code }) => code === noFactors)

/** No factors identified. */
const noFactors = '21'

/** Both days inclusive; to the end of the year while it is unfinished. */
function isDuring(at: Day | null, row: CinAssessment, { endsOn }: CollectionYear): boolean {
  const { assessmentActualStartDate: from, assessmentAuthorisationDate: to } = row
  if (at === null || from === null || at < from) return false
  return to !== null ? at <= to : isUnfinished(row) && at <= endsOn
}

const aboutDates = [
  assessment('1103', {
    marks: ['assessmentActualStartDate'],
    with: { episode: ['cinReferralDate'] },
    says: 'The assessment starts before the referral.',
    breaks: ({ assessmentActualStartDate }, { episode }) =>
      isBefore(assessmentActualStartDate, episode.cinReferralDate),
  }),
  assessment('8608', {
    marks: ['assessmentActualStartDate', 'assessmentAuthorisationDate'],
    says: 'The assessment is authorised before it starts.',
    breaks: (row) => isBefore(row.assessmentAuthorisationDate, row.assessmentActualStartDate),
  }),
  assessment('8670Q', {
    marks: ['assessmentActualStartDate', 'assessmentAuthorisationDate'],
    says: 'An assessment begun more than 45 working days before the end of the year is not authorised. Complete it or say why.',
    // The last day of the year is the first of the 45 that are counted back.
    breaks: (row, { year }) =>
      isUnfinished(row) && isBefore(row.assessmentActualStartDate, workingDaysBefore(dayAfter(year), 45)),
  }),
  assessment('8696', {
    marks: ['assessmentAuthorisationDate'],
    says: 'The assessment is authorised on a day outside the census year.',
    breaks: ({ assessmentAuthorisationDate }, { year }) => isOutside(assessmentAuthorisationDate, year),
  }),
  assessment('8736', {
    marks: ['assessmentAuthorisationDate', 'assessmentActualStartDate'],
    says: 'An assessment that is not authorised must have started in the census year.',
    breaks: (row, { year }) => isUnfinished(row) && !isInside(row.assessmentActualStartDate, year),
  }),
  assessment('8867', {
    marks: ['assessmentAuthorisationDate'],
    with: { episode: ['cinClosureDate'] },
    says: 'The episode is closed and one of its assessments is not authorised.',
    breaks: (row, { episode }) => isUnfinished(row) && !isEmpty(episode, 'cinClosureDate'),
  }),
]

const aboutFactors = [
  assessment('8614', {
    marks: ['assessmentAuthorisationDate', 'factors'],
    reads: { factor: ['factor'] },
    says: 'Factors are given for an assessment that is not authorised.',
    breaks: (row) => isUnfinished(row) && hasFactor(row),
  }),
  assessment('8897Q', {
    marks: ['assessmentAuthorisationDate', 'factors'],
    reads: { factor: ['factor'] },
    says: 'An authorised assessment has no factor from the list. Give what was found, or 21 for nothing.',
    breaks: (row, { year }) =>
      row.assessmentAuthorisationDate !== null &&
      row.assessmentAuthorisationDate >= year.startsOn &&
      !hasKnownFactor(row),
  }),
  findsIn('assessment')('8869', {
    reads: { assessment: ['factors'], factor: ['factor'] },
    says: 'Factor 21 says that nothing was found, and another factor stands beside it.',
    find: (row, _, report) => {
      if (!foundNothing(row)) return
      const others = row.factors.filter((each) => each.factor !== null && each.factor !== noFactors)
      if (others.length > 0) report(...others.map((each) => mark(each, 'factor')))
    },
  }),
  findsIn('assessment')('8898', {
    reads: { assessment: ['factors'], factor: ['factor'] },
    says: 'The same factor is given twice for the assessment. Take one out.',
    find: ({ factors }, _, report) => {
      const repeated = sharing(factors, (each) => each.factor)
      if (repeated.length > 0) report(...repeated.map((each) => mark(each, 'factor')))
    },
  }),
]

const aboutAnEpisode = [
  findsIn('episode')('8863Q', {
    reads: {
      episode: ['assessments'],
      assessment: ['assessmentActualStartDate', 'assessmentAuthorisationDate'],
    },
    says: 'An assessment starts while another of the same episode goes on.',
    find: ({ assessments }, { year }, report) =>
      eachWithAnother(assessments, (later, row) => {
        if (isDuring(later.assessmentActualStartDate, row, year))
          report(
            mark(later, 'assessmentActualStartDate'),
            mark(row, 'assessmentActualStartDate', 'assessmentAuthorisationDate'),
          )
      }),
  }),
  findsIn('episode')('8873Q', {
    reads: { episode: ['reasonForClosure', 'assessments'], assessment: ['factors'], factor: ['factor'] },
    says: 'The only assessment found nothing (21), so RC8 or RC9 is to be expected as the reason for closing.',
    find: (row, _, report) => {
      const [only, another] = row.assessments
      if (only === undefined || another !== undefined || closedAfterAssessment(row)) return
      if (foundNothing(only)) report(mark(only, 'factors'), mark(row, 'reasonForClosure'))
    },
  }),
  findsIn('episode')('8896', {
    reads: { episode: ['assessments'], assessment: ['assessmentAuthorisationDate'] },
    says: 'The episode has more than one assessment that is not authorised.',
    find: ({ assessments }, _, report) => {
      const open = severalOf(assessments, isUnfinished)
      if (open.length > 0) report(...open.map((each) => mark(each, 'assessmentAuthorisationDate')))
    },
  }),
]

export const assessmentRules = [...aboutDates, ...aboutFactors, ...aboutAnEpisode]

const outdated = (id: string, code: string, instead: string) =>
  factor(id, {
    from: 2025,
    marks: ['factor'],
    says: `Factor ${code} is no longer used. Choose ${instead}.`,
    breaks: (row) => row.factor === code,
  })

/** Asked about since 2024/25; the codes were parted in 2020/21. */
export const outdatedFactorRules = [
  outdated('8945Q', '18A', '18B or 18C'),
  outdated('8950Q', '19A', '19B or 19C'),
]
