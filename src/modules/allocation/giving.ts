import { sql } from 'kysely'
import { mayEver, type Actor } from '../../platform/access/policy.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Answers } from '../../platform/record/field.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { holdingRoles, loadWith, type LoadWith } from './queries.ts'
import { allocation } from './record.ts'

/** What is asked of whoever gives a child a worker, and of the manager who goes over a limit. */
export const giveAsks = ['workerId', 'role', 'fromOn'] as const
export const reliefAsks = ['overLimitWhy', 'reliefPlan', 'reliefByOn'] as const
const asks = [...giveAsks, 'teamId', ...reliefAsks] as const
type Given = Answers<Pick<typeof allocation.fields, (typeof asks)[number]>>

/**
 * Gives a child a worker. A worker who would then carry more than their limit may be chosen only by a service manager, who
 * says why and what will bring it down by when: the limit is asked inside the transaction, with the worker's row locked, so
 * that two managers cannot both give the last place.
 *
 * @throws NotAllowed if the actor may not allocate this child
 */
export async function giveWorker(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(allocation.fields, asks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { workerId } = answers
  const missing = (['workerId', 'fromOn'] as const).filter((name) => answers[name] === null).map(asked)
  if (workerId === null || missing.length > 0) return { kind: 'refused', findings: missing }
  const { actor, childId, formKey } = act
  return inOneChange(book, actor, formKey, async (change) => {
    await requireChild(change.tx, actor, 'allocation.write', childId)
    const over = await overLimit(change.tx, answers, workerId, childId)
    const broken = over === null ? [] : unrelieved(over, answers, actor)
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    const recordId = await change.open(allocation, {
      event: over === null ? 'allocation.allocated' : 'allocation.allocated-over-limit',
      childId,
      state: 'allocated',
      answers: over === null ? { ...answers, ...unsaid } : { ...answers, overLimitBy: actor.id },
    })
    return { kind: 'done', recordId }
  })
}

const unsaid = { overLimitWhy: null, reliefPlan: null, reliefByOn: null }

const asked = (at: keyof typeof allocation.fields): Finding => ({
  rule: 'answer',
  message: allocation.fields[at].missing,
  at,
})

/** What the worker would carry, where that is more than they should; null where it is not, or the child is not theirs to hold. */
async function overLimit(
  tx: Tx,
  { role }: Given,
  workerId: string,
  childId: string,
): Promise<LoadWith | null> {
  if (!(holdingRoles as readonly string[]).includes(role)) return null
  await sql`select id from staff where id = ${workerId} for update`.execute(tx)
  const load = await loadWith(tx, workerId, childId)
  return load !== undefined && load.load > load.limit ? load : null
}

/** Over the limit only by a service manager's word, with a reason and a plan. */
function unrelieved({ name, load, limit }: LoadWith, answers: Given, actor: Actor): Finding[] {
  if (!mayEver(actor, 'allocation.override')) {
    const message = `${name} would carry ${load} of ${limit}. Choose somebody else, or ask the service manager, who may go over the limit with a plan to bring it down`
    return [{ rule: 'AL-3', message, at: 'workerId' }]
  }
  return reliefAsks.filter((at) => answers[at] === null).map(asked)
}
