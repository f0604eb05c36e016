import { clock } from '../../platform/clocks/clock.ts'
import { adoptionAgencies } from '../../platform/clocks/editions.ts'
import { type Limit, weeklyToFirstReview, weeks, within } from '../../platform/clocks/limit.ts'

// Until a review sets another interval, weekly visits go on.
const visits: Limit = {
  ...weeklyToFirstReview(weeks(1)),
  words: '1 week; after the first review, as the review sets',
  reads: [...weeklyToFirstReview(weeks(1)).reads, { fact: 'planInterval', default: null }],
  plan: { step: 'later', may: 'set' },
}

export const adoptVisitPlaced = clock({
  id: 'adopt-visit-placed',
  name: 'Visits to a child placed for adoption',
  duty: 'Visit the child and the adopters, and report',
  starts: 'the placement, or the last visit',
  stops: 'a visit, with a report',
  within: visits,
  repeats: '1 week, then weekly to the first review, then as the review sets',
  ...adoptionAgencies,
  source: 'SI 2005/389 reg 36(4)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const adoptReview1 = clock({
  id: 'adopt-review-1',
  name: 'First review after placement for adoption',
  duty: 'Hold the review',
  starts: 'the placement',
  stops: 'it is held',
  within: within(weeks(4)),
  repeats: 'once',
  ...adoptionAgencies,
  source: 'SI 2005/389 reg 36(3)(a)',
  confirmed: 'C',
  owner: 'IRO',
  ladder: 'C',
})

export const clocks = [adoptVisitPlaced, adoptReview1] as const
