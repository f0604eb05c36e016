import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { hours, type Limit, onTheDay, urgentOr, within, workingDays } from '../../platform/clocks/limit.ts'

// A later discussion on the same concern is a review of the first.
const discussion: Limit = {
  words: '1 working day, or the same day if urgent; a review discussion within 15 working days',
  steps: { otherwise: workingDays(1), urgent: workingDays(0), review: workingDays(15) },
  reads: [
    { fact: 'urgent', default: false },
    { fact: 'event', default: 'first' },
  ],
  step: ({ urgent, event }) => (urgent === true ? 'urgent' : event === 'later' ? 'review' : 'otherwise'),
}

export const strategyDiscussion = clock({
  id: 'strategy-discussion',
  name: 'Strategy discussion',
  duty: 'Hold the discussion with the police and health, and record it',
  starts: 'reasonable cause to suspect significant harm',
  stops: 'it is held and the record issued',
  within: discussion,
  repeats: 'each concern, and again within 15 working days',
  ...localStandard,
  source: 'Local practice; Working Together sets no hours',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'B',
})

export const s47ChildSeen = clock({
  id: 's47-child-seen',
  name: 'See the child in the enquiry',
  duty: 'See the child alone, or record why not',
  starts: 'the section 47 enquiry starts',
  stops: 'a visit in which the child is seen',
  within: urgentOr(onTheDay('the same day'), hours(24)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'A',
})

export const s47Complete = clock({
  id: 's47-complete',
  name: 'Outcome of the section 47 enquiry',
  duty: 'Conclude the enquiry, and have a manager agree to what it found',
  starts: 'the strategy discussion that opened it',
  stops: 'a manager authorises the outcome',
  within: within(workingDays(15)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice, in step with the conference that Working Together, chapter 3, asks for',
  confirmed: 'P',
  owner: 'social worker',
  ladder: 'C',
})

export const clocks = [strategyDiscussion, s47ChildSeen, s47Complete] as const
