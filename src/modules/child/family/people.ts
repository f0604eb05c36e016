import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { nameable } from '../../../platform/access/reach.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'
import type { Named } from '../name.ts'

/** Somebody in a child's life, and what they are to the child. */
export interface Relative extends Named {
  readonly id: string
  readonly relationshipId: string
  /** What they are to the child: 'mother', 'sibling'. */
  readonly kin: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly sex: string | null
  readonly phone: string | null
  readonly parentalResponsibility: 'yes' | 'no' | 'shared' | 'unknown'
  readonly household: boolean | null
  readonly risk: 'none known' | 'alleged' | 'established'
  readonly contactRestricted: boolean
  readonly spokenToOn: Day | null
  readonly safeToCall: boolean | null
  readonly about: string | null
  readonly fromOn: Day | null
  readonly toOn: Day | null
  /** Their record is closed to all but their own workers: neither named nor linked here. */
  readonly hidden: boolean
  /** Their own parents, where their record says. */
  readonly parents: readonly string[]
}

/**
 * Those related to a child on a day, and those who had been before it, closest first. Names of people whose own record
 * is restricted are not read, nor those of a child kept from whoever asks: of them there is only that they are.
 */
export async function relativesOf(db: Db, actor: Actor, childId: string, on: Day): Promise<Relative[]> {
  const rows = await prepared(
    db,
    sql<Relative>`
    select relationship.relative_id as id, relationship.id as relationship_id, relationship.kind as kin,
           coalesce(relative.kind, 'child') as kind,
           case when hidden then null else relative.la_child_id end as la_child_id,
           case when hidden then null else relative.given_name end as given_name,
           case when hidden then null else relative.family_name end as family_name,
           case when hidden then null else relative.known_as end as known_as,
           case when hidden then null else relative.phone end as phone,
           relative.born_on, relative.expected_on, relative.died_on, relative.sex,
           relationship.parental_responsibility, relationship.household, relationship.risk,
           relationship.contact_restricted,
           case when relationship.spoken_to_on <= ${on}::date then relationship.spoken_to_on end as spoken_to_on,
           relationship.safe_to_call, relationship.about,
           relationship.from_on, relationship.to_on, hidden,
           (select coalesce(json_agg(theirs.relative_id order by theirs.id), '[]') from relationship theirs
             where theirs.child_id = relationship.relative_id
               and theirs.kind in ('mother', 'father', 'parent')) as parents
      from relationship
      left join person relative on relative.id = relationship.relative_id
     cross join lateral (select relative.id is null
                             or not ${nameable(actor, sql.ref('relative.id'))} as hidden) as restricted
     where relationship.child_id = ${childId} and coalesce(relationship.from_on <= ${on}::date, true)
     order by relationship.household desc nulls last, relationship.parental_responsibility = 'yes' desc,
           relationship.id
  `,
  )
  return rows
}

/** Those who still are what the record says they are to the child, on the day. */
export const current = (relatives: readonly Relative[], on: Day): Relative[] =>
  relatives.filter(({ toOn }) => toOn === null || toOn > on)
