import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/access/policy.ts'

/** An import as an administrator may see it: what came and when, and nothing about any child. */
export interface ImportTold {
  readonly id: string
  readonly state: string
  readonly by: string | null
  readonly at: Instant
  readonly files: number
  readonly findings: number
}

/** The latest imports, newest first; at most 100. */
export async function imports(db: Db): Promise<ImportTold[]> {
  const { rows } = await sql<ImportTold>`
    select import.id, import.state, staff.name as by, import.committed_at as at,
           jsonb_array_length(import.files) as files,
           (select count(*)::int
              from finding
             where finding.import_id = import.id
               and finding.state = 'open') as findings
      from import left join staff on staff.id = import.submitted_by
     order by import.committed_at desc limit 100
  `.execute(db)
  return rows
}

/** Something somebody says does not work. */
export interface ProblemTold {
  readonly id: number
  readonly by: string
  readonly page: string | null
  readonly words: string
  readonly at: Instant
  readonly dealtWithAt: Instant | null
}

/** Those not dealt with first, then the newest; at most 100. */
export async function problems(db: Db): Promise<ProblemTold[]> {
  const { rows } = await sql<ProblemTold>`
    select problem.id, staff.name as by, page, words, reported_at as at, dealt_with_at
      from problem_report problem join staff on staff.id = problem.staff_id
     order by dealt_with_at is not null, problem.id desc limit 100
  `.execute(db)
  return rows
}

/** Marks a problem as dealt with; one that is already is left as it is. */
export async function dealWith(db: Db, actor: Actor, id: number, at: Instant): Promise<void> {
  await db
    .updateTable('problemReport')
    .set({ dealtWithAt: at, dealtWithBy: actor.id })
    .where('id', '=', id)
    .where('dealtWithAt', 'is', null)
    .execute()
}

/** What the chapter's first page counts. */
interface Counts {
  readonly users: number
  readonly teams: number
  readonly standards: number
  readonly imports: number
  readonly problems: number
  readonly changes: number
}

export async function counts(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*)::int from staff where signs_in_as is not null and disabled_at is null) as users,
           (select count(*)::int from team) as teams,
           (select count(*)::int from local_standard) as standards,
           (select count(*)::int from import) as imports,
           (select count(*)::int from problem_report where dealt_with_at is null) as problems,
           (select count(*)::int from setting_change) as changes
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('counting gave no row')
  return row
}
