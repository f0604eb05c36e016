import pg from 'pg'

/**
 * The statements sent to any database while `work` runs, but those that only open and close a transaction. Counted at the
 * driver, so that none is missed. One at a time in a process.
 */
export async function counting<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly statements: readonly string[] }> {
  const sent: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function watched(this: pg.Client, ...given: Parameters<typeof query>) {
    sent.push(textOf(given[0]))
    return query.apply(this, given)
  } as unknown as typeof query
  try {
    return { result: await work(), statements: sent.filter((text) => !bracket.test(text)) }
  } finally {
    pg.Client.prototype.query = query
  }
}

const bracket = /^\s*(begin|commit|rollback|select set_config)/i

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text)
