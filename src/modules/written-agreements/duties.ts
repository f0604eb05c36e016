import { earliest, intervals } from '../../platform/clocks/intervals.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { writtenAgreementReview } from './clocks.ts'
import { agreementCheck, writtenAgreement } from './record.ts'

export const duties = chapterDuties({ writtenAgreement, agreementCheck }, [
  {
    clock: writtenAgreementReview,
    stoppedBy: 'written agreement',
    arises: ({ child, writtenAgreement: all, agreementCheck: checks }) =>
      all.flatMap(({ id, signedOn: first, endedOn, escalatedOn }) => {
        if (first === null) return []
        const done = checks.filter(({ agreementId }) => agreementId === id).map(({ checkedOn }) => checkedOn)
        const ended = earliest(endedOn, escalatedOn, child.diedOn)
        return intervals({ recordId: id, first, done, ended, facts: () => ({}) })
      }),
  },
])
