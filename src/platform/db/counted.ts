import type pg from 'pg'

const pools = new Set<pg.Pool>()
let sent = 0

/** Counts one statement sent to the database by this process. */
export const countStatement = (): void => void (sent += 1)

/** Keeps a pool among those that are counted, until it is closed. */
export const countPool = (pool: pg.Pool): void => void pools.add(pool)

/** What this process holds of the database and asks of it: statements since it began, and connections now. */
interface DatabaseUse {
  readonly statements: number
  readonly open: number
  readonly idle: number
  /** Requests that wait for a connection. */
  readonly waiting: number
}

/** How it stands at this moment, over every pool of the process. */
export function databaseUse(): DatabaseUse {
  for (const pool of pools) if (pool.ended) pools.delete(pool)
  const sum = (of: (pool: pg.Pool) => number): number =>
    [...pools].reduce((total, pool) => total + of(pool), 0)
  return {
    statements: sent,
    open: sum(({ totalCount }) => totalCount),
    idle: sum(({ idleCount }) => idleCount),
    waiting: sum(({ waitingCount }) => waitingCount),
  }
}
