import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { importRows } from '../../../platform/record/bulk.ts'
import { exclusion, type Exclusion } from '../record.ts'

/** What matched between a member of staff and a person of the record. */
export const grounds = {
  self: 'has the name and birth date of the colleague',
  'declared person': 'has the name and birth date of somebody the colleague declared',
  address: 'lives at the address the colleague declared',
  phone: 'has the telephone number the colleague declared',
  name: 'has the name of the colleague; no birth date says whether it is them',
  'declared name': 'has the name of somebody the colleague declared; no birth date says whether it is them',
} as const
export type Ground = keyof typeof grounds

/** A match nobody would call chance: it keeps the record from the colleague until somebody has decided. */
const isStrong = (found: readonly Ground[]): boolean =>
  found.some((one) => one !== 'name' && one !== 'declared name')

/** Who the child probably is to them, for the record of the conflict; whoever confirms it may know better. */
export function relationOf(found: readonly Ground[]): Exclusion['relation'] {
  if (found.includes('address')) return 'household'
  return found.includes('self') || found.includes('declared person') ? 'relative' : 'other'
}

interface Match {
  readonly staffId: string
  readonly childId: string
  readonly grounds: readonly Ground[]
}

/**
 * Proposes every match that nobody has decided yet: of staff with open accounts with children and those in their families. A strong one is
 * a conflict of interest at once, set by nobody; who confirms or rejects it comes later.
 *
 * @returns how many were proposed
 */
export async function proposeConflicts(tx: Tx, today: Day): Promise<number> {
  const found = await matches(tx)
  const strong = found.filter((one) => isStrong(one.grounds))
  await importRows(tx, exclusion, source, strong.map(({ staffId, childId, grounds: why }) => ({
    childId,
    key: `match ${staffId}`,
    state: 'in force' as const,
    values: { staffId, relation: relationOf(why), why: 'Proposed by matching; nobody has decided yet', setOn: today },
  }))) // prettier-ignore
  for (const { staffId, childId, grounds: why } of found) {
    await sql`
      insert into conflict_proposal (staff_id, child_id, strong, grounds, exclusion_id)
      values (${staffId}, ${childId}, ${isStrong(why)}, ${why},
        (select id
           from exclusion
          where child_id = ${childId}
            and staff_id = ${staffId}
            and import_key = ${`match ${staffId}`}
            and ${isStrong(why)}))
      on conflict (staff_id, child_id) do nothing`.execute(tx)
  }
  return found.length
}

const source = {
  importId: null,
  actorId: null,
  recordedAt: null,
  words: 'proposed by matching staff with the record',
}

async function matches(tx: Tx): Promise<Match[]> {
  const { rows } = await sql<Match>`
    with of_staff as (
      select staff.id, ${spelt('staff.name')} as name, declared.born_on, ${spelt('declared.lines')} as lines,
             ${spelt('declared.postcode')} as postcode, ${spelt('declared.phone')} as phone
        from staff
        left join staff_declaration declared on declared.staff_id = staff.id
       where staff.disabled_at is null
    ), of_kin as (
      select staff_id as id, ${spelt('staff_relative.name')} as name, staff_relative.born_on
        from staff_relative
        join staff on staff.id = staff_id
       where staff.disabled_at is null
    ), of_record as (
      select person.id, ${spelt('person.given_name')} || ${spelt('person.family_name')} as name, born_on,
             ${spelt('person.phone')} as phone
        from person
       where state = 'active' and given_name is not null and family_name is not null
    ), met as (
      select of_staff.id as staff_id, of_record.id as person_id,
             case when of_staff.born_on = of_record.born_on then 'self' else 'name' end as ground
        from of_staff join of_record on of_record.name = of_staff.name
       where of_staff.born_on = of_record.born_on or of_staff.born_on is null or of_record.born_on is null
      union
      select of_kin.id, of_record.id, case when of_kin.born_on = of_record.born_on then 'declared person'
                                           else 'declared name' end
        from of_kin join of_record on of_record.name = of_kin.name
       where of_kin.born_on = of_record.born_on or of_kin.born_on is null or of_record.born_on is null
      union
      select of_staff.id, of_record.id, 'phone'
        from of_staff
        join of_record on of_record.phone = of_staff.phone
         and length(of_staff.phone) >= 10
      union
      select of_staff.id, address.child_id, 'address' from of_staff
        join address on ${spelt('address.postcode')} = of_staff.postcode
         and left(${spelt('address.lines')}, 8) = left(of_staff.lines, 8)
       where of_staff.postcode <> '' and of_staff.lines <> '' and address.to_on is null
    ), close as (
      select met.staff_id, met.person_id as child_id, met.ground from met
      union
      select met.staff_id, relationship.child_id, met.ground
        from met
        join relationship on relationship.relative_id = met.person_id
         and relationship.state = 'recorded'
    )
    select close.staff_id, close.child_id, array_agg(distinct close.ground) as grounds
      from close
      join person child on child.id = close.child_id
       and child.kind <> 'adult'
       and child.state = 'active'
     where not exists (select
                         from conflict_proposal known
                        where known.staff_id = close.staff_id
                          and known.child_id = close.child_id)
       and not exists (select
                         from exclusion
                        where exclusion.staff_id = close.staff_id
                          and exclusion.child_id = close.child_id)
     group by close.staff_id, close.child_id order by close.staff_id, close.child_id limit 500`.execute(tx)
  return rows
}

/** Letters and figures alone, in small letters: '12 Mill Road' and '12, mill road' are one. */
const spelt = (column: string) =>
  sql`lower(regexp_replace(coalesce(${sql.ref(column)}, ''), '[^[:alnum:]]', '', 'g'))`
