import { sql } from 'kysely'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { helpColumns, helpWords, type Help } from '../allocation/index.ts'

/** One open child as the pack tells of them: words, ready to be read. */
export interface Entry {
  readonly id: string
  readonly name: string
  readonly number: string | null
  readonly born: Day | null
  /** Null where it must not be told; the pack says whom to ring instead. */
  readonly address: string | null
  readonly kept: boolean
  readonly help: string
  readonly orders: string | null
  readonly risk: string | null
  readonly worker: string | null
  readonly team: string | null
  readonly manager: string | null
  readonly visit: Day | null
  readonly missing: boolean
  readonly people: readonly Contact[]
}

interface Contact {
  readonly id: string
  readonly name: string
  readonly is: string
  readonly pr: boolean
  readonly risk: string | null
  readonly barred: boolean
  readonly phone: string | null
}

interface Row extends Omit<Entry, 'help'>, Help {}

/** A child is open when somebody works with them, or they have a plan, care or an enquiry. */
const isOpen = sql<boolean>`(
  exists (select from allocation held where held.child_id = person.id and held.state = 'allocated')
  or exists (select from cp_plan where cp_plan.child_id = person.id and cp_plan.state = 'open')
  or exists (select from care_episode where care_episode.child_id = person.id and care_episode.state = 'open')
  or exists (select from section47 where section47.child_id = person.id and section47.state = 'open')
  or exists (select from cin_plan where cin_plan.child_id = person.id and cin_plan.state = 'open'))`

/**
 * Every open child whose record is not restricted, by name.
 *
 * @param visiting the clocks whose day is the next visit's
 */
export async function entries(db: Db | Tx, on: Day, visiting: readonly string[]): Promise<Entry[]> {
  const { rows } = await sql<Row>`
    select person.id, concat_ws(' ', person.given_name, person.family_name) as name,
           person.la_child_id as number, person.born_on as born,
           case when home.confidential then null
                else concat_ws(', ', home.lines, home.postcode) end as address,
           coalesce(home.confidential, false) as kept,
           ${helpColumns(sql.ref('person.id'))},
           (select string_agg(distinct legal_status, ', ') from care_episode
             where care_episode.child_id = person.id and care_episode.state = 'open') as orders,
           person.worker_risk as risk, lead.worker, lead.team, lead.manager,
           (select min(due_on)
              from clock_reading due
             where due.child_id = person.id
               and due.clock = any(${visiting})
              and due.met_on is null and due.ended_on is null and due.known) as visit,
           exists (select
                     from missing_episode gone
                    where gone.child_id = person.id
                      and gone.state = 'missing') as missing,
           coalesce((select json_agg(contact order by contact.pr desc, contact.name) from (
             select relative.id, concat_ws(' ', relative.given_name, relative.family_name) as name,
                    kin.kind as is,
                    kin.parental_responsibility in ('yes', 'shared') as pr,
                    nullif(kin.risk, 'none known') as risk,
                    kin.contact_restricted as barred, relative.phone
               from relationship kin join person relative on relative.id = kin.relative_id
              where kin.child_id = person.id
                and kin.state = 'recorded'
                and coalesce(kin.to_on > ${on}::date, true)
                and relative.restricted_level < 2
              limit 12) contact), '[]') as people
      from person
      left join lateral (select lines, postcode, confidential from address
                          where address.child_id = person.id and coalesce(to_on > ${on}::date, true)
                          order by from_on desc nulls last, id desc limit 1) home on true
      left join lateral (select staff.name as worker, team.name as team,
                                (select boss.name
                                   from staff boss
                                  where boss.team_id = team.id
                                    and boss.role = 'TM'
                                    and boss.disabled_at is null order by boss.name limit 1) as manager
                           from allocation held
                           left join staff on staff.id = held.worker_id
                           left join team on team.id = held.team_id
                          where held.child_id = person.id and held.state = 'allocated'
                          order by held.from_on desc limit 1) lead on true
     where person.kind in ('child', 'unborn') and person.merged_into is null and person.died_on is null
       and person.restricted_level < 2 and ${isOpen}
     order by person.family_name, person.given_name, person.id`.execute(db)
  return rows.map(
    ({
      id,
      name,
      number,
      born,
      address,
      kept,
      orders,
      risk,
      worker,
      team,
      manager,
      visit,
      missing,
      people,
      ...help
    }) => ({
      id,
      name,
      number,
      born,
      address,
      kept,
      help: helpWords(help),
      orders,
      risk,
      worker,
      team,
      manager,
      visit,
      missing,
      people,
    }),
  )
}

/** How many open children's records are restricted, and so in no pack. That a record is sealed is counted nowhere. */
export async function leftOut(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from person
     where person.kind in ('child', 'unborn')
       and person.merged_into is null
       and person.restricted_level = 2
       and ${isOpen}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whose record the pack holds something of. */
export async function openChildIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from person
     where person.kind in ('child', 'unborn')
       and person.merged_into is null
       and person.restricted_level < 2
       and ${isOpen}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether somebody holds the pack. */
export const isOfficer = async (db: Db, staffId: string): Promise<boolean> =>
  (await officers(db)).some((one) => one.staffId === staffId)

/** Somebody who holds the pack, and what it is wrapped with for them. */
export interface Officer {
  readonly staffId: string
  readonly signsInAs: string
  readonly salt: Buffer
  readonly rounds: number
  readonly key: Buffer
  /** The children there are not for them: they have a conflict of interest. */
  readonly keptFrom: readonly string[]
}

/** Those who hold the pack and whose account is open. */
export async function officers(db: Db | Tx): Promise<Officer[]> {
  const { rows } = await sql<Officer>`
    select officer.staff_id, staff.signs_in_as, officer.salt, officer.rounds, officer.key,
           array(select conflict.child_id
                   from exclusion conflict
                  where conflict.staff_id = officer.staff_id
                    and conflict.state = 'in force') as kept_from
      from continuity_officer officer join staff on staff.id = officer.staff_id
     where staff.disabled_at is null
       and coalesce(staff.leaves_on >= current_date, true)
       and staff.signs_in_as is not null
     order by staff.signs_in_as`.execute(db)
  return rows
}

/** Names somebody as a holder of the pack, or changes their passphrase. */
export async function nameOfficer(
  db: Db,
  { staffId, salt, rounds, key }: Omit<Officer, 'signsInAs' | 'keptFrom'>,
): Promise<void> {
  await sql`insert into continuity_officer (staff_id, salt, rounds, key)
    values (${staffId}, ${salt}, ${rounds}, ${key})
    on conflict (staff_id) do update set salt = excluded.salt, rounds = excluded.rounds, key = excluded.key,
       named_at = now()`.execute(db)
}

/** The newest pack; null before the first. */
export async function latestPack(db: Db): Promise<{
  readonly madeAt: Instant
  readonly children: number
  readonly leftOut: number
  readonly bytes: number
} | null> {
  const found = await db
    .selectFrom('continuityPack')
    .select(['madeAt', 'children', 'leftOut', 'bytes'])
    .orderBy('madeAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}
