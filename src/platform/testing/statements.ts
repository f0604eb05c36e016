import pg from 'pg'

/**
 * The statements sent to any database while `work` runs, but those that only open and close a transaction. Counted at the
 * driver, so that none is missed. One at a time in a process.
 */
export async function counting<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly statements: readonly string[] }> {
  const sent: string[] = []
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')
  if (original === undefined) throw new TypeError('the driver has no query to watch')
  const send: (this: pg.Client, ...given: unknown[]) => unknown = original.value
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...original,
    value: function watched(this: pg.Client, ...given: unknown[]) {
      sent.push(textOf(given[0]))
      return send.apply(this, given)
    },
  })
  try {
    return { result: await work(), statements: sent.filter((text) => !bracket.test(text)) }
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', original)
  }
}

const bracket = /^\s*(begin|commit|rollback|select set_config)/i

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : ((statement as { readonly text?: string }).text ?? '')
