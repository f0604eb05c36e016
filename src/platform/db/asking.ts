import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose question the statements of this moment answer: one person's, sealed by the database, or the service's own. */
type Asking = { readonly as: 'service' } | { readonly as: 'person'; seal: string | null }

const asking = new AsyncLocalStorage<Asking>()

/**
 * Does `work` as the service, which sees every child: for what must (who is signed in, an import, a return, a search that is
 * narrowed afterwards). The door in the seat-belt: each use of it by a page stands in the list of `seat-belt.doors.test.ts`.
 *
 * A transaction that is open already stays whose it was.
 *
 * @param _why in a few words, for whoever reads the code
 */
export const asService = <T>(_why: string, work: () => T): T => asking.run({ as: 'service' }, work)

/** Does `work` for somebody not known yet: until `askedBy` says who, the database shows no restricted child. */
export const forSomebody = <T>(work: () => T): T => asking.run({ as: 'person', seal: null }, work)

/**
 * Says who asks, for what is left of the work begun by `forSomebody`.
 *
 * @param seal as `findSession` had it of the database; null for nobody
 * @throws Error outside such work: whoever asks would be forgotten at once
 */
export function askedBy(seal: string | null): void {
  const now = asking.getStore()
  if (now?.as !== 'person') throw new Error('nobody is being answered here')
  now.seal = seal
}

/** Whose question it is now; undefined outside any. */
export const whoAsks = (): Asking | undefined => asking.getStore()
