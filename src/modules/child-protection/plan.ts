import { earliest, inOrder } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import type { conference, cpPlan } from './record.ts'

type Conference = FactRow<typeof conference>

/** A plan as its clocks see it: from its first day to the day it, or the child's life, ended. */
export interface PlanSpan {
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
}

export const planSpans = ({ diedOn }: Child, plans: readonly FactRow<typeof cpPlan>[]): PlanSpan[] =>
  plans.flatMap(({ id, startedOn, endedOn }) =>
    startedOn === null ? [] : [{ recordId: id, from: startedOn, to: earliest(endedOn, diedOn) }],
  )

/** On a plan on that day; its last day is one of them. */
export const within = ({ from, to }: PlanSpan, on: Day): boolean => on >= from && (to === null || on <= to)

/** Without enough agencies nothing is decided. A return says only that one was held. */
export const quorate = ({ state, quorate: enough }: Conference): boolean =>
  state === 'held' && enough !== false

/** Held, and could decide nothing. One that is only asked for or booked is neither. */
export const inquorate = ({ state, quorate: enough }: Conference): boolean =>
  state === 'inquorate' || (state === 'held' && enough === false)

export const isReview = ({ kind }: Conference): boolean => kind === 'review'

/** The days quorate conferences were held, oldest first. */
export const daysHeld = (conferences: readonly Conference[]): Day[] =>
  inOrder(conferences.filter(quorate).map(({ heldOn }) => heldOn))
