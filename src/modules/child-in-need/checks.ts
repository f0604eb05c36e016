import { checks } from '../../platform/record/checks.ts'
import { cinPlan, cinReview } from './record.ts'

export const reviewChecks = checks(
  cinReview,
  [
    {
      id: 'CIN-6',
      source: 'Working Together ch.3: a child in need review reviews a plan',
      holds: ({ row: { heldOn, planId }, beside }) => {
        if (heldOn === null) return true
        const plans = beside(cinPlan).filter(({ id }) => planId === null || id === planId)
        const began = plans.flatMap(({ startedOn }) => startedOn ?? [])
        return began.length === 0 || began.some((first) => first <= heldOn)
      },
      at: 'heldOn',
      says: 'This review is before the plan it reviews began: check both days',
    },
  ],
  [cinPlan],
)
