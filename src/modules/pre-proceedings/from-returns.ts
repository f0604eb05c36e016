import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { PreProceedingsRow } from '../return-files/index.ts'
import { preProceedings } from './record.ts'

export const preProceedingsFromCensus = receiver(
  preProceedings,
  {
    takes: {
      startedOn: 'ppStartDate',
      letterSentOn: 'lbpSentDate',
      fgdmOffered: 'fgdmMeetingOffer',
      fgdmHeld: 'fgdmMeetingFac',
      firstMeetingOn: 'initialPpMeetingDate',
      reviewMeetings: 'reviewMeetingsCount',
      decidedOn: 'stepDecisionDate',
      outcome: 'ppOutcome',
      appliedOn: 'courtAppDate',
      letterInitialOn: 'letterInitCpDate',
    },
  },
  (row: PreProceedingsRow) => ({
    key: dayKey(row, 'ppStartDate'),
    state:
      says(row, 'stepDecisionDate') || says(row, 'ppOutcome') || says(row, 'courtAppDate') ? 'ended' : 'open',
  }),
)
