import type { Db } from '../../platform/db/database.ts'

/** What somebody says does not work, for the administrator to read. */
interface Problem {
  readonly staffId: string
  /** The address of the page it was about, without what follows a question mark. */
  readonly page: string | null
  readonly words: string
}

/** Keeps a report of a problem, and gives its number. */
export async function reportProblem(db: Db, problem: Problem): Promise<number> {
  const { id } = await db
    .insertInto('problemReport')
    .values(problem)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
