import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { ServiceEntryId, ServiceRung } from './standing.ts'

/** One telling about a queue, a team or a worker, as its reader’s list has it. */
export interface ServiceTold {
  readonly id: string
  readonly entry: ServiceEntryId
  readonly rung: ServiceRung
  readonly state: 'open' | 'answered' | 'cleared'
  /** The worker or the team it is about. */
  readonly named: string | null
  /** The team to look at, where it is about one or one of its workers. */
  readonly teamId: string | null
  readonly sinceOn: Day
  readonly dueOn: Day | null
  readonly says: string
  readonly read: boolean
  readonly answer: string | null
  readonly answeredOn: Day | null
  readonly answerByOn: Day | null
}

const columns: RawBuilder<unknown> = sql`
  told.id, told.entry, told.rung, told.state, coalesce(worker.name, team.name) as named,
  coalesce(worker.team_id, team.id) as team_id,
  told.since_on, told.due_on, told.says, told.read_at is not null as read, told.answer, told.answered_on,
  told.answer_by_on`
const joined: RawBuilder<unknown> = sql`service_alert told
  left join staff worker on told.about = 'worker' and worker.id = told.about_id
  left join team on told.about = 'team' and team.id = told.about_id`

/** What somebody was told of that stands, unanswered first; at most 60. */
export async function servicesToldTo(db: Db, actor: Actor): Promise<ServiceTold[]> {
  const { rows } = await sql<ServiceTold>`
    select ${columns} from ${joined} where told.to_id = ${actor.id} and told.state <> 'cleared'
     order by told.state = 'answered', told.due_on nulls last, told.since_on, told.id limit 60
  `.execute(db)
  return rows
}

/** One telling, if it is to this reader; it is read by being found. */
export async function readService(db: Db, actor: Actor, id: string): Promise<ServiceTold | undefined> {
  await sql`update service_alert
    set read_at = now()
    where id = ${id}
    and to_id = ${actor.id}
    and read_at is null`.execute(db)
  const { rows } = await sql<ServiceTold>`select ${columns}
      from ${joined}
      where told.id = ${id}
      and told.to_id = ${actor.id}`.execute(db)
  return rows[0]
}

/** Keeps an answer, once: false where it was answered or is over meanwhile. */
export async function answerService(
  db: Db,
  actor: Actor,
  id: string,
  said: { readonly answer: string; readonly answerByOn: Day | null; readonly on: Day },
): Promise<boolean> {
  const { rows } = await sql`
    update service_alert
       set state = 'answered', answer = ${said.answer}, answer_by_on = ${said.answerByOn}::date,
           answered_on = ${said.on}::date, answered_by = ${actor.id}
     where id = ${id} and to_id = ${actor.id} and state = 'open'
    returning id
  `.execute(db)
  return rows.length === 1
}
