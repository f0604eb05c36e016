import { sql } from 'kysely'
import { lookedAt } from '../../../platform/access/read-event.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Day, Instant } from '../../../platform/dates/day.ts'
import type { Level } from '../rule.ts'
import type { ReturnMade } from './asked.ts'
import type { KeptReturnRow } from './runs.ts'

/** A run as a list shows it. */
export interface ListedRun {
  readonly id: string
  readonly of: ReturnMade
  readonly year: number
  readonly on: Day
  readonly state: 'being made' | 'made' | 'not made'
  readonly askedAt: Instant
  readonly askedBy: string | null
  readonly children: number | null
  readonly errors: number
  readonly queries: number
  readonly signedOffBy: string | null
  readonly signedOffAt: Instant | null
}

const columns = sql`
  run.id, run.return as of, run.year, run.on_day as "on", run.state, run.asked_at, asker.name as asked_by,
  run.children, signer.name as signed_off_by, run.signed_off_at,
  (select count(*)::integer
     from return_run_finding found
    where found.run_id = run.id
      and found.level = 'error') as errors,
  (select count(*)::integer
     from return_run_finding found
    where found.run_id = run.id
      and found.level = 'query') as queries
  from return_run run
  left join staff asker on asker.id = run.asked_by
  left join staff signer on signer.id = run.signed_off_by`

/** The latest runs, the last asked first. */
export async function listRuns(db: Db, most = 50): Promise<readonly ListedRun[]> {
  const { rows } = await sql<ListedRun>`select ${columns} order by run.id desc limit ${most}`.execute(db)
  return rows
}

/** A run with its files and what was found, by rule. */
export interface Run extends ListedRun {
  readonly why: string | null
  readonly sha256: string | null
  readonly rowCount: number | null
  readonly remarks: readonly string[]
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[]
  readonly findings: readonly FoundByRule[]
}

export interface FoundByRule {
  readonly rule: string
  readonly level: Level
  readonly message: string
  readonly findings: number
  readonly children: number
}

export async function oneRun(db: Db, id: string): Promise<Run | null> {
  const { rows } = await sql<Omit<Run, 'files' | 'findings' | 'remarks'> & { remarks: string[] | null }>`
    select run.why, run.sha256, run.row_count, run.remarks, ${columns} where run.id = ${id}
  `.execute(db)
  const [run] = rows
  if (run === undefined) return null
  const files = await db
    .selectFrom('returnRunFile')
    .select(['name', 'size', 'sha256'])
    .where('runId', '=', id)
    .orderBy('name')
    .execute()
  return { ...run, remarks: run.remarks ?? [], files, findings: await foundByRule(db, id) }
}

async function foundByRule(db: Db, id: string): Promise<FoundByRule[]> {
  const { rows } = await sql<FoundByRule>`
    select rule, level, min(message) as message, count(*)::integer as findings,
           count(distinct la_child_id)::integer as children
      from return_run_finding where run_id = ${id}
     group by rule, level order by level, count(*) desc, rule
  `.execute(db)
  return rows
}

/** One finding of a rule, at the child it is about. */
export interface FoundAt {
  readonly laChildId: string | null
  readonly childId: string | null
  readonly table: string | null
  readonly field: string | null
}

/** Where a rule found something in a run: the first of them, child by child. */
export async function foundOfRule(db: Db, id: string, rule: string, most = 100): Promise<readonly FoundAt[]> {
  const { rows } = await sql<FoundAt>`
    select found.la_child_id, child.child_id, found.return_table as "table", found.field
      from return_run_finding found
      left join return_run_child child on child.run_id = found.run_id
       and child.la_child_id = found.la_child_id
     where found.run_id = ${id} and found.rule = ${rule}
     order by found.number limit ${most}
  `.execute(db)
  return rows
}

/** The runs of the same return and year made before, the latest first. */
export async function runsBefore(
  db: Db,
  { id, of, year }: Pick<Run, 'id' | 'of' | 'year'>,
): Promise<readonly ListedRun[]> {
  const { rows } = await sql<ListedRun>`
    select ${columns}
     where run.return = ${of}
       and run.year = ${year}
       and run.state = 'made'
       and run.id < ${id}
     order by run.id desc limit 10
  `.execute(db)
  return rows
}

/** A child whose rows are not what they were in another run. */
interface ChangedChild {
  readonly laChildId: string
  readonly childId: string | null
  readonly how: 'new' | 'gone' | 'changed'
  readonly before: readonly KeptReturnRow[]
  readonly now: readonly KeptReturnRow[]
}

export interface Changes {
  readonly added: number
  readonly gone: number
  readonly changed: number
  readonly same: number
  /** The first of them, in the order of the authority's ids. */
  readonly children: readonly ChangedChild[]
}

/** What one run has otherwise than one before it, child by child. */
export async function changesBetween(db: Db, before: string, now: string, most = 100): Promise<Changes> {
  const both = sql`
    from (select * from return_run_child where run_id = ${before}) was
    full join (select * from return_run_child where run_id = ${now}) held using (la_child_id)`
  const counts = await sql<{ added: number; gone: number; changed: number; same: number }>`
    select count(*) filter (where was.run_id is null)::integer as added,
           count(*) filter (where held.run_id is null)::integer as gone,
           count(*) filter (where was.sha256 <> held.sha256)::integer as changed,
           count(*) filter (where was.sha256 = held.sha256)::integer as same ${both}
  `.execute(db)
  const { rows } = await sql<{
    laChildId: string
    childId: string | null
    was: { rows: KeptReturnRow[] } | null
    held: { rows: KeptReturnRow[] } | null
  }>`
    select la_child_id, coalesce(held.child_id, was.child_id) as child_id, was.rows as was,
           held.rows as held ${both}
     where was.sha256 is distinct from held.sha256 order by la_child_id collate "C" limit ${most}
  `.execute(db)
  const [count] = counts.rows
  return {
    ...(count ?? { added: 0, gone: 0, changed: 0, same: 0 }),
    children: rows.map(({ laChildId, childId, was, held }) => ({
      laChildId,
      childId,
      how: was === null ? 'new' : held === null ? 'gone' : 'changed',
      before: was?.rows ?? [],
      now: held?.rows ?? [],
    })),
  }
}

/** The children a run holds: whoever takes it out has looked at them. */
export async function childrenOfRun(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('returnRunChild')
    .select('childId')
    .where('runId', '=', id)
    .where('childId', 'is not', null)
    .execute()
  return rows.flatMap(({ childId }) => childId ?? [])
}

/** Writes down that somebody took a run out at the machine. */
export async function lookedAtRun(db: Db, staffId: string, id: string): Promise<void> {
  const member = await db
    .selectFrom('staff')
    .select(['id', 'name', 'role', 'teamId'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  await lookedAt(db, { ...member, service: null }, await childrenOfRun(db, id), 'holdfast returns generate')
}

/** The person a return calls by the authority's own id. */
export async function childCalled(db: Db, laChildId: string): Promise<string | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'mergedInto'])
    .where('laChildId', '=', laChildId)
    .executeTakeFirst()
  return row === undefined ? null : (row.mergedInto ?? row.id)
}
