import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { Actor, Role } from './policy.ts'
import type { Relation } from './reach.ts'

/** Children who are not theirs that somebody may open in an hour, unless their role or a setting says otherwise. */
const mostInAnHour = 150
/**
 * Roles whose work is to read many: the front door takes in up to a hundred families on a bad day, an analyst checks a return child by
 * child, an auditor and an inspector sample. The out-of-hours worker alone covers the county.
 */
const mostByRole: Partial<Record<Role, number>> = {
  SCR: 400,
  EDT: 400,
  BS: 400,
  PERF: 600,
  QA: 300,
  INSP: 300,
}

/** How many a role may open in an hour before it is asked again, where no setting says otherwise. */
export const mostFor = (role: Role): number => mostByRole[role] ?? mostInAnHour

/** What is to be done with somebody who opens a record: let them, ask again who they are, or stop them. */
type Brake = 'go on' | 'ask again' | 'stop'

/** The brake holds whoever asks: no child's record opens to them. The web layer answers 403. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Theirs, their team's, or for a service manager their service's: opening it counts for nothing. */
const isTheirs = ({ role }: Actor, { own, team, service }: Relation): boolean =>
  own || team || (role === 'SM' && service)

/**
 * Counts one opening of a child's record and says what the brake does. Counted are different children within the last hour who are not the
 * reader's. At the limit they are asked to show that it is them; when half as many more were opened after that, reading is stopped until
 * somebody else releases it. One statement for a child who is theirs, none written.
 */
export async function countOpening(
  db: Db,
  actor: Actor,
  relation: Relation,
  childId: string,
): Promise<Brake> {
  const theirs = isTheirs(actor, relation)
  const [row] = await prepared(
    db,
    sql<{
      opened: number
      most: number
      state: 'asked again' | 'stopped' | null
      asked: boolean
      shownSince: boolean
    }>`
    with noted as (
      insert into opened_lately (staff_id, child_id, at) select ${actor.id}, ${childId}, now() where not ${theirs}
      on conflict (staff_id, child_id) do update set at = now()
    )
    select (select count(*)::int from opened_lately where staff_id = ${actor.id} and at > now() - interval '1 hour' and child_id <> ${childId}) + (not ${theirs})::int as opened,
           coalesce((select most from reading_limit where role = ${actor.role}), ${mostFor(actor.role)}::int) as most,
           brake.state, coalesce(brake.at > now() - interval '1 hour', false) as asked, coalesce((select max(shown_at) from session where staff_id = ${actor.id}) > brake.at, false) as shown_since
      from (values (1)) one left join reading_brake brake on brake.staff_id = ${actor.id} and brake.state in ('asked again', 'stopped')`,
  )
  if (row === undefined || row.state === 'stopped') return row === undefined ? 'go on' : 'stop'
  if (theirs || row.opened <= row.most) return 'go on'
  if (row.asked && row.opened > row.most * 1.5) return stop(db, actor, row)
  if (row.asked && row.shownSince) return 'go on'
  if (!row.asked) await ask(db, actor, row)
  return 'ask again'
}

interface Counted {
  readonly opened: number
  readonly most: number
}

async function ask(db: Db, { id }: Actor, { opened, most }: Counted): Promise<void> {
  await sql`insert into reading_brake (staff_id, state, opened, most) values (${id}, 'asked again', ${opened}, ${most})
    on conflict (staff_id) where state in ('asked again', 'stopped') do update set at = now(), opened = excluded.opened`.execute(
    db,
  )
}

async function stop(db: Db, { id }: Actor, { opened, most }: Counted): Promise<Brake> {
  await sql`insert into reading_brake (staff_id, state, opened, most, stopped_at) values (${id}, 'stopped', ${opened}, ${most}, now())
    on conflict (staff_id) where state in ('asked again', 'stopped') do update set state = 'stopped', opened = excluded.opened, stopped_at = coalesce(reading_brake.stopped_at, now())`.execute(
    db,
  )
  return 'stop'
}
