import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** One campaign and how far it has come. */
export interface Campaign {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly state: 'running' | 'closed'
  readonly byOn: Day
  readonly openedOn: Day
  readonly opener: string
  readonly closedOn: Day | null
  readonly learned: string | null
  readonly children: number
  readonly done: number
  /** Of those waiting, the reader's own to look at. */
  readonly mine: number
  /** Actions that came of it, and how many of them are agreed as done. */
  readonly actions: number
  readonly actionsDone: number
}

/** Campaigns with children the actor may see, those running first and the soonest of them; at most 100. */
export async function campaignsFor(db: Db, actor: Actor, only: string | null = null): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`
    select campaign.id, title, why, campaign.state, by_on, opened_on, opener.name as opener, closed_on,
           learned,
           count(*)::int as children, count(*) filter (where campaign_check.state <> 'asked')::int as done,
           count(*) filter (where campaign_check.state = 'asked' and reviewer_id = ${actor.id})::int as mine,
           count(action.id)::int as actions,
           count(*) filter (where action.state = 'verified')::int as actions_done
      from campaign
      join campaign_check on campaign_check.campaign_id = campaign.id
      join staff opener on opener.id = campaign.opened_by
      left join action on action.id = campaign_check.action_id
     where coalesce(campaign.id = ${only}::uuid, true)
       and ${within(actor, 'campaign.answer', sql.ref('campaign_check.child_id'))}
     group by campaign.id, opener.name
     order by campaign.state <> 'running', by_on, campaign.id
     limit 100
  `.execute(db)
  return rows
}

/** What a list of a campaign's children shows, and what its numbers count. */
export const shows = {
  all: { name: 'Children', where: sql<boolean>`true` },
  waiting: { name: 'Not looked at yet', where: sql<boolean>`looked.state = 'asked'` },
  mine: { name: 'Yours to look at', where: sql<boolean>`looked.state = 'asked' and looked.reviewer_id = (select id from reader)` },
  'not-safe': { name: 'Not safe, or not sure', where: sql<boolean>`looked.safe_now in ('no', 'not sure')` },
  'not-working': { name: 'Plan not working', where: sql<boolean>`looked.plan_effective in ('no', 'partly')` },
  'not-addressed': { name: 'Risks not dealt with', where: sql<boolean>`looked.risks_addressed in ('no', 'partly')` },
  change: { name: 'Something else next', where: sql<boolean>`looked.next_step <> 'go on'` },
  actions: { name: 'Actions that came of it', where: sql<boolean>`looked.action_id is not null` },
  'actions-done': { name: 'Of those, agreed as done', where: sql<boolean>`looked.action_state = 'verified'` },
  'actions-answered': { name: 'Answered, to be agreed', where: sql<boolean>`looked.action_state = 'answered'` },
  'actions-over': { name: 'Past their day', where: sql<boolean>`looked.action_state = 'open' and looked.action_due_on < (select today from reader)` },
  'left-out': { name: 'Left out, with a reason', where: sql<boolean>`looked.state = 'left out'` },
} as const // prettier-ignore
export type Show = keyof typeof shows
export const isShow = (name: string): name is Show => Object.hasOwn(shows, name)

/** A child of a campaign. */
export interface Looked extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly state: 'asked' | 'answered' | 'left out'
  readonly reviewerId: string | null
  readonly reviewer: string | null
  readonly worker: string | null
  readonly safeNow: string | null
  readonly planEffective: string | null
  readonly risksAddressed: string | null
  readonly nextStep: string | null
  readonly found: string | null
  readonly answeredOn: Day | null
  readonly answerer: string | null
  readonly what: string | null
  readonly actionState: string | null
  readonly actionDueOn: Day | null
  readonly actionOwner: string | null
  readonly leftOutWhy: string | null
}

/** Rows of one page of the list. */
export const onAPage = 50

/** Whose campaign, asked on which day. */
interface Of {
  readonly campaignId: string
  readonly today: Day
}

const reading = (actor: Actor, { campaignId, today }: Of): RawBuilder<unknown> => sql`
  reader as (select ${actor.id}::uuid as id, ${today}::date as today), looked as (
    select campaign_check.*, action.what, action.state as action_state, action.due_on as action_due_on,
           coalesce(action.done_by, owner.name) as action_owner
      from campaign_check
      left join action on action.id = campaign_check.action_id
      left join staff owner on owner.id = action.owner_id
     where campaign_id = ${campaignId}
       and ${within(actor, 'campaign.answer', sql.ref('campaign_check.child_id'))})`

export interface Counts {
  readonly name: Show
  readonly count: number
}

/** How many each list of the campaign holds, of the children the actor may see. */
export async function countsOf(db: Db, actor: Actor, of: Of): Promise<Counts[]> {
  const each = Object.entries(shows).map(
    ([name, { where }]) =>
      sql`select ${sql.lit(name)} as name, count(*) filter (where ${where})::int as count from looked`,
  )
  const { rows } = await sql<Counts>`with ${reading(actor, of)} ${sql.join(each, sql` union all `)}`.execute(
    db,
  )
  return rows
}

/** The children behind one number: those waiting first, then by name of who looks. */
export async function lookedAt(
  db: Db,
  actor: Actor,
  of: Of,
  { show, page }: { show: Show; page: number },
): Promise<Looked[]> {
  const { rows } = await sql<Looked>`
    with ${reading(actor, of)}
    select looked.id, looked.child_id, looked.state, reviewer_id, reviewer.name as reviewer,
           worker.name as worker,
           safe_now, plan_effective, risks_addressed, next_step, found, looked.answered_on,
           answerer.name as answerer,
           looked.what, action_state, action_due_on, action_owner, left_out_why,
           person.kind, given_name, family_name, known_as, la_child_id
      from looked
      join person on person.id = looked.child_id
      left join staff reviewer on reviewer.id = looked.reviewer_id
      left join staff answerer on answerer.id = looked.answered_by
      left join lateral (select staff.name from allocation join staff on staff.id = allocation.worker_id
        where allocation.child_id = looked.child_id
          and allocation.state = 'allocated'
          and allocation.role = 'lead social worker'
        order by from_on desc limit 1) worker on true
     where ${shows[show].where}
     order by looked.state <> 'asked',
           ${show.startsWith('actions') ? sql`looked.action_due_on,` : sql``} looked.safe_now = 'yes',
           reviewer.name, looked.id
     limit ${sql.lit(onAPage)} offset ${(page - 1) * onAPage}
  `.execute(db)
  return rows
}

/** Who may be asked to look, of those who can reach the same children: id → name and post. */
export async function mayReview(db: Db, actor: Actor): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; name: string; team: string | null }>`
    select staff.id, staff.name, team.name as team from staff left join team on team.id = staff.team_id
     where staff.disabled_at is null
       and (role in ('QA', 'DIR')
            or (role in ('TM', 'SM')
                and coalesce(team.service = ${actor.service}, ${actor.service}::text is null)))
     order by team.name nulls last, staff.name limit 100
  `.execute(db)
  return Object.fromEntries(rows.map(({ id, name, team }) => [id, team === null ? name : `${name}, ${team}`]))
}

export async function teamNames(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from team order by name limit 200`.execute(db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** The campaign a check is of: a form sent twice is answered with its first check. */
export async function campaignOf(db: Db, id: string): Promise<string> {
  const check = await db
    .selectFrom('campaignCheck')
    .select('campaignId')
    .where('id', '=', id)
    .executeTakeFirst()
  return check?.campaignId ?? id
}
