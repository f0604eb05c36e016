import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { campaignCheck } from '../../modules/campaigns/index.ts'
import { cinDecision } from '../../modules/child-in-need/index.ts'
import { plan, planOutcome } from '../../modules/plans/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import { runCampaign } from './campaign-made.ts'
import type { DayNumber, Span } from './ledger.ts'
import { asks, proposeOne, decided } from './plan-actions.ts'
import { version, later } from './plan-versions.ts'
import type { Writing } from './store.ts'
import { workingAfter } from './story.ts'

/** A child with a plan open today, as the families' stories left them: what must change, and who works with them. */
export interface Open {
  readonly childId: string
  readonly kind: 'child in need' | 'child protection'
  readonly underId: string
  readonly startedOn: Day
  readonly name: string
  readonly leo: boolean
  readonly workerId: string | null
  readonly managerId: string
  readonly outcomes: readonly { readonly id: string; readonly setOn: Day; readonly ifNot: string | null }[]
}

export interface Staff {
  readonly chairId: string
  readonly headId: string
  /** Managers of family help, who look at each other's children. */
  readonly managers: readonly string[]
}

/**
 * Gives the children of a county plans in every state, with versions and actions, and one review campaign that is running:
 * over what their stories told, by a stream of chance of its own, so that no story moves.
 */
export async function makePlans(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('plans made', span, seed)
  await inTransaction(book.db, async (tx) => {
    const open = await openPlans(tx)
    const staff = await whoDoes(tx)
    if (open.length === 0 || staff === null) return
    const waiting = firstOfEach(open)
    for (const child of open) planOf(made, child, staff, waiting.has(child))
    await runCampaign(tx, made, open, staff)
    await made.keep(
      tx,
      book,
      [plan, planOutcome, action, cinDecision, campaignCheck],
      open.map(({ childId }) => childId),
    )
  })
}

/** At most 3,500, as many as a county has open. */
async function openPlans(tx: Tx): Promise<Open[]> {
  const { rows } = await sql<Open>`
    select opened.child_id, opened.kind, opened.id as under_id, opened.started_on,
           coalesce(person.known_as, person.given_name, 'the child') as name,
           person.la_child_id = '10442' as leo, lead.worker_id, manager.id as manager_id,
           (select coalesce(json_agg(json_build_object('id', id, 'setOn', set_on, 'ifNot', if_not)
                                     order by id), '[]')
              from plan_outcome
             where plan_outcome.child_id = opened.child_id and plan_outcome.state = 'open') as outcomes
      from (select child_id, 'child in need' as kind, id, started_on
              from cin_plan
             where state = 'open'
               and started_on is not null
             union all select child_id, 'child protection', id, started_on
              from cp_plan
             where state = 'open'
               and started_on is not null) opened
      join person on person.id = opened.child_id
      join lateral (select worker_id, team_id
                      from allocation
                     where allocation.child_id = opened.child_id
                       and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where not (opened.kind = 'child in need'
                and exists (select from cp_plan where cp_plan.child_id = opened.child_id and state = 'open'))
     order by opened.id
     limit 3500
  `.execute(tx)
  return rows
}

async function whoDoes(tx: Tx): Promise<Staff | null> {
  const { rows } = await sql<{ id: string; role: string; service: string | null }>`
    select staff.id, role, service from staff left join team on team.id = staff.team_id
     where disabled_at is null and role in ('CPC', 'SM', 'TM') order by staff.id
  `.execute(tx)
  const of = (role: string) => rows.filter((one) => one.role === role)
  const [chair, head] = [of('CPC')[0], of('SM')[0]]
  if (chair === undefined || head === undefined) return null
  const managers = of('TM')
    .filter(({ service }) => service === head.service)
    .map(({ id }) => id)
  return { chairId: chair.id, headId: head.id, managers: managers.slice(0, 4) }
}

/** How far the plan has come. */
export type Stage = 'live' | 'second' | 'redrafted' | 'sent' | 'drafted' | 'none'

/** One child in need of each manager, whose plan has been sent: on whatever day a county is made, each has one to authorise. */
function firstOfEach(open: readonly Open[]): ReadonlySet<Open> {
  const may = open.filter(
    ({ kind, leo, workerId, managerId }) =>
      kind === 'child in need' && !leo && workerId !== null && workerId !== managerId,
  )
  return new Set(new Map(may.toReversed().map((child) => [child.managerId, child])).values())
}

function planOf(made: Afterwards, child: Open, staff: Staff, waiting: boolean): void {
  const { chance } = made
  const began = numberOfDay(child.startedOn)
  const drawn: Stage = child.leo
    ? 'second'
    : chance.weighed([
        ['live', 45],
        ['second', 25],
        ['redrafted', 8],
        ['sent', 7],
        ['drafted', 8],
        ['none', 7],
      ] as const)
  const stage = waiting ? 'sent' : drawn
  if (stage === 'none' || child.workerId === null || child.workerId === child.managerId) return
  if (stage === 'sent' || stage === 'drafted') unauthorised(made, child, staff, stage)
  else authorisedPlan(made, child, staff, { stage, began })
  const long = child.kind === 'child in need' && made.today - began > 300
  if (long && chance.odds(0.5)) decided(made, child, staff, began)
}

/** A first version that nobody has authorised yet, in which something is missing. */
function unauthorised(made: Afterwards, child: Open, staff: Staff, stage: 'sent' | 'drafted'): void {
  const drafted = made.today - made.chance.whole(1, 9)
  const planId = version(made, child, staff, {
    drafted,
    authorised: made.today,
    stage,
    number: 1,
    before: null,
    replaced: Infinity,
  })
  proposeOne(made, child, planId, { stage, on: drafted })
}

/** A first version in force, and the next where there is one: in its place, or a draft beside it. */
function authorisedPlan(
  made: Afterwards,
  child: Open,
  staff: Staff,
  { stage, began }: { stage: Stage; began: DayNumber },
): void {
  const authorised = Math.min(workingAfter(began, made.chance.whole(0, 7)), made.today)
  const next = stage === 'second' || stage === 'redrafted' ? later(made, stage, authorised) : null
  const replaced = next?.stage === 'live' ? next.authorised : Infinity
  const before = version(made, child, staff, {
    drafted: began,
    authorised,
    stage,
    number: 1,
    before: null,
    replaced,
  })
  if (!child.leo) asks(made, child, authorised)
  if (next !== null) version(made, child, staff, { ...next, number: 2, before, replaced: Infinity })
}
