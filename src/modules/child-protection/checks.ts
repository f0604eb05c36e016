import type { Day } from '../../platform/dates/day.ts'
import { checks } from '../../platform/record/checks.ts'
import { conference, cpPlan } from './record.ts'

/** A child has one child protection plan at a time. */
export const planChecks = checks(cpPlan, [
  {
    id: 'CP-1',
    source: 'Working Together ch.3: one child protection plan',
    holds: ({ row, all }) =>
      row.state !== 'open' || !all.some((other) => other.id < row.id && other.state === 'open'),
    at: 'startedOn',
    says: 'Another child protection plan is open too: end the one that was replaced',
  },
])

export const conferenceChecks = checks(
  conference,
  [
    {
      id: 'CP-2',
      source: 'Working Together ch.3: a review conference reviews a plan an initial conference made',
      holds: ({ row, all }) =>
        row.kind !== 'review' ||
        row.heldOn === null ||
        !all.some((other) => other.kind === 'initial' && other.heldOn !== null) ||
        all.some(
          (other) =>
            other.kind !== 'review' &&
            other.heldOn !== null &&
            row.heldOn !== null &&
            other.heldOn <= row.heldOn,
        ),
      at: 'heldOn',
      says: 'This review conference is before the initial one: check both days',
    },
    {
      id: 'CP-3',
      source: 'Local standard: a conference without enough agencies is held again within ten working days',
      holds: ({ row, all }) =>
        row.state !== 'inquorate' ||
        all.some((other) => other.state === 'held' && (other.heldOn ?? '') > (row.heldOn ?? '')),
      at: 'quorate',
      says: 'Not enough agencies were at this conference, and none has been held since: hold another',
    },
    {
      id: 'CP-4',
      source: 'Working Together ch.3: a review conference reviews a plan',
      holds: ({ row: { kind, heldOn }, beside }) =>
        kind !== 'review' || heldOn === null || !allBeginAfter(heldOn, beside(cpPlan)),
      at: 'heldOn',
      says: 'This review conference is before the child protection plan it reviews: check both days',
    },
  ],
  [cpPlan],
)

/** There are plans whose first day is known, and all of those days are later. */
const allBeginAfter = (on: Day, plans: readonly { readonly startedOn: Day | null }[]): boolean => {
  const began = plans.flatMap(({ startedOn }) => startedOn ?? [])
  return began.length > 0 && began.every((first) => first > on)
}
