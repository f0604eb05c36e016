import type { Change } from '../../platform/record/change.ts'

interface Event {
  readonly type: string
  readonly aboutId: string
  readonly staffId: string
  readonly answers: object
  readonly before?: object
  readonly reason?: string
}

/** Writes down what was done about somebody's supervision: a history apart from every child's. */
export async function tell(change: Change, { answers, before, reason, ...event }: Event): Promise<void> {
  const { tx, actor, now } = change
  const stood = before === undefined ? null : JSON.stringify(before)
  const kept = { answers: JSON.stringify(answers), before: stood, reason: reason ?? null }
  await tx
    .insertInto('supervisionEvent')
    .values({ ...event, ...kept, actorId: actor.id, at: now })
    .execute()
}
