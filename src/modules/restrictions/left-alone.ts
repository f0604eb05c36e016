import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { command } from '../../platform/record/record.ts'
import type { Rule } from '../../platform/record/rule.ts'
import { namedAccess } from './record.ts'
import { whoMayAsk } from './queries.ts'
import { anotherAgrees, notForOneself, notOneself } from './rules.ts'

/**
 * Whoever was named on a sealed record and could ask for more has left. The director names somebody to answer for it, and the data
 * protection officer, or another director, agrees: neither of them opens it by that.
 */
export const nameAnew = command({
  on: namedAccess,
  event: 'named-access.named-anew',
  title: 'Name somebody to answer for this sealed record',
  needs: 'seal.agree',
  from: null,
  to: 'asked',
  asks: ['staffId', 'why'],
  settles: ({ today, actorId }) => ({ askedOn: today, askedBy: actorId }),
  rules: [notOneself],
})

const answer = {
  on: namedAccess,
  needs: 'seal.vouch',
  from: ['asked'],
  asks: ['answeredWhy'],
  settles: ({ today, actorId }: { today: Day; actorId: string }) => ({
    answeredOn: today,
    answeredBy: actorId,
  }),
} as const

const agreeAnew = command({
  ...answer,
  event: 'named-access.anew-agreed',
  title: 'Agree that they answer for this sealed record',
  to: 'in force',
  rules: [anotherAgrees, notForOneself],
})

const refuseAnew = command({
  ...answer,
  event: 'named-access.anew-refused',
  title: 'Refuse that they answer for this sealed record',
  to: 'refused',
  requires: ['answeredWhy'],
  rules: [anotherAgrees],
})

export const leftAlone = { nameAnew, agreeAnew, refuseAnew }

// As `seat_belt.left_alone` has it, which nobody is let ask of a record that is not shown to them.
const alone = (childId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from named_access let_in join staff holder on holder.id = let_in.staff_id
     where let_in.child_id = ${childId} and let_in.state = 'in force' and holder.role = any(${whoMayAsk})
       and holder.disabled_at is null and coalesce(holder.leaves_on >= current_date, true))`

/** Whether a record is sealed and nobody answers for it any more. */
export async function isLeftAlone(db: Db, childId: string): Promise<boolean> {
  const { rows } = await sql<{ left: boolean }>`
    select restricted_level > 2
       and ${alone(sql.ref('person.id'))} as
      left
      from person
     where id = ${childId}`.execute(db)
  return rows[0]?.left === true
}

/** A sealed record that nobody answers for, by its reason, and who was named for it and waits to be agreed to. */
export interface LeftAlone {
  readonly childId: string
  readonly sealWhy: string | null
  readonly sealedOn: Day | null
  readonly askedId: string | null
  readonly who: string | null
  readonly askedBy: string | null
  readonly askedById: string | null
}

/** The sealed records nobody answers for, longest sealed first; at most 100. None about which the actor has a conflict of interest. */
export async function leftAloneFor(db: Db, actor: Actor): Promise<LeftAlone[]> {
  const { rows } = await sql<LeftAlone>`
    select person.id as child_id, restriction.seal_why, restriction.seal_asked_on as sealed_on,
           asked.id as asked_id,
           staff.name as who, asker.name as asked_by, asker.id as asked_by_id
      from person
      left join restriction on restriction.child_id = person.id
       and restriction.state in ('sealed', 'seal asked', 'unseal asked')
      left join named_access asked on asked.child_id = person.id and asked.state = 'asked'
      left join staff on staff.id = asked.staff_id
      left join staff asker on asker.id = asked.asked_by
     where person.restricted_level > 2 and ${alone(sql.ref('person.id'))} and ${freeOfConflict(actor)}
     order by restriction.seal_asked_on, person.id, asked.id limit 100`.execute(db)
  return rows
}

const freeOfConflict = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from exclusion conflict where conflict.staff_id = ${actor.id}
     and conflict.child_id = person.id and conflict.state = 'in force')`

/** Nobody is named anew beside somebody who can ask themselves: they ask, and the director agrees. */
export const somebodyAnswers = (at: string): Rule<unknown> => ({
  id: 'seal-somebody-answers',
  source: 'Local standard: who may see a record is asked by one person and agreed by another',
  holds: () => false,
  at,
  says: 'Nothing to do here: somebody is named on this record, and asks for others to be let in',
})

/** Who answers for a record can ask that others be let in, and that the seal end. */
export const aServiceManager = (
  managers: ReadonlySet<string>,
): Rule<{ readonly answers: Readonly<Record<string, unknown>> }> => ({
  id: 'seal-service-manager',
  source: 'Local standard: a service manager answers for a restricted record',
  holds: ({ answers: { staffId } }) => managers.has(String(staffId)),
  at: 'staffId',
  says: 'Select a service manager: they alone can ask for the seal to end',
})
