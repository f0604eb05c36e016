import { dayKey, receiver, says, type Received } from '../../platform/record/received.ts'
import type { AnnexARow, CinAssessment } from '../return-files/index.ts'
import { factorCodes } from './factors.ts'
import { assessment } from './record.ts'

const known: ReadonlySet<string> = new Set(factorCodes)
const inOrder = [['startedOn', 'authorisedOn']] as const

/** An assessment from the census, with the factors it found, which are rows of their own there. */
export const assessmentFromCensus = receiver(
  assessment,
  {
    takes: {
      startedOn: 'assessmentActualStartDate',
      reviewedOn: 'assessmentInternalReviewDate',
      authorisedOn: 'assessmentAuthorisationDate',
    },
    inOrder,
  },
  (row: CinAssessment, episode: Received) => ({
    key: dayKey(row, 'assessmentActualStartDate'),
    state: says(row, 'assessmentAuthorisationDate') ? 'authorised' : 'started',
    sets: { factors: factorsOf(row) },
    from: [row, ...row.factors],
    under: { field: 'episodeId', record: episode },
  }),
)

/** A factor no list knows is a finding of its row; the record holds those that can be read. */
const factorsOf = ({ factors }: CinAssessment): string[] => [
  ...new Set(factors.flatMap(({ factor }) => (factor !== null && known.has(factor) ? [factor] : []))),
]

export const assessmentFromList = receiver(
  assessment,
  {
    takes: {
      startedOn: 'startedOn',
      authorisedOn: 'authorisedOn',
      childSeen: 'childSeen',
    },
    means: {
      childSeen: { Y: 'yes', N: 'no', U: 'unknown' },
    },
    inOrder,
  },
  (row: AnnexARow<'assessments'>) => ({
    key: dayKey(row, 'startedOn'),
    state: says(row, 'authorisedOn') ? 'authorised' : 'started',
    sets: row.requiresSupport === null ? {} : { supportNeeded: row.requiresSupport ? 'yes' : 'no' },
  }),
)
