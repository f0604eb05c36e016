import { sql } from 'kysely'
import { NotAllowed, type Actor } from '../../../platform/access/policy.ts'
import { within } from '../../../platform/access/reach.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Named } from '../../../platform/people/name.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange } from '../../../platform/record/change.ts'
import { load } from '../../../platform/record/store.ts'
import { exclusion } from '../record.ts'
import { relationOf, type Ground } from './matching.ts'

/** A match to be decided, as a list tells it. */
export interface Proposal extends Named {
  readonly id: string
  readonly staffId: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly who: string
  readonly strong: boolean
  readonly grounds: readonly Ground[]
  readonly exclusionId: string | null
}

/** Matches nobody has decided, strong ones and the oldest first: at most 100, of children whose conflicts are this person's to set. Never one's own. */
export async function proposals(db: Db, actor: Actor, only: string | null = null): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select proposal.id, proposal.staff_id, proposal.child_id, person.kind, person.given_name,
           person.family_name, person.known_as, person.la_child_id,
           staff.name as who, proposal.strong, proposal.grounds, proposal.exclusion_id
      from conflict_proposal proposal
      join person on person.id = proposal.child_id
      join staff on staff.id = proposal.staff_id
     where proposal.state = 'proposed'
       and proposal.staff_id <> ${actor.id}
       and (${only}::uuid is null or proposal.id = ${only}::uuid)
       and ${within(actor, 'conflict.write', sql.ref('proposal.child_id'))}
     order by proposal.strong desc, proposal.proposed_at limit 100`.execute(db)
  return rows
}

/**
 * Confirms that a colleague and a child are close, or says that they are not. Confirmed, the record stays or becomes nobody's for them;
 * rejected, a strong match lets them in again. Either is an event of the child's.
 *
 * @throws NotAllowed where it was decided already, is about whoever decides, or is of a child out of their reach
 */
export async function decideProposal(
  book: Book,
  actor: Actor,
  id: string,
  confirmed: boolean,
  why: string,
): Promise<void> {
  const [proposal] = await proposals(book.db, actor, id)
  if (proposal === undefined) throw new NotAllowed('conflict.write')
  const { staffId, childId, exclusionId } = proposal
  await inOneChange(book, actor, null, async (change) => {
    const { numAffectedRows } = await sql`
      update conflict_proposal
         set state = ${confirmed ? 'confirmed' : 'rejected'}, decided_by = ${actor.id}, decided_at = now(),
             decided_why = ${why}
       where id = ${id} and state = 'proposed'`.execute(change.tx)
    if (numAffectedRows !== 1n) throw new NotAllowed('conflict.write')
    if (confirmed && exclusionId === null)
      await change.open(exclusion, {
        event: 'conflict.set',
        childId,
        state: 'in force',
        answers: {
          staffId,
          relation: relationOf(proposal.grounds),
          why,
          setOn: change.today,
          setBy: actor.id,
        },
      })
    if (exclusionId === null) return { kind: 'done', recordId: id }
    const before = await load(change.tx, exclusion, exclusionId)
    if (before.state === 'in force')
      await change.move(
        exclusion,
        before,
        confirmed
          ? { event: 'conflict.confirmed', to: 'in force', answers: { why, setBy: actor.id } }
          : {
              event: 'conflict.ended',
              to: 'ended',
              answers: { endedOn: change.today, endedBy: actor.id, endedWhy: why },
            },
      )
    return { kind: 'done', recordId: exclusionId }
  })
}
