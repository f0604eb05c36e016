import { sql, type RawBuilder } from 'kysely'
import { scopeOf, type Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

/** What narrows the findings, as codes an address may carry: null for all. */
export interface Filter {
  readonly rule: string | null
  /** A member of staff, or 'none' for what nobody owns. */
  readonly owner: string | null
  readonly child: string | null
  readonly state: 'open' | 'explained'
}

type May = 'quality.read' | 'quality.write'

/** Findings this person may see or act on. Those of no child (a file that did not come) are the whole authority's. */
const theirs = (actor: Actor, may: May): RawBuilder<boolean> =>
  sql<boolean>`(case when finding.child_id is null then ${scopeOf(actor, may) === 'authority'}
                     else ${within(actor, may, sql.ref('finding.child_id'))} end)`

const matching = ({
  rule,
  owner,
  child,
  state,
}: Filter): RawBuilder<boolean> => sql<boolean>`finding.state = ${state}
  and ${rule === null ? sql`true` : sql`finding.rule = ${rule}`}
  and ${owner === null ? sql`true` : owner === 'none' ? sql`finding.owner_id is null` : sql`finding.owner_id = ${owner}`}
  and ${child === null ? sql`true` : sql`finding.child_id = ${child}`}`

/** The whole of what is wrong with what we hold, counted. */
export interface Counted {
  readonly open: number
  readonly unowned: number
  readonly children: number
  readonly explained: number
  readonly fixed: number
  readonly oldestAt: Instant | null
  readonly rules: readonly {
    readonly rule: string
    readonly findings: number
    readonly children: number
    readonly unowned: number
  }[]
  readonly owners: readonly {
    readonly id: string
    readonly name: string
    readonly team: string | null
    readonly findings: number
  }[]
}

/** Counts this person's findings once, every way the page shows them. */
export async function counted(db: Db, actor: Actor): Promise<Counted> {
  const { rows } = await sql<Counted>`
    with seen as materialized (
      select rule, owner_id, child_id, state, found_at from finding
       where (state in ('open', 'explained')
              or (state = 'cleared' and cleared_at > now() - interval '7 days'))
         and ${theirs(actor, 'quality.read')}
    ),
    standing as (select * from seen where state = 'open')
    select (select count(*)::int from standing) as open,
           (select count(*)::int from standing where owner_id is null) as unowned,
           (select count(distinct child_id)::int from standing) as children,
           (select count(*)::int from seen where state = 'explained') as explained,
           (select count(*)::int from seen where state = 'cleared') as fixed,
           (select min(found_at) from standing) as oldest_at,
           (select coalesce(json_agg(by_rule), '[]') from (
              select rule, count(*)::int as findings, count(distinct child_id)::int as children,
                     count(*) filter (where owner_id is null)::int as unowned
                from standing group by rule order by 2 desc, rule limit 100) by_rule) as rules,
           (select coalesce(json_agg(by_owner), '[]') from (
              select staff.id, staff.name, team.name as team, count(*)::int as findings
                from standing
                join staff on staff.id = standing.owner_id
                left join team on team.id = staff.team_id
               group by staff.id, team.name order by 4 desc, staff.name limit 50) by_owner) as owners
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('counting gave no row')
  return row
}

/** Something wrong with what we hold, and of whom. */
export interface FindingTold extends Named {
  readonly id: number
  readonly rule: string
  readonly message: string
  readonly childId: string | null
  readonly kind: string
  readonly laChildId: string | null
  readonly recordKind: string | null
  readonly recordId: string | null
  readonly field: string | null
  readonly given: string | null
  readonly file: string | null
  readonly line: number | null
  readonly state: 'open' | 'cleared' | 'explained'
  readonly owner: string | null
  readonly ownerId: string | null
  readonly explained: string | null
  readonly explainer: string | null
  readonly days: number
  /** Whether this person may correct the child's record. */
  readonly corrects: boolean
}

const told = (actor: Actor): RawBuilder<unknown> => sql`
  finding.id, finding.rule, finding.message, finding.child_id, child.kind, child.la_child_id,
  child.given_name,
  child.family_name, child.known_as, finding.record_kind, finding.record_id, finding.field, finding.given,
  finding.file,
  finding.line, finding.state, owner.name as owner, finding.owner_id, finding.explained,
  explainer.name as explainer,
  (now()::date - finding.found_at::date) as days,
  (finding.child_id is not null and ${within(actor, 'correct', sql.ref('finding.child_id'))}) as corrects`

const joined = sql`finding left join person child on child.id = finding.child_id
  left join staff owner on owner.id = finding.owner_id
  left join staff explainer on explainer.id = finding.explained_by`

/** As many as one page of the list holds. */
export const onePage = 25

/** One page of findings, the oldest first; one more than the page holds where there are more. */
export async function findings(db: Db, actor: Actor, filter: Filter, page: number): Promise<FindingTold[]> {
  const { rows } = await sql<FindingTold>`
    select ${told(actor)}
      from (select finding.* from finding where ${matching(filter)} and ${theirs(actor, 'quality.read')}
             order by finding.id limit ${sql.lit(onePage + 1)} offset ${sql.lit((page - 1) * onePage)}) chosen
      join lateral (select chosen.*) finding on true
      left join person child on child.id = finding.child_id
      left join staff owner on owner.id = finding.owner_id
      left join staff explainer on explainer.id = finding.explained_by
     order by finding.id
  `.execute(db)
  return rows
}

/** How many the filter finds, and of how many children. */
export async function countOf(
  db: Db,
  actor: Actor,
  filter: Filter,
): Promise<{ findings: number; children: number }> {
  const { rows } = await sql<{ findings: number; children: number }>`
    select count(*)::int as findings, count(distinct child_id)::int as children from finding
     where ${matching(filter)} and ${theirs(actor, 'quality.read')}
  `.execute(db)
  return rows[0] ?? { findings: 0, children: 0 }
}

/** One finding, or null where there is none that this person may see. */
export async function findingOf(
  db: Db | Tx,
  actor: Actor,
  id: number,
  may: May = 'quality.read',
): Promise<FindingTold | null> {
  const { rows } = await sql<FindingTold>`
    select ${told(actor)} from ${joined} where finding.id = ${id} and ${theirs(actor, may)}
  `.execute(db)
  return rows[0] ?? null
}

/** Whom findings may be given to: those who put data right, managers, whoever works with the child, and oneself. */
export async function mayOwn(
  db: Db,
  actor: Actor,
  childId: string | null,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; name: string; team: string | null }>`
    select staff.id, staff.name, team.name as team from staff left join team on team.id = staff.team_id
     where staff.disabled_at is null
       and (staff.id = ${actor.id} or staff.role in ('BS', 'PERF', 'TM')
            or staff.id in (select worker_id
                              from allocation
                             where child_id = ${childId}
                               and state = 'allocated'))
     order by staff.name limit 300
  `.execute(db)
  return Object.fromEntries(rows.map(({ id, name, team }) => [id, team === null ? name : `${name}, ${team}`]))
}

/** Gives every open finding of a filter to somebody, or (null) each to its child's own lead worker. Says how many. */
export const assign = (db: Db, actor: Actor, filter: Filter, ownerId: string | null): Promise<number> =>
  give(db, actor, matching(filter), ownerId)

/** The same of one finding. */
export const assignOne = (db: Db, actor: Actor, id: number, ownerId: string | null): Promise<number> =>
  give(db, actor, sql<boolean>`finding.id = ${id}`, ownerId)

async function give(
  db: Db,
  actor: Actor,
  which: RawBuilder<boolean>,
  ownerId: string | null,
): Promise<number> {
  const lead = sql`(select worker_id
                      from allocation
                     where allocation.child_id = finding.child_id
                       and state = 'allocated'
                       and role = 'lead social worker'
                       and worker_id is not null
                     order by from_on desc nulls last
                     limit 1)`
  const { rows } = await sql`
    update finding set owner_id = ${ownerId === null ? lead : ownerId}
     where ${which} and finding.state = 'open' and ${theirs(actor, 'quality.write')}
       and ${ownerId === null ? sql`${lead} is not null` : sql`true`}
    returning id
  `.execute(db)
  return rows.length
}

/** Two records somebody thinks are one person, waiting for a decision. */
export interface MergeWaiting {
  readonly id: string
  readonly childId: string
  readonly loserId: string
  readonly stays: Someone
  readonly goes: Someone
  readonly why: string | null
  readonly by: string | null
  readonly days: number
  readonly decides: boolean
}
interface Someone extends Named {
  readonly kind: string
  readonly laChildId: string | null
}

const someone = (who: string): RawBuilder<unknown> => sql`json_build_object('kind', ${sql.ref(`${who}.kind`)},
  'givenName', ${sql.ref(`${who}.given_name`)}, 'familyName', ${sql.ref(`${who}.family_name`)},
  'knownAs', ${sql.ref(`${who}.known_as`)}, 'laChildId', ${sql.ref(`${who}.la_child_id`)})`

/** Merges that wait, the oldest first; at most 50. Both records must be ones this person may see. */
export async function mergesWaiting(db: Db, actor: Actor): Promise<MergeWaiting[]> {
  const { rows } = await sql<MergeWaiting>`
    select merge.id, merge.child_id, merge.loser_id, merge.why, staff.name as by,
           (now()::date - merge.recorded_at::date) as days, ${someone('stays')} as stays,
           ${someone('goes')} as goes,
           (${within(actor, 'merge.decide', sql.ref('merge.child_id'))}
            and merge.proposed_by is distinct from ${actor.id}) as decides
      from merge
      join person stays on stays.id = merge.child_id
      join person goes on goes.id = merge.loser_id
      left join staff on staff.id = merge.proposed_by
     where merge.state = 'proposed' and ${within(actor, 'quality.read', sql.ref('merge.child_id'))}
       and not exists (select
                         from person hidden
                        where hidden.id = merge.loser_id
                          and hidden.restricted_level > 1)
     order by merge.recorded_at limit 50
  `.execute(db)
  return rows
}
