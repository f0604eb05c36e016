import { sql, type RawBuilder } from 'kysely'
import { scopeOf, type Actor, type Permission } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { Named } from '../../platform/people/name.ts'
import { helpColumns, type Help } from '../allocation/index.ts'
import { factsOf, isHolding, type Asking } from './facts-of-days.ts'
import type { Hit, OversightRule } from './rule.ts'
import type { List } from './rule-table.ts'

/** What each rule finds among the children of these teams on each day, in one statement, each child where the actor may look. */
export async function hitsOf(db: Db, asking: Asking & Ruled): Promise<Hit[]> {
  if (asking.rules.length === 0) return []
  const asked = sql<Hit>`with ${factsOf(asking)} ${every(asking)}`
  // Of one team the plan is the same whichever it is; of many it hangs on how many.
  return asking.teamIds.length === 1 ? prepared(db, asked) : (await asked.execute(db)).rows
}

interface Ruled {
  readonly rules: readonly OversightRule[]
}

const every = ({ rules }: Ruled): RawBuilder<unknown> =>
  sql.join(
    rules.map(({ id, hits }) => sql`select ${sql.lit(id)} as rule, hit.* from (${hits}) hit`),
    sql` union all `,
  )

/** How many rows a list has: of one team, or of all of them together where `teamId` is null. */
export interface Count {
  readonly teamId: string | null
  readonly list: string
  readonly count: number
}

/**
 * How many rows each list has for each team and for all, today: the hits counted where they are found, since a whole
 * authority's would be ten thousand rows to send. A child in two teams is one child of the authority.
 */
export async function countsOf(db: Db, asking: Asking, lists: readonly List[]): Promise<Count[]> {
  const rules = [...new Set(lists.flatMap((list) => list.rules))]
  const ruled = lists.flatMap((list) =>
    list.rules.map(({ id }) => ({ list: list.code, rule: id, byChild: list.byChild })),
  )
  const of = (name: keyof (typeof ruled)[number]) => ruled.map((one) => one[name])
  const { rows } = await sql<Count>`
    with ${factsOf(asking)},
    hit as (${every({ rules })}),
    row as (
      select list, team_id, child_id, count(*) as hits, by_child
        from hit
        join unnest(${of('list')}::text[], ${of('rule')}::text[],
                    ${of('byChild')}::boolean[]) as ruled (list, rule, by_child) using (rule)
       group by list, team_id, child_id, by_child
    )
    select list, team_id, (case when by_child then count(distinct child_id) else sum(hits) end)::int as count
      from row
     where team_id is not null
     group by list, by_child, team_id
     union all
    select list, null, (case when by_child then count(distinct child_id) else sum(hits) end)::int
      from row
     group by list, by_child
  `.execute(db)
  return rows
}

/** A child as a list names them. */
export interface NamedChild extends Named, Help {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly worker: string | null
}

/** These children by id, of those the actor may do this to. */
export async function childrenNamed(
  db: Db,
  actor: Actor,
  permission: Permission,
  ids: readonly string[],
): Promise<Map<string, NamedChild>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<NamedChild>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on,
           ${helpColumns(sql.ref('person.id'))},
           (select staff.name from allocation join staff on staff.id = allocation.worker_id
             where allocation.child_id = person.id and allocation.state = 'allocated' and ${isHolding}
             order by allocation.role <> 'lead social worker', allocation.from_on desc nulls last
             limit 1) as worker
      from person
     where person.id = any(${ids}) and ${within(actor, permission, sql.ref('person.id'))}
  `.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A team with children, and who manages it. */
export interface OverseenTeam {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly managers: readonly string[]
}

/** The teams whose children the actor oversees, by name; with an id, that team or none. */
export async function teamsOf(db: Db, actor: Actor, teamId: string | null = null): Promise<OverseenTeam[]> {
  const { rows } = await sql<OverseenTeam>`
    select team.id, team.name, team.service,
           array(select staff.name
                   from staff
                  where staff.team_id = team.id
                    and staff.role = 'TM'
                    and staff.disabled_at is null
                  order by staff.name) as managers
      from team
     where ${overseen(actor)} and ${teamId === null ? sql<boolean>`true` : sql<boolean>`team.id = ${teamId}`}
       and (exists (select
                      from staff
                     where staff.team_id = team.id
                       and staff.role in ('SW', 'PA', 'SSW', 'EHL'))
            or exists (select
                         from allocation
                        where allocation.team_id = team.id
                          and allocation.state = 'allocated'))
     order by team.name
  `.execute(db)
  return rows
}

function overseen(actor: Actor): RawBuilder<boolean> {
  switch (scopeOf(actor, 'oversight.read')) {
    case 'authority':
      return sql<boolean>`true`
    case 'service':
      return sql<boolean>`team.service = ${actor.service}`
    case 'team':
    case 'own':
    case 'placed':
    case null:
      return sql<boolean>`team.id = ${actor.teamId}`
  }
}

/** The names of these members of staff, by id: those who have left among them. */
export async function staffNamed(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
