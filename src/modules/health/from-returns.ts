import { addMonths } from '../../platform/dates/day.ts'
import { dayKey, receiver } from '../../platform/record/received.ts'
import type { AnnexARow, Oc2Row } from '../return-files/index.ts'
import { healthCheck, healthOutcome } from './record.ts'

/** A year's health outcomes. The row says no year: the file it came in does. */
export const outcomeFromReturn = receiver(
  healthOutcome,
  {
    takes: {
      sdqScore: 'sdqScore',
      sdqReason: 'sdqReason',
      convicted: 'convicted',
      healthCheck: 'healthCheck',
      immunised: 'immunisations',
      teethCheck: 'teethCheck',
      healthAssessment: 'healthAssessment',
      substanceMisuse: 'substanceMisuse',
      interventionReceived: 'interventionReceived',
      interventionOffered: 'interventionOffered',
    },
    atMost: { sdqScore: 40 },
  },
  (_: Oc2Row, year: number | null) => ({
    key: `year ending ${year ?? 'not known'}`,
    state: 'recorded',
    sets: { yearEnding: year },
  }),
)

/**
 * The last health assessment of Annex A list 8. The list does not say which it was: in the first six months of care,
 * within which a second is never due (SI 2010/959 reg 7), it is taken to be the first.
 */
export const assessmentFromList = receiver(
  healthCheck,
  { takes: { doneOn: 'lastHealthAssessmentOn' } },
  (row: AnnexARow<'childrenInCare'>) => ({
    key: `assessment ${dayKey(row, 'lastHealthAssessmentOn')}`,
    state: 'done',
    sets: { kind: isFirst(row) ? 'initial' : 'review' },
    from: [],
  }),
)

const isFirst = ({ startedOn, lastHealthAssessmentOn }: AnnexARow<'childrenInCare'>): boolean =>
  startedOn !== null && lastHealthAssessmentOn !== null && lastHealthAssessmentOn < addMonths(startedOn, 6)

export const dentalFromList = receiver(
  healthCheck,
  { takes: { doneOn: 'lastDentalCheckOn' } },
  (row: AnnexARow<'childrenInCare'>) => ({
    key: `dental ${dayKey(row, 'lastDentalCheckOn')}`,
    state: 'done',
    sets: { kind: 'dental' },
    from: [],
  }),
)
