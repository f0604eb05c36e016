import type { Day } from '../../platform/dates/day.ts'

/** What drift is read from: the plan as it stands today and what has become of it. */
export interface Moving {
  readonly today: Day
  /** Outcomes that are open: agreed, and last moved forward, on a day. */
  readonly outcomes: readonly {
    readonly what: string
    readonly setOn: Day
    readonly movedOn: Day | null
  }[]
  /** Actions asked and not answered. */
  readonly actions: readonly {
    readonly what: string
    readonly dueOn: Day | null
    readonly extended: number
  }[]
  /** Every review of the plan that was held, oldest first. */
  readonly reviews: readonly Day[]
  /** The day a review is owed by, where it has passed. */
  readonly reviewsMissed: readonly Day[]
  /** Directions asked more than once and still not done. */
  readonly repeated: readonly { readonly what: string; readonly timesAsked: number }[]
  /** The days on which a lead worker left without a plan for it, in the twelve months before. */
  readonly workersLost: readonly Day[]
}

/** One reason a plan is not moving. The weight orders lists and is never shown. */
export interface Drifting {
  readonly why: 'unchanged' | 'overdue' | 'moved twice' | 'review missed' | 'asked again' | 'worker lost'
  readonly what: string
  /** The day it turns on: last moved, due, asked by, left. */
  readonly on: Day | null
  /** How often: reviews held since, times moved, times asked. */
  readonly times: number
  readonly weight: number
}

/** Reviews after which what has not changed is drift. */
const reviewsUnchanged = 2

/** Every reason the plan is not moving, gravest first. None for a plan that moves. */
export function drift(plan: Moving): Drifting[] {
  return [
    ...plan.outcomes.flatMap((outcome) => unchanged(outcome, plan.reviews)),
    ...plan.repeated.map(({ what, timesAsked }) => ({ why: 'asked again' as const, what, on: null, times: timesAsked, weight: 3 })),
    ...plan.reviewsMissed.map((on) => ({ why: 'review missed' as const, what: '', on, times: 1, weight: 2 })),
    ...plan.actions.filter(({ extended }) => extended > 1).map(({ what, dueOn, extended }) => ({ why: 'moved twice' as const, what, on: dueOn, times: extended, weight: 2 })),
    ...plan.actions.filter(({ dueOn }) => dueOn !== null && dueOn < plan.today).map(({ what, dueOn }) => ({ why: 'overdue' as const, what, on: dueOn, times: 1, weight: 1 })),
    ...plan.workersLost.map((on) => ({ why: 'worker lost' as const, what: '', on, times: 1, weight: 1 })),
  ].toSorted((one, other) => other.weight - one.weight)
} // prettier-ignore

function unchanged({ what, setOn, movedOn }: Moving['outcomes'][number], reviews: readonly Day[]): Drifting[] {
  const since = movedOn !== null && movedOn > setOn ? movedOn : setOn
  const times = reviews.filter((heldOn) => heldOn > since).length
  return times < reviewsUnchanged ? [] : [{ why: 'unchanged', what, on: since, times, weight: 3 }]
} // prettier-ignore
