import { sql } from 'kysely'
import { addDays, mondayOf, type Day, type Instant } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { loadsOf, type WorkerLoad } from '../../allocation/index.ts'
import { clockSetting } from '../../../platform/record/readings.ts'
import { driftingFrom } from '../../plans/index.ts'
import { lateSupervision } from '../../staff-supervision/index.ts'
import type { Night } from '../raise.ts'
import {
  ofQueue,
  ofTeams,
  ofWeek,
  ofWorkers,
  type ServiceRung,
  type Standing,
  ofReferrers,
  ofSupervision,
} from './standing.ts'

/**
 * Brings what managers were told of queues, teams and workers up to date, in the transaction of the alerts about children: what
 * is over is cleared, and what stands is told to each rung once.
 *
 * @returns how many were told
 */
export async function tellServices(tx: Tx, night: Night): Promise<number> {
  const standing = await whatStands(tx, night)
  await clear(tx, standing, night.today)
  const tellings = standing.flatMap((one) => one.rungs.map((rung) => ({ ...one, rung })))
  return tell(tx, tellings, night.today)
}

async function whatStands(tx: Tx, { today, calendar }: Night): Promise<Standing[]> {
  const loads = await everyLoad(tx)
  return [
    ...ofQueue(await queueNow(tx), today, calendar),
    ...ofWorkers(loads, await toldSince(tx), today, calendar),
    ...ofTeams(loads, today),
    ...ofReferrers(await disagreeing(tx), today, calendar),
    ...ofSupervision(await lateSupervision(tx, today, await clockSetting(tx)), today, calendar),
    ofWeek(await weekNow(tx, today), today),
  ]
}

interface Queue {
  readonly waiting: number
  readonly oldestAt: Instant | null
}

/** The police’s notices nobody has screened: how many, and since when the oldest waits. */
export async function queueNow(db: Db): Promise<Queue> {
  const { rows } = await sql<Queue>`
    select count(*)::int as waiting, min(received_at) as oldest_at
      from police_notice
     where screened_at is null
  `.execute(db)
  return rows[0] ?? { waiting: 0, oldestAt: null }
}

async function everyLoad(db: Db): Promise<(WorkerLoad & { readonly service: string | null })[]> {
  const teams = await db.selectFrom('team').select(['id', 'service']).execute()
  const services = new Map(teams.map(({ id, service }) => [id, service]))
  const loads = await loadsOf(
    db,
    teams.map(({ id }) => id),
  )
  return loads.map((load) => ({ ...load, service: services.get(load.teamId) ?? null }))
}

/** How many teams carry more than their workers’ limits, as the director is told of each. */
export const teamsOverLoad = async (db: Db, today: Day): Promise<number> =>
  ofTeams(await everyLoad(db), today).length

/** Since when each worker over their limit has been told of. */
async function toldSince(tx: Tx): Promise<ReadonlyMap<string, Day>> {
  const { rows } = await sql<{ id: string; since: Day }>`
    select about_id as id, min(since_on) as since from service_alert
     where entry = 'caseload-review' and state <> 'cleared' group by about_id
  `.execute(tx)
  return new Map(rows.map(({ id, since }) => [id, since]))
}

interface Disagreeing {
  readonly id: string
  readonly sentAt: Instant
  readonly times: number
}

/** Whoever disagrees and has not been answered, with how often they have. */
async function disagreeing(tx: Tx): Promise<Disagreeing[]> {
  const { rows } = await sql<Disagreeing>`
    select id, sent_at, (select count(*)::int
                           from referrer_message other
                          where other.sent_in_id = message.sent_in_id
             and other.kind = 'disagrees' and other.sent_at <= message.sent_at) as times
      from referrer_message message
     where kind = 'disagrees'
       and read_at is null
     order by sent_at, id
     limit 500
  `.execute(tx)
  return rows
}

interface Week {
  readonly due: number
  readonly over: number
  readonly again: number
  readonly drifting: number
}

async function weekNow(tx: Tx, today: Day): Promise<Week> {
  const monday = mondayOf(today)
  const { rows } = await sql<Week>`
    select (count(*) filter (where due_on between ${monday}::date and ${addDays(monday, 6)}::date))::int as due,
           (count(*) filter (where due_on < ${today}::date))::int as over,
           (count(*) filter (where times_asked > 1))::int as again,
           (select count(*)::int from (${driftingFrom(10, today)}) drifting) as drifting
      from action where direction and state = 'open'
  `.execute(tx)
  return rows[0] ?? { due: 0, over: 0, again: 0, drifting: 0 }
}

/** What no longer stands, what belonged to an earlier week, whose reader has left, and a plan whose day has passed. */
async function clear(tx: Tx, standing: readonly Standing[], today: Day): Promise<void> {
  const keys = standing.map(({ entry, aboutId }) => `${entry} ${aboutId}`)
  const weekly = standing.flatMap(({ entry, week }) =>
    week === null || entry === 'weekly-actions-check' ? [] : [entry],
  )
  await sql`
    update service_alert set state = 'cleared', cleared_on = ${today}, cleared_why = case
             when state = 'answered' then 'answered'
             when not exists (select
                                from staff
                               where staff.id = to_id
                                 and disabled_at is null
                                 and coalesce(leaves_on >= ${today}::date, true)) then 'moved on'
             else 'fell away' end
     where state <> 'cleared'
       and ((entry <> 'weekly-actions-check' and not entry || ' ' || about_id = any(${keys}))
         or (entry = any(${weekly}) and since_on < ${mondayOf(today)}::date)
         or (state = 'answered' and coalesce(answer_by_on < ${today}::date, entry = 'weekly-actions-check'))
         or not exists (select
                          from staff
                         where staff.id = to_id
                           and disabled_at is null
                           and coalesce(leaves_on >= ${today}::date, true)))
  `.execute(tx)
}

/** Tells each rung, unless it has been told: the words of what stands are brought up to date. Two statements, however much stands. */
async function tell(
  tx: Tx,
  standing: readonly (Standing & { readonly rung: ServiceRung })[],
  today: Day,
): Promise<number> {
  const of = <K extends keyof (typeof standing)[number]>(name: K) => standing.map((one) => one[name])
  const stands = sql`unnest(${of('entry')}::text[], ${of('about')}::text[], ${of('aboutId')}::uuid[],
                            ${of('service')}::text[], ${of('owner')}::text[],
      ${of('rung')}::text[], ${of('week')}::date[], ${of('dueOn')}::date[], ${of('says')}::text[])
    as stands (entry, about, about_id, service, owner, rung, week, due_on, says)`
  const same = sql<boolean>`told.entry = stands.entry
    and told.about_id = stands.about_id
    and told.rung = stands.rung
    and told.state <> 'cleared' and (stands.week is null or told.since_on = stands.week)`
  await sql`update service_alert told
    set says = stands.says
    from ${stands}
    where ${same}
    and told.says <> stands.says`.execute(tx)
  const { rows } = await sql`
    insert into service_alert (entry, about, about_id, since_on, rung, to_id, due_on, says, raised_on)
    select entry, about, about_id, coalesce(week, ${today}::date), rung, to_id, due_on, says, ${today}::date
      from ${stands}
     cross join lateral (
       select staff.id as to_id from staff left join team on team.id = staff.team_id
        where (staff.role = 'DIR' or  (team.service = stands.service
                and ((stands.rung = 'service manager' and staff.role = 'SM')
                     or (stands.rung = 'owner' and stands.owner = staff.role))))
          and staff.disabled_at is null and coalesce(staff.leaves_on >= ${today}::date, true)
        order by staff.role = 'DIR', staff.started_on nulls last, staff.id limit 1) whom
     where not exists (select from service_alert told where ${same})
    on conflict do nothing
    returning id
  `.execute(tx)
  return rows.length
}
