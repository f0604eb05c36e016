import { requireChild } from '../../../platform/access/reach.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange } from '../../../platform/record/change.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { readAnswers, type Act } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { visitOf, toCheck } from './queries.ts'
import { actionCheck } from './record.ts'

/** What is asked of each action. */
const asks = ['found', 'foundWhat'] as const

/** The name of an action's own question on the form: 'found_0190…'. */
export const ofAction = (name: (typeof asks)[number], actionId: string): string => `${name}_${actionId}`

const isTyped = (value: Typed[string] | undefined): boolean =>
  typeof value === 'string' && value.trim() !== ''

/**
 * Keeps what was found at a visit of the actions of the child's plan: those something is said of. One said before is left as it was.
 *
 * @throws NotAllowed if the actor may not record visits to the child, or not read what is asked about them
 */
export async function checkActions(book: Book, act: Act, visitId: string, posted: Typed): Promise<Outcome> {
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    for (const needs of ['visit.write', 'action.read'] as const)
      await requireChild(change.tx, change.actor, needs, act.childId)
    const visit = await visitOf(change.tx, act.childId, visitId)
    const said = (await toCheck(change.tx, act.childId, visitId)).map(({ id }) => readOne(id, posted))
    const wrong = said.flatMap(({ findings }) => findings)
    if (wrong.length > 0) return { kind: 'refused', findings: wrong }
    const told = said.filter(({ answers }) => answers?.found != null)
    if (told.length === 0) return { kind: 'refused', findings: [nothingSaid(said[0]?.actionId)] }
    for (const { actionId, answers } of told)
      await change.open(actionCheck, {
        event: 'action-check.recorded',
        childId: act.childId,
        state: 'recorded',
        answers: { ...answers, actionId, visitId, checkedOn: visit.visitedOn },
      })
    return { kind: 'done', recordId: visitId }
  })
}

function readOne(actionId: string, posted: Typed) {
  const mine = Object.fromEntries(asks.map((name) => [name, posted[ofAction(name, actionId)]]))
  const { answers, unreadable } = readAnswers(actionCheck.fields, asks, mine)
  const silent = !isTyped(mine['found']) && isTyped(mine['foundWhat'])
  const wrong = silent ? [{ rule: 'answer', message: 'Select how it stands', at: 'found' }] : unreadable
  const findings = wrong.map((one) => ({
    ...one,
    at: ofAction(one.at === 'foundWhat' ? 'foundWhat' : 'found', actionId),
  }))
  return { actionId, answers, findings }
}

const nothingSaid = (actionId: string | undefined): Finding => ({
  rule: 'answer',
  message: 'Say of at least one action how it stands',
  ...(actionId !== undefined && { at: ofAction('found', actionId) }),
})
