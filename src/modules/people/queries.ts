import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { ageWords, nameOf, type Named } from '../../platform/people/name.ts'

/** Somebody on the record, as a choice on a form. */
interface Someone extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
}

type Choices = Readonly<Record<string, string>>

const worded = (people: readonly Someone[], today: Day): Choices =>
  Object.fromEntries(people.map((one) => [one.id, `${nameOf(one)}, ${ageWords(one, today)}`]))

/** People the actor opened lately, and relatives of this child's relatives: whom a form may offer without a search. */
export async function peopleNearby(db: Db, actor: Actor, childId: string, today: Day): Promise<Choices> {
  const { rows } = await sql<Someone>`
    with nearby as (
      select unnest(child_ids) as id
        from (select child_ids from read_event where actor_id = ${actor.id} order by id desc limit 40) looked
       union
      select further.relative_id
        from relationship near
        join relationship further on further.child_id = near.relative_id or further.child_id = near.child_id
       where near.child_id = ${childId} or near.relative_id = ${childId}
    )
    select person.id, person.kind, given_name, family_name, known_as, la_child_id, born_on, expected_on,
           died_on
      from nearby
      join person on person.id = nearby.id
     where person.id <> ${childId} and person.state = 'active'
       and (person.kind = 'adult' or ${within(actor, 'child.read', sql.ref('person.id'))})
     order by family_name, given_name
     limit 60
  `.execute(db)
  return worded(rows, today)
}

/** Somebody who may be the same person. */
export interface Alike extends Someone {
  readonly why: string
  /** Whether whoever asks may open the record. */
  readonly opens: boolean
}

/** Records much like these words: the same birth date and a name that sounds alike, or nearly the same name. */
export async function alike(
  db: Db,
  actor: Actor,
  like: { readonly name: string; readonly bornOn: Day | null; readonly not: string | null },
): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select person.id, person.kind, given_name, family_name, known_as, la_child_id, born_on, expected_on,
           died_on,
           case when born_on = ${like.bornOn} then 'same date of birth, and the name is alike'
                else 'nearly the same name' end as why,
           ${within(actor, 'child.read', sql.ref('person.id'))} as opens
      from person
     where state = 'active' and person.id is distinct from ${like.not}
       and (coalesce(given_name, '')
            || ' ' || coalesce(family_name, '') || ' ' || coalesce(known_as, '')) % ${like.name}
       and (born_on = ${like.bornOn}
            or similarity(coalesce(given_name, '') || ' ' || coalesce(family_name, ''), ${like.name}) > 0.6)
       and ${within(actor, 'search', sql.ref('person.id'))}
     order by (born_on = ${like.bornOn}) desc nulls last,
           similarity(coalesce(given_name, '') || ' ' || coalesce(family_name, ''), ${like.name}) desc
     limit 10
  `.execute(db)
  return rows
}

/** The other records that may be this child: for a proposal to merge. */
export async function mayBeTheSame(db: Db, actor: Actor, childId: string, today: Day): Promise<Choices> {
  const child = await db
    .selectFrom('person')
    .select(['givenName', 'familyName', 'bornOn'])
    .where('id', '=', childId)
    .executeTakeFirstOrThrow()
  const name = [child.givenName, child.familyName].filter(Boolean).join(' ')
  const found = await alike(db, actor, { name, bornOn: child.bornOn, not: childId })
  return {
    ...(await peopleNearby(db, actor, childId, today)),
    ...worded(
      found.filter(({ opens }) => opens),
      today,
    ),
  }
}

/** A merge and the two people it is about. */
export interface MergeTold {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly why: string | null
  readonly proposedBy: string | null
  readonly stays: string
  readonly goes: string
  readonly goesId: string
}

export async function mergeTold(db: Db, childId: string, mergeId: string): Promise<MergeTold | null> {
  const { rows } = await sql<Omit<MergeTold, 'stays' | 'goes'> & { stays: Someone; goes: Someone }>`
    select merge.id, merge.state, merge.version, merge.why, staff.name as proposed_by,
           merge.loser_id as goes_id,
           jsonb_build_object('kind', stays.kind, 'givenName', stays.given_name, 'familyName',
                              stays.family_name, 'knownAs', stays.known_as, 'laChildId',
                              stays.la_child_id) as stays,
           jsonb_build_object('kind', goes.kind, 'givenName', goes.given_name, 'familyName',
                              goes.family_name, 'knownAs', goes.known_as, 'laChildId',
                              goes.la_child_id) as goes
      from merge
      join person stays on stays.id = merge.child_id
      join person goes on goes.id = merge.loser_id
      left join staff on staff.id = merge.proposed_by
     where merge.id = ${mergeId} and merge.child_id = ${childId}
  `.execute(db)
  const [row] = rows
  return row === undefined ? null : { ...row, stays: nameOf(row.stays), goes: nameOf(row.goes) }
}
