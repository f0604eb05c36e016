import { sql, type RawBuilder } from 'kysely'
import type { Actor, Permission } from '../../platform/access/policy.ts'
import { reachable, within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Conference, CoreGroup, CpPlan } from './record.ts'
import type { MeetingInvitation } from './invitation.ts'

/** A conference or a core group as a list of a child's meetings has it. */
export interface Met {
  readonly id: string
  readonly state: string
  readonly kind: string | null
  readonly bookedFor: Day | null
  readonly heldOn: Day | null
  readonly decision: string | null
  readonly chair: string | null
  readonly asked: number
  readonly came: number
  readonly checkedOn: Day | null
}

/** Most meetings of one child that are listed: of each kind the newest. */
export const mostMet = 30

export async function conferencesOf(db: Db, childId: string): Promise<Met[]> {
  const { rows } = await sql<Met>`
    select conference.id, conference.state, conference.kind, booked_for, held_on, decision, checked_on,
           staff.name as chair,
           ${counts(sql`asked.conference_id = conference.id`)}
      from conference left join staff on staff.id = conference.chair_id
     where conference.child_id = ${childId}
     order by coalesce(held_on, booked_for, requested_on) desc nulls last, conference.id desc
     limit ${sql.lit(mostMet + 1)}
  `.execute(db)
  return rows
}

const counts = (where: RawBuilder<unknown>) => sql`
  (select count(*) filter (where agency not in ('family', 'child'))::int
     from meeting_invitation asked
    where ${where}) as asked,
  (select count(*) filter (where agency not in ('family', 'child')
                           and attended in ('in person', 'video'))::int
     from meeting_invitation asked
    where ${where}) as came`

export async function coreGroupsOf(db: Db, childId: string): Promise<Met[]> {
  const { rows } = await sql<Met>`
    select core_group.id, core_group.state, null as kind, booked_for, held_on, decisions as decision,
           null as chair, null as checked_on,
           ${counts(sql`asked.core_group_id = core_group.id`)}
      from core_group
     where core_group.child_id = ${childId}
     order by coalesce(held_on, booked_for) desc nulls last, core_group.id desc
     limit ${sql.lit(mostMet + 1)}
  `.execute(db)
  return rows
}

/** The plan the child has, or had last; null where there never was one. */
export async function latestPlan(db: Db, childId: string): Promise<CpPlan | null> {
  const row = await db
    .selectFrom('cpPlan')
    .selectAll()
    .where('childId', '=', childId)
    .orderBy('state', 'desc')
    .orderBy('startedOn', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  return (row as CpPlan | undefined) ?? null
}

/** One conference of one child, with the names of those it names and who was asked. */
export interface ConferenceHeld {
  readonly row: Conference
  readonly names: Readonly<Record<string, string>>
  readonly asked: readonly MeetingInvitation[]
  readonly others: readonly Sibling[]
}

/** A brother or sister the same conference is about. */
interface Sibling {
  readonly id: string
  readonly childId: string
  readonly called: string
  readonly state: string
  readonly decision: string | null
}

export async function conferenceAt(
  db: Db,
  actor: Actor,
  childId: string,
  id: string,
): Promise<ConferenceHeld | null> {
  const row = (await db
    .selectFrom('conference')
    .selectAll()
    .where('id', '=', id)
    .where('childId', '=', childId)
    .executeTakeFirst()) as Conference | undefined
  if (row === undefined) return null
  const [names, asked, others] = await Promise.all([
    namesOf(db, [
      row.chairId,
      row.requestedBy,
      row.approvedBy,
      row.decidedBy,
      row.recordSignedBy,
      row.recordDraftedBy,
      row.checkedBy,
    ]),
    askedTo(db, { conferenceId: id }),
    othersIn(db, actor, row),
  ])
  return { row, names, asked, others }
}

export async function coreGroupAt(
  db: Db,
  childId: string,
  id: string,
): Promise<{ row: CoreGroup; asked: MeetingInvitation[] } | null> {
  const row = (await db
    .selectFrom('coreGroup')
    .selectAll()
    .where('id', '=', id)
    .where('childId', '=', childId)
    .executeTakeFirst()) as CoreGroup | undefined
  return row === undefined ? null : { row, asked: await askedTo(db, { coreGroupId: id }) }
}

async function askedTo(
  db: Db,
  { conferenceId = null, coreGroupId = null }: { conferenceId?: string | null; coreGroupId?: string | null },
): Promise<MeetingInvitation[]> {
  const asked = db.selectFrom('meetingInvitation').selectAll().orderBy('id').limit(40)
  const which =
    conferenceId === null
      ? asked.where('coreGroupId', '=', coreGroupId)
      : asked.where('conferenceId', '=', conferenceId)
  return await which.execute()
}

async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const wanted = ids.filter((id): id is string => id !== null)
  if (wanted.length === 0) return {}
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', wanted).execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

async function othersIn(db: Db, actor: Actor, { id, meetingId }: Conference): Promise<Sibling[]> {
  if (meetingId === null) return []
  return prepared(
    db,
    sql<Sibling>`
    select conference.id, conference.child_id, coalesce(known_as, given_name, 'another child') as called,
           conference.state, decision
      from conference join person on person.id = conference.child_id
     where conference.meeting_id = ${meetingId}
       and conference.id <> ${id}
       and ${within(actor, 'conference.read', sql.ref('conference.child_id'))}
     order by person.born_on nulls last, conference.id
     limit 12
  `,
  )
}

/** The brothers and sisters a meeting may be about too: those of the household the actor may do it for. */
export async function mayBeAbout(
  db: Db,
  actor: Actor,
  permission: Permission,
  childId: string,
): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; called: string }>`
    select person.id, coalesce(known_as, given_name, 'another child') as called
      from relationship
      join person on person.id = case when relationship.child_id = ${childId} then relative_id
                                      else relationship.child_id end
     where (relationship.child_id = ${childId} or relative_id = ${childId})
       and relationship.kind in ('sibling', 'half-sibling')
       and household
       and relationship.state = 'recorded'
       and person.kind in ('child', 'unborn')
       and person.state = 'active'
       and person.died_on is null
     group by person.id
     order by person.born_on nulls last, person.id
     limit 11
  `.execute(db)
  const may = await reachable(
    db,
    actor,
    permission,
    rows.map(({ id }) => id),
  )
  return Object.fromEntries(rows.filter(({ id }) => may.has(id)).map(({ id, called }) => [id, called]))
}

/** Who chairs conferences. */
export async function chairs(db: Db): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('role', '=', 'CPC')
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .limit(100)
    .execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Who the last conference put into the core group. */
export async function coreGroupNamed(db: Db, childId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ coreGroup: readonly string[] }>`
    select core_group
      from conference
     where child_id = ${childId}
       and held_on is not null
       and core_group <> '{}'
     order by held_on desc, id desc limit 1
  `.execute(db)
  return rows[0]?.coreGroup ?? []
}

/** What is in force for a child, for the plan on paper. */
export interface PlanInForce {
  readonly number: number
  readonly authorisedOn: Day | null
  readonly worries: string | null
  readonly needs: string | null
  readonly childSays: string | null
  readonly parentsSay: string | null
  /** Who sees the child. */
  readonly sees: string | null
  /** Working days between visits. */
  readonly visitEvery: number | null
  readonly ifNot: string | null
  readonly ifNotOn: Day | null
  readonly nextReviewOn: Day | null
  readonly outcomes: readonly {
    readonly what: string
    readonly measure: string | null
    readonly byOn: Day | null
    readonly progress: string | null
    readonly actions: readonly {
      readonly what: string
      readonly who: string | null
      readonly dueOn: Day | null
      readonly state: string
    }[]
  }[]
}

export async function planInForce(db: Db, childId: string): Promise<PlanInForce | null> {
  const { rows } = await sql<PlanInForce>`
    select number, authorised_on, worries, needs, child_says, parents_say, if_not, if_not_on, next_review_on,
           visit_every,
           (select name from staff where staff.id = plan.sees_id) as sees,
           (select coalesce(json_agg(outcome order by outcome."set"), '[]') from (
             select what, measure, by_on as "byOn", progress, set_on as "set",
                    (select coalesce(json_agg(json_build_object(
                              'what', action.what, 'who', coalesce(action.done_by, staff.name),
                              'dueOn', action.due_on, 'state', action.state) order by action.due_on), '[]')
                       from action left join staff on staff.id = action.owner_id
                      where action.outcome_id = plan_outcome.id
                        and action.state in ('open', 'answered', 'verified')) as actions
               from plan_outcome
              where plan_outcome.child_id = plan.child_id
                and plan_outcome.state = 'open'
              limit 40) outcome) as outcomes
      from plan
     where plan.child_id = ${childId} and plan.kind = 'child protection' and plan.state = 'live'
     order by number desc
     limit 1
  `.execute(db)
  return rows[0] ?? null
}

/** How a child is called on paper. */
export async function calledOf(db: Db, childId: string): Promise<string> {
  const row = await db
    .selectFrom('person')
    .select(['givenName', 'familyName', 'knownAs'])
    .where('id', '=', childId)
    .executeTakeFirst()
  return [row?.knownAs ?? row?.givenName, row?.familyName].filter(Boolean).join(' ') || 'The child'
}

/** Whether the child is not born yet, as far as we know. */
export async function isUnborn(db: Db, childId: string): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select(['kind', 'bornOn'])
    .where('id', '=', childId)
    .executeTakeFirst()
  return row?.kind === 'unborn' && row.bornOn === null
}
