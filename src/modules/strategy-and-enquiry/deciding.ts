import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { leftOut } from './queries.ts'
import { everyChildCovered } from './rules.ts'

/** Who lives with the child is asked when it is decided, not when it was held: somebody may have moved in since. */
export async function coveredNow(
  db: Db,
  actor: Actor,
  childId: string,
  discussionId: string,
): Promise<ReturnType<typeof everyChildCovered>> {
  const left = await leftOut(db, actor, childId, discussionId)
  return everyChildCovered(left.map(({ name }) => name))
}
