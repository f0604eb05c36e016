import type { Day } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import { command } from '../../platform/record/record.ts'
import { lock } from '../../platform/record/store.ts'
import { leadWorker } from './commands.ts'
import { action } from './record.ts'

/** What is asked of an action while its plan is a draft: nothing but what it is must be known yet. */
const asks = ['what', 'ownerId', 'doneBy', 'dueOn'] as const

/** An action as a draft has it. */
export interface Proposing {
  readonly what: string
  readonly ownerId: string | null
  readonly doneBy: string | null
  readonly dueOn: Day | null
}

/** Puts an action into a draft: nobody is asked yet, no clock runs, and its day may be open. */
export const propose = (
  change: Change,
  childId: string,
  outcomeId: string,
  proposing: Proposing,
): Promise<string> =>
  change.open(action, {
    event: 'action.proposed',
    childId,
    state: 'proposed',
    answers: { ...proposing, outcomeId, direction: false, extended: 0, timesAsked: 1 },
  })

export const reword = command({
  on: action,
  event: 'action.reworded',
  title: 'Change an action of a draft',
  needs: 'plan.write',
  from: ['proposed'],
  to: 'proposed',
  asks,
  rules: [],
})

export const dropProposed = command({
  on: action,
  event: 'action.dropped',
  title: 'Take an action out of a draft',
  needs: 'plan.write',
  from: ['proposed'],
  to: 'stopped',
  asks: [],
  settles: ({ today }) => ({ stoppedOn: today }),
  rules: [],
})

/**
 * Asks for what a draft proposed, once its plan is authorised: whoever authorised it asks. Where somebody outside does
 * it, the child's lead worker sees that it is done.
 */
export async function askProposed(change: Change, actionId: string): Promise<void> {
  const before = await lock(change.tx, action, actionId)
  await change.move(action, before, {
    event: 'action.given',
    to: 'open',
    answers: {
      askedBy: change.actor.id,
      askedOn: change.today,
      firstDueOn: before.dueOn,
      ownerId: before.ownerId ?? (await leadWorker(change.tx, before.childId)),
    },
  })
}
