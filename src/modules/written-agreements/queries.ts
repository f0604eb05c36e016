import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { nameable, within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { nameOf, type Named } from '../../platform/people/name.ts'

interface Someone extends Named {
  readonly kind: string
  readonly laChildId: string | null
}

/** An agreement as lists show it. */
export interface AgreementHeld {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly madeWith: string | null
  readonly expectations: string | null
  readonly signedOn: Day | null
  readonly reviewOn: Day | null
  readonly independentOn: Day | null
  readonly soleSafeguard: boolean | null
  readonly otherMeasures: string | null
  readonly renewals: number | null
  /** How many the child has in force. */
  readonly active: number
}

const held = sql`agreement.id, agreement.child_id, agreement.state, made_with, expectations, signed_on,
  review_on, independent_on,
  sole_safeguard, other_measures, renewals,
  (select count(*)::int
     from written_agreement other
    where other.child_id = agreement.child_id
      and other.state in ('active', 'breached')) as active`

/** A child's agreements, those in force first, the latest first; at most 60. */
export async function agreementsOf(db: Db, childId: string): Promise<AgreementHeld[]> {
  const { rows } = await sql<AgreementHeld>`
    select ${held} from written_agreement agreement where child_id = ${childId}
     order by agreement.state in ('ended', 'declined', 'escalated'), coalesce(signed_on, proposed_on) desc,
           agreement.id desc
     limit 60
  `.execute(db)
  return rows
}

/** Agreements proposed, in force or broken, the broken first and then the longest; at most 200. */
export async function agreementsIn(db: Db, actor: Actor): Promise<(AgreementHeld & Someone)[]> {
  const { rows } = await sql<AgreementHeld & Someone>`
    select ${held}, person.kind, given_name, family_name, known_as, la_child_id
      from written_agreement agreement join person on person.id = agreement.child_id
     where agreement.state in ('proposed', 'active', 'breached')
       and ${within(actor, 'agreement.approve', sql.ref('agreement.child_id'))}
     order by array_position(array['breached', 'proposed', 'active'], agreement.state), signed_on,
           agreement.id
     limit 200
  `.execute(db)
  return rows
}

/** The score of a child's gravest open worry; nought where none is weighed. */
export async function gravestWorry(db: Db, childId: string): Promise<number> {
  const { rows } = await sql<{ score: number }>`
    select coalesce(max(score), 0)::int as score from worry where child_id = ${childId} and state = 'open'
  `.execute(db)
  return rows[0]?.score ?? 0
}

export interface CheckHeld {
  readonly id: string
  readonly checkedOn: Day | null
  readonly checker: string | null
  readonly independent: boolean | null
  readonly working: string | null
  readonly found: string | null
}

/** The checks of an agreement, the latest first; at most 100. */
export async function checksOf(db: Db, childId: string, agreementId: string): Promise<CheckHeld[]> {
  const { rows } = await sql<CheckHeld>`
    select checked.id, checked_on, staff.name as checker, independent, working, found
      from agreement_check checked left join staff on staff.id = checked_by
     where checked.child_id = ${childId} and agreement_id = ${agreementId}
     order by checked_on desc, checked.id desc
     limit 100
  `.execute(db)
  return rows
}

/** The other children of the household: id → name. */
export async function householdOf(db: Db, actor: Actor, childId: string): Promise<Map<string, string>> {
  const { rows } = await sql<Someone & { readonly id: string }>`
    select person.id, person.kind, given_name, family_name, known_as, la_child_id from person
     where person.kind = 'child'
       and person.state = 'active'
       and person.died_on is null
       and ${nameable(actor, sql.ref('person.id'))}
       and person.id <> ${childId}
       and person.id in (
         select case when child_id = ${childId} then relative_id else child_id end from relationship
          where (child_id = ${childId} or relative_id = ${childId}) and household and state = 'recorded')
     order by born_on, person.id
     limit 20
  `.execute(db)
  return new Map(rows.map((row) => [row.id, nameOf(row)]))
}
