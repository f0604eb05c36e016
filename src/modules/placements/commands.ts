import { command } from '../../platform/record/record.ts'
import { homeReview } from './record.ts'
import { nextAfterReview, reviewedByToday } from './rules.ts'

const must = ['reviewedOn', 'safe', 'safeWhy', 'whyStill', 'beingDone', 'nextOn'] as const

/** The director's own, of one child: the week starts again from its day. */
const reviewHome = command({
  on: homeReview,
  event: 'home-review.recorded',
  title: 'Review a child in a home that is not registered',
  needs: 'home.review',
  from: null,
  to: 'recorded',
  asks: ['reviewedOn', 'safe', 'safeWhy', 'whyStill', 'beingDone', 'ofstedToldOn', 'nextOn'],
  requires: must,
  settles: ({ actorId }) => ({ reviewedBy: actorId }),
  rules: [reviewedByToday, nextAfterReview],
})

export const commands = { reviewHome }
