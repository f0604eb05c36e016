import type pg from 'pg'

/**
 * Whether what was sent is kept cannot be told now: the server was lost while it committed, or its standbys did not confirm in time. The
 * same form sent again, with its own key, is told the truth.
 */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

const unconfirmed = new WeakSet<object>()

/** Listens for the server’s word that a commit stands on this server alone. Called once for each connection, as it is opened. */
export function hearUnconfirmed(client: pg.ClientBase): void {
  client.on('notice', ({ routine }) => {
    // 'canceling wait for synchronous replication…', which is in whatever language the server speaks: its place in PostgreSQL is not.
    if (routine === 'SyncRepWaitForLSN') unconfirmed.add(client)
  })
}

/** Whether the server said so since this was last asked. */
export const wasUnconfirmed = (client: pg.ClientBase): boolean => unconfirmed.delete(client)

const shortestWait = 5_000

/** Milliseconds a commit may take: five seconds, or as long as the work before it took, where that was more. */
export const patienceFor = (begunAt: number): number => Math.max(shortestWait, performance.now() - begunAt)

/** What `work` comes to, or OutcomeUnknown when it has not come to anything after so many milliseconds. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new OutcomeUnknown('the standbys did not confirm in time')),
    milliseconds,
  )
  // Once nobody waits for it any more, its end is no news.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
