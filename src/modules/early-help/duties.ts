import { chapterDuties } from '../../platform/record/duties.ts'
import { stepDownCheck, stepDownHandover, stepUpDecision, stepUpDispute } from './clocks.ts'
import { stepDown, stepUp } from './record.ts'

export const duties = chapterDuties({ stepUp, stepDown }, [
  {
    clock: stepUpDecision,
    stoppedBy: 'decision',
    arises: ({ stepUp: all }) =>
      all.flatMap(({ id, requestedOn, disputedOn, decidedOn, state }) =>
        requestedOn === null
          ? []
          : [{ recordId: id, since: requestedOn, met: firstDecision(state, decidedOn, disputedOn) }],
      ),
  },
  {
    clock: stepUpDispute,
    stoppedBy: 'decision',
    arises: ({ stepUp: all }) =>
      all.flatMap(({ id, disputedOn, decidedOn, state }) =>
        disputedOn === null
          ? []
          : [{ recordId: id, since: disputedOn, met: state === 'disputed' ? null : decidedOn }],
      ),
  },
  {
    clock: stepDownHandover,
    stoppedBy: 'handover',
    arises: ({ stepDown: all }) =>
      all.flatMap(({ id, agreedOn, acceptedOn, withdrawnOn }) =>
        agreedOn === null ? [] : [{ recordId: id, since: agreedOn, met: acceptedOn, ended: withdrawnOn }],
      ),
  },
  {
    clock: stepDownCheck,
    stoppedBy: 'early help',
    arises: ({ child, stepDown: all }) =>
      all.flatMap(({ id, acceptedOn, checkedOn }) =>
        acceptedOn === null ? [] : [{ recordId: id, since: acceptedOn, met: checkedOn, ended: child.diedOn }],
      ),
  },
])

/** A dispute comes after a decision: of one decided anew since, the day of the dispute stands for the first. */
const firstDecision = <D extends string>(
  state: string,
  decidedOn: D | null,
  disputedOn: D | null,
): D | null =>
  disputedOn === null ? decidedOn : state === 'disputed' ? (decidedOn ?? disputedOn) : disputedOn
