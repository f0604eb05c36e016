import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { nameable } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import { notRegistered } from '../looked-after/index.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'

/** What the record says of one child on one day: who, what help they have, with whom they live, who works with them. */
export interface MastheadFacts {
  readonly id: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly laChildId: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly knownAs: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly sex: string | null
  readonly disabilities: readonly string[] | null
  readonly firstLanguage: string | null
  readonly interpreter: boolean | null
  readonly nhsNumber: string | null
  readonly school: string | null
  readonly workerRisk: string | null
  readonly restrictedLevel: number
  /** The category of an open child protection plan, and '' where none is named; null without a plan. */
  readonly protection: string | null
  readonly inNeed: boolean
  /** The care the child is in that day; null when not in our care. */
  readonly care: InCare | null
  readonly leaver: boolean
  readonly privatelyFostered: boolean
  readonly beingAssessed: boolean
  readonly missing: boolean
  readonly household: readonly Housemate[]
  readonly home: Home | null
  readonly secret: boolean
  readonly lead: Lead | null
  /** Different lead workers in the 12 months up to the day. */
  readonly leads: number
}

interface InCare {
  readonly placementType: string | null
  readonly legalStatus: string | null
  /** Lives in a home that is not registered, or is none for their age. Null where that is not known. */
  readonly unregistered: boolean | null
}

export interface Housemate {
  readonly id: string
  readonly name: string | null
  readonly kind: string
  readonly sex: string | null
  /** A child, or one not yet born. */
  readonly child: boolean
}

export interface Home {
  readonly lines: string | null
  readonly postcode: string | null
  readonly confidential: boolean
}

export interface Lead {
  readonly id: string | null
  readonly name: string | null
  readonly team: string | null
  readonly fromOn: Day | null
  /** A manager of the worker's team. */
  readonly manager: string | null
}

const unregistered = (on: Day) =>
  notRegistered({
    child: 'person.id',
    placed: 'placement_type',
    bornOn: 'person.born_on',
    on: sql`${on}::date`,
  })

/**
 * One child as on a day, inclusive, by the days in the record; in one statement.
 *
 * @throws NoSuchPerson if nobody has this id
 */
export async function mastheadFacts(db: Db, actor: Actor, childId: string, on: Day): Promise<MastheadFacts> {
  const standing = (from: string, to: string) =>
    sql`${sql.ref(from)} <= ${on}::date and coalesce(${sql.ref(to)} > ${on}::date, true)`
  const rows = await prepared(
    db,
    sql<MastheadFacts>`
    select person.id, person.kind, person.la_child_id, person.given_name, person.family_name, person.known_as,
           person.born_on, person.expected_on, person.died_on, person.sex, person.disabilities,
           person.first_language,
           person.interpreter, person.nhs_number, person.school, person.worker_risk, person.restricted_level,
           (select coalesce(latest_category, first_category, '') from cp_plan
             where child_id = person.id
               and ${standing('started_on', 'ended_on')}
             order by started_on desc
             limit 1) as protection,
           exists (select
                     from cin_plan
                    where child_id = person.id
                      and ${standing('started_on', 'ended_on')}) as in_need,
           coalesce(
             (select json_build_object('placementType', placement_type, 'legalStatus', legal_status,
                 'unregistered', ${unregistered(on)}) from care_episode
               where child_id = person.id
                 and ${standing('started_on', 'ended_on')}
               order by started_on desc
               limit 1),
             (select json_build_object('placementType', placement_type, 'legalStatus', legal_status,
                                       'unregistered', null)
                from care_summary
               where child_id = person.id
                 and ${standing('care_started_on', 'care_ended_on')}
               order by care_started_on desc
               limit 1)
           ) as care,
           exists (select from leaving_care where child_id = person.id) as leaver,
           exists (select from private_fostering where child_id = person.id
             and state not in ('not private fostering', 'prohibited')
             and coalesce(starts_on, told_on) <= ${on}::date
             and coalesce(ended_on > ${on}::date, true)) as privately_fostered,
           exists (select
                     from assessment
                    where child_id = person.id
                      and ${standing('started_on', 'authorised_on')}) as being_assessed,
           exists (select from missing_episode where child_id = person.id and kind is distinct from 'A'
             and ${standing('started_on', 'ended_on')}) as missing,
           (select coalesce(json_agg(json_build_object('id', relationship.relative_id, 'kind',
                                                       relationship.kind,
                     'sex', relative.sex, 'child', coalesce(relative.kind <> 'adult', true),
                     'name', case when ${nameable(actor, sql.ref('relative.id'))}
                       then coalesce(relative.known_as, relative.given_name, relative.family_name) end)
                   order by relationship.id), '[]')
              from relationship left join person relative on relative.id = relationship.relative_id
             where relationship.child_id = person.id and relationship.household
               and coalesce(relationship.from_on <= ${on}::date, true)
               and coalesce(relationship.to_on > ${on}::date, true)) as household,
           (select json_build_object('lines', lines, 'postcode', postcode, 'confidential', confidential)
              from address
             where child_id = person.id
               and kind in ('home', 'placement')
               and coalesce(from_on <= ${on}::date, true)
               and coalesce(to_on > ${on}::date, true)
             order by kind = 'placement' desc, from_on desc nulls last limit 1) as home,
           exists (select from address where child_id = person.id and confidential
             and coalesce(to_on > ${on}::date, true)) as secret,
           (select json_build_object('id', staff.id, 'name', staff.name, 'team', team.name, 'fromOn',
                                     allocation.from_on,
                     'manager', (select manager.name
                                   from staff manager
                                  where manager.team_id = allocation.team_id
                       and manager.role = 'TM' and manager.disabled_at is null order by manager.name limit 1))
              from allocation
              left join staff on staff.id = allocation.worker_id
              left join team on team.id = allocation.team_id
             where allocation.child_id = person.id and allocation.role = 'lead social worker'
               and coalesce(allocation.from_on <= ${on}::date, true)
               and coalesce(allocation.to_on > ${on}::date, true)
             order by allocation.from_on desc nulls last limit 1) as lead,
           (select count(distinct worker_id)::int from allocation
             where child_id = person.id and role = 'lead social worker' and from_on <= ${on}::date
               and coalesce(to_on > ${on}::date - interval '12 months', true)) as leads
      from person where person.id = ${childId}
  `,
  )
  const [facts] = rows
  if (facts === undefined) throw new NoSuchPerson()
  return facts
}
