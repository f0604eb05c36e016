import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import type { Change } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import { movedBy } from './commands.ts'
import { planOutcome, type PlanOutcome } from './record.ts'

/**
 * How each outcome is going, as a meeting about the plan said it: part of a larger change, such as a review.
 *
 * @param said progress by the outcome's id; those that are not open any more, or another child's, are left as they are
 */
export async function progressAt(
  change: Change,
  childId: string,
  heldOn: Day,
  said: ReadonlyMap<string, NonNullable<PlanOutcome['progress']>>,
): Promise<void> {
  for (const [id, progress] of said) {
    const held = await lock(change.tx, planOutcome, id)
    if (held.childId !== childId || held.state !== 'open') continue
    const later = held.movedOn !== null && held.movedOn > heldOn
    const answers = { progress, ...(later ? {} : movedBy(progress, heldOn)) }
    await change.move(planOutcome, held, { event: 'plan-outcome.reviewed', to: 'open', answers })
  }
}

/** What must change for a child and is in force, the oldest first: what a meeting about the plan walks through. */
export async function openOutcomesOf(
  book: Book,
  childId: string,
): Promise<{ id: string; what: string; progress: string | null }[]> {
  const { rows } = await sql<{ id: string; what: string; progress: string | null }>`
    select id, what, progress
      from plan_outcome
     where child_id = ${childId}
       and state = 'open'
     order by set_on, id
     limit 40
  `.execute(book.db)
  return rows
}
