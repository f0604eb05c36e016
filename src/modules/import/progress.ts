import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'

/** How far an import has come. */
export interface Progress {
  readonly stage: string
  readonly rowsRead: number
  readonly children: number
  readonly findings: number
}

/** Tells others how far an import has come: kept on another connection than the import's own, whose work nobody sees yet. */
export interface Progressing {
  tell(progress: Progress): void
  /** Waits for what was told last to be kept. */
  settle(): Promise<void>
}

/** Milliseconds between one telling and the next. */
const interval = 250

export function progressOf(db: Db, id: string, watch: (progress: Progress) => void): Progressing {
  let last = -interval
  let stage = ''
  let writing: Promise<void> = Promise.resolve()
  const keep = async ({ stage: now, rowsRead, children, findings }: Progress): Promise<void> => {
    const values = { stage: now, rowsRead, children, findings, updatedAt: sql<Instant>`now()` }
    await db
      .insertInto('importProgress')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute()
  }
  return {
    tell(progress) {
      const now = performance.now()
      if (progress.stage === stage && now - last < interval) return
      last = now
      stage = progress.stage
      watch(progress)
      // Progress that cannot be kept harms nothing: the import itself goes on.
      writing = writing.then(async () => keep(progress)).catch(() => undefined)
    },
    settle: async () => writing,
  }
}
