import { sql } from 'kysely'
import { mayEver } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import type { Row } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import type { Plan, PlanOf } from '../plans/index.ts'
import { cinPlan } from './record.ts'

/** What a plan of this kind means: a period of need begins with its first version and ends with it. */
export const planOfNeed: PlanOf = {
  kind: 'child in need',
  begins,
  keeps,
  ends,
  links: [
    { text: 'Record a review', url: '/children/:childId/child-in-need/review', needs: 'plan.write' },
    {
      text: 'Decide about a long plan',
      url: '/children/:childId/child-in-need/decide',
      needs: 'child-in-need.decide',
    },
  ],
}

/** The period that is open already, as a return may have brought it, or a new one from today. */
async function begins(change: Change, { childId }: Plan): Promise<string> {
  const open = await change.tx
    .selectFrom('cinPlan')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('startedOn', 'desc')
    .executeTakeFirst()
  if (open !== undefined) return open.id
  const episode = await change.tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('referredOn', 'desc')
    .executeTakeFirst()
  const answers = { episodeId: episode?.id ?? null, startedOn: change.today }
  return change.open(cinPlan, { event: 'cin-plan.begun', childId, state: 'open', answers })
}

async function ends(change: Change, { underId }: Plan): Promise<void> {
  if (underId === null) return
  const held: Row<typeof cinPlan> = await lock(change.tx, cinPlan, underId)
  if (held.state !== 'open') return
  const answers = { endedOn: change.today }
  await change.move(cinPlan, held, { event: 'cin-plan.ended', to: 'ended', answers })
}

/** Why a plan is not a team manager's alone to end. */
interface Flags {
  readonly referredBefore: boolean
  readonly secondPlan: boolean
  readonly harmOrNeglect: boolean
  readonly young: boolean
  readonly afterProtection: boolean
}

const said: Readonly<Record<keyof Flags, string>> = {
  referredBefore: 'the child has been referred before',
  secondPlan: 'it is not the child’s first plan',
  harmOrNeglect: 'the last assessment found domestic abuse or neglect',
  young: 'it has run for less than three months',
  afterProtection: 'a child protection plan ended less than three months ago',
}

/** A flagged plan is ended by a service manager (closed too soon, children come back). */
async function keeps(change: Change, { childId, underId }: Plan): Promise<Finding[]> {
  if (mayEver(change.actor, 'child-in-need.decide')) return []
  const flags = await flagsOf(change, childId, underId, change.today)
  const why = (Object.keys(said) as (keyof Flags)[]).filter((flag) => flags[flag]).map((flag) => said[flag])
  if (why.length === 0) return []
  const message = `A service manager must end this plan: ${why.join('; ')}`
  return [{ rule: 'CIN-1', message, at: 'endedWhy' }]
}

async function flagsOf(change: Change, childId: string, underId: string | null, today: Day): Promise<Flags> {
  const { rows } = await sql<Flags>`
    select exists (select
                     from cin_episode
                    where child_id = ${childId}
                      and closed_on is not null) as referred_before,
           exists (select from cin_plan where child_id = ${childId} and id is distinct from ${underId})
             or exists (select from cp_plan where child_id = ${childId}) as second_plan,
           coalesce((select factors && array['3A', '3B', '3C', '16A']
                       from assessment
                      where child_id = ${childId}
             and factors is not null order by started_on desc nulls last limit 1), false) as harm_or_neglect,
           exists (select
                     from cin_plan
                    where id = ${underId}
                      and started_on > ${today}::date - interval '3 months') as young,
           exists (select
                     from cp_plan
                    where child_id = ${childId}
                      and ended_on > ${today}::date - interval '3 months') as after_protection
  `.execute(change.tx)
  const [flags] = rows
  if (flags === undefined) throw new Error('a select without a from gives one row')
  return flags
}
