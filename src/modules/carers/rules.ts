import type { Rule } from '../../platform/record/rule.ts'

const source = 'Local standard: who may see a record is asked by one person and agreed by another'

/** Nobody agrees to what they asked for themselves. */
export const anotherAgrees: Rule<{
  readonly before: { readonly askedBy: string | null } | null
  readonly actorId: string
}> = {
  id: 'carer-two-people',
  source,
  holds: ({ before, actorId }) => before?.askedBy !== actorId,
  at: 'answeredWhy',
  says: 'Ask another manager to decide: you asked for this yourself',
}

/** Nobody agrees for a child who has left the carer since. Asked only where that is so. */
export const livesThere: Rule<unknown> = {
  id: 'carer-lives-there',
  source: 'Local standard: a foster carer is shown the children who live with them now',
  holds: () => false,
  at: 'answeredWhy',
  says: 'Refuse this: the child has left that stay, or the carer may not know of this record',
}
