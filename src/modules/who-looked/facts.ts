import { sql } from 'kysely'
import type { Role } from '../../platform/access/policy.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Common, Look, Miss, Reader } from './looks.ts'

/** Reads whose numbers were given out and not yet stored when the job last looked: looked for again. */
const overlap = 2_000
/** Reads examined in one transaction; the job comes again for more. */
const most = 20_000

/** The reads the job has not examined: after the first number, up to the second. */
interface Stretch {
  readonly after: number
  readonly to: number
  readonly more: boolean
}

export async function nextStretch(tx: Tx): Promise<Stretch> {
  const { rows } = await sql<{ readTo: number; last: number }>`
    select read_to, coalesce((select max(id) from read_event), 0) as last
      from reading_mark for update`.execute(tx)
  const { readTo = 0, last = 0 } = rows[0] ?? {}
  const to = Math.min(last, readTo + most)
  return { after: Math.max(0, readTo - overlap), to, more: to < last }
}

/**
 * Keeps of each read in the stretch that opened one child's record what it has to do with the reader, unless the child was theirs. Theirs is:
 * allocated to them or their team that day (their service, for a service manager); something they wrote in the child's record in the month
 * before; or what their role does: a contact or notice in the month before for the front door and business support, a conference or plan for
 * a chair, a child in care for a reviewing officer.
 */
export async function keepOutsideLooks(tx: Tx, { after, to }: Stretch): Promise<number> {
  const { numAffectedRows } = await sql`
    with look as (
      select look.id, look.actor_id as staff_id, look.child_ids[1] as child_id, look.at,
             look.at::date as on_day
        from read_event look
       where look.id > ${after} and look.id <= ${to} and look.route like '/children/:childId%'
         and not exists (select from outside_look kept where kept.read_id = look.id)
    ), had as (
      select look.*, staff.role, regexp_replace(lower(staff.name), '^.*\\s', '') as reader_name,
             coalesce(bool_or(reach.from_on <= look.on_day
                              and coalesce(reach.to_on >= look.on_day, true)
                              and (reach.worker_id = look.staff_id
               or reach.team_id = staff.team_id
               or (staff.role = 'SM' and of_service.service = team.service))), false) as theirs,
             max(reach.to_on) filter (where reach.worker_id = look.staff_id
                                      or reach.team_id = staff.team_id) as theirs_to
        from look join staff on staff.id = look.staff_id left join team on team.id = staff.team_id
        left join allocation reach on reach.child_id = look.child_id
        left join team of_service on of_service.id = reach.team_id
       group by look.id, look.staff_id, look.child_id, look.at, look.on_day, staff.role, staff.name,
             team.service
    ), outside as (
      select had.* from had
       where not theirs
         and not exists (select
                           from event
                          where event.child_id = had.child_id
                            and event.actor_id = had.staff_id
           and event.recorded_at between had.at - interval '30 days' and had.at)
         and not (had.role in ('SCR', 'EDT', 'BS', 'EHL', 'TM')
                  and exists (select from contact where contact.child_id = had.child_id
           and contact.received_on between had.on_day - 30 and had.on_day))
         and not (had.role in ('CPC', 'BS')
                  and exists (select from conference where conference.child_id = had.child_id
           and coalesce(conference.held_on, conference.recorded_at::date) between had.on_day - 60 and had.on_day + 60))
         and not (had.role in ('CPC', 'IRO')
                  and exists (select
                                from cp_plan
                               where cp_plan.child_id = had.child_id
                                 and started_on <= had.on_day
                                 and coalesce(ended_on >= had.on_day, true)))
         and not (had.role in ('IRO', 'VS')
                  and exists (select
                                from care_episode
                               where care_episode.child_id = had.child_id
                                 and started_on <= had.on_day
                                 and coalesce(ended_on >= had.on_day, true)))
    )
    insert into outside_look (read_id, staff_id, child_id, at, common, namesakes, theirs_to, others)
    select outside.id, outside.staff_id, outside.child_id, outside.at,
           array_remove(array[
             case when named.same then 'family name' end,
             case when near.address then 'address' end,
             case when near.postcode and not near.address then 'postcode' end,
             case when told.declared then 'declared' end,
             case when exists (select
                                 from exclusion
                                where exclusion.child_id = outside.child_id
                                  and exclusion.state = 'in force'
                                  and exclusion.staff_id <> outside.staff_id) then 'colleague' end
           ], null),
           case when named.same then (select count(*)
                                        from person
                                       where kind <> 'adult'
                                         and lower(family_name) = outside.reader_name) end,
           outside.theirs_to,
           (select count(distinct other.staff_id)
              from outside_look other
             where other.child_id = outside.child_id
               and other.staff_id <> outside.staff_id
             and other.at between outside.at - interval '24 hours' and outside.at)
      from outside
      join person child on child.id = outside.child_id
     cross join lateral (select lower(child.family_name) is not distinct from outside.reader_name as same) named
     cross join lateral (
       select coalesce(bool_or(own.postcode = lived.postcode
                               and left(own.lines, 8) = left(lived.lines, 8)), false) as address,
              coalesce(bool_or(own.postcode = lived.postcode), false) as postcode
         from (select ${spelt('declared.lines')} as lines, ${spelt('declared.postcode')} as postcode
                 from staff_declaration declared
                where declared.staff_id = outside.staff_id) own
         join lateral (select ${spelt('address.lines')} as lines, ${spelt('address.postcode')} as postcode
                         from address
               where address.child_id = child.id
                 and coalesce(address.to_on >= outside.on_day, true)) lived on own.postcode <> ''
     ) near
     cross join lateral (
       select exists (select from staff_relative kin
                where kin.staff_id = outside.staff_id and kin.born_on is not null
                  and (${sameAs('child')}
                       or exists (select
                                    from relationship
                                    join person relative on relative.id = relationship.relative_id
                        where relationship.child_id = child.id and ${sameAs('relative')}))) as declared
     ) told
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Letters and figures alone, in small letters. */
const spelt = (column: string) =>
  sql`lower(regexp_replace(coalesce(${sql.ref(column)}, ''), '[^A-Za-z0-9]', '', 'g'))`

const sameAs = (person: string) => sql`(${sql.ref(`${person}.bornOn`)} = kin.born_on
  and lower(kin.name) like '%' || lower(${sql.ref(`${person}.familyName`)})
  and lower(kin.name) like lower(${sql.ref(`${person}.givenName`)}) || '%')`

/** Searches by the name or number of somebody whose record is hidden from who asked. Found afterwards, so that an answer takes no longer for it. */
export async function keepSearchMisses(tx: Tx): Promise<void> {
  await sql`
    with fresh as (
      select asked.* from search_asked asked, reading_mark mark where asked.asked_at > mark.searched_to
    ), hidden as (
      select fresh.staff_id, fresh.asked_at, person.id as child_id, 'restricted' as why
        from fresh join person on person.restricted_level > 1 and person.state = 'active'
       where (lower(fresh.words) = lower(person.la_child_id)
              or lower(fresh.words) = lower(concat_ws(' ', person.given_name, person.family_name)))
         and not exists (select
                           from named_access
                          where named_access.child_id = person.id
                            and named_access.staff_id = fresh.staff_id
                            and named_access.state = 'in force')
         and not exists (select
                           from allocation
                          where allocation.child_id = person.id
                            and allocation.worker_id = fresh.staff_id
                            and allocation.state = 'allocated')
      union all
      select fresh.staff_id, fresh.asked_at, person.id, 'conflict'
        from fresh
        join exclusion on exclusion.staff_id = fresh.staff_id
         and exclusion.state = 'in force'
        join person on person.id = exclusion.child_id
       where lower(fresh.words) = lower(person.la_child_id)
          or lower(fresh.words) = lower(concat_ws(' ', person.given_name, person.family_name))
    )
    insert into near_miss (staff_id, child_id, how, why, at) select staff_id, child_id, 'search', why,
           asked_at
      from hidden`.execute(tx)
  await sql`update reading_mark
    set searched_to = coalesce((select max(asked_at) from search_asked), searched_to)`.execute(tx)
}

/** What everybody looked at from fourteen days before, of those with an outside look in the stretch, or a near miss lately. */
export async function readersSince(
  tx: Tx,
  { after, to }: Stretch,
): Promise<(Reader & { readonly staffId: string })[]> {
  const { rows } = await sql<{
    staffId: string
    role: Role
    looks: readonly Kept[]
    misses: readonly Miss[]
  }>`
    with concerned as (
      select distinct staff_id from outside_look where read_id > ${after} and read_id <= ${to}
      union
      select staff_id
        from near_miss, reading_mark mark
       where near_miss.at > coalesce(mark.looked_at, '-infinity') - interval '10 minutes'
    ), bound as (select (select count(*) from person where kind <> 'adult') as children)
    select staff.id as staff_id, staff.role,
           (select coalesce(json_agg(json_build_object('readId', look.read_id, 'childId', look.child_id,
                                                       'at', look.at, 'common', look.common,
                     'nameShare', coalesce(look.namesakes::float / greatest(bound.children, 1), 0),
                     'theirsTo', look.theirs_to, 'others', look.others)
                       order by look.at, look.read_id), '[]')
              from outside_look look where look.staff_id = staff.id
               and look.at > (select min(fresh.at)
                                from outside_look fresh
                               where fresh.staff_id = staff.id
                                 and fresh.read_id > ${after}
                                 and fresh.read_id <= ${to}) - interval '14 days') as looks,
           (select coalesce(json_agg(json_build_object('id', miss.id, 'childId', miss.child_id, 'at',
                                                       miss.at, 'why', miss.why)
                                     order by miss.at, miss.id), '[]')
              from near_miss miss
             where miss.staff_id = staff.id
               and miss.at > now() - interval '14 days') as misses
      from concerned join staff on staff.id = concerned.staff_id cross join bound`.execute(tx)
  return rows
}

interface Kept extends Look {
  readonly common: readonly Common[]
  readonly theirsTo: Day | null
  readonly at: Instant
}
