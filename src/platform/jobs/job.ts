import type { z } from 'zod'
import type { Day } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import type { Book } from '../record/book.ts'

/** One attempt at a job. */
export interface Attempt {
  /** The job's own number: the same at every attempt, so that another system can tell a repeat by it. */
  readonly id: string
  /** The first is 1. */
  readonly attempt: number
  /** Aborted when the server is asked to stop and the job does not come to an end by itself. */
  readonly signal: AbortSignal
}

/** What a job may hold: ids, days, codes and counts. Words about a person are read from the record when it runs. */
export type Payload = Readonly<Record<string, string | number | boolean | null>>

interface Parts<P extends Payload, R> {
  /** In small letters with hyphens. Never given to another job later: what waits is found by it. */
  readonly name: string
  /** What it does, as an administrator reads it. */
  readonly says: string
  readonly payload: z.ZodType<P>
  /** Also done by itself: `at` as cron writes it, in UTC; a time that passed while nothing ran is made up for, a day back. */
  readonly recurs?: { readonly at: string; readonly payload: (on: Day) => P }
  /** One at a time: a second waits until the first is stored. */
  readonly inTurn?: boolean
  /**
   * Attempts before an administrator has to look: 5 if not said, within a minute and a half, so that one that can never be done is soon
   * seen. More where another system is asked, which may be away for hours and come back by itself.
   */
  readonly tries?: number
  /**
   * What must be done outside the database, before `run`: written to a disk, sent to another system. At least once, and
   * more often if the machine stops in between: the attempt's `id` says which repeat belongs together.
   */
  readonly outside?: (book: Book, payload: P, attempt: Attempt) => Promise<R>
  /**
   * What is done in the database, all in `tx` together with the mark that it was done: exactly once, whatever stops in
   * between. `book` writes in the same transaction, so that `perform` and `enqueue` belong to it too.
   */
  readonly run: (tx: Tx, payload: P, attempt: Attempt & { readonly book: Book }, outside: R) => Promise<void>
}

/** Something done later and by itself. */
export interface Job<P extends Payload> extends AnyJob {
  readonly payload: z.ZodType<P>
}

/** A job, as what treats all alike sees it. */
export interface AnyJob {
  readonly name: string
  readonly says: string
  readonly inTurn: boolean
  readonly tries: number
  readonly recurs: { readonly at: string; readonly payload: (on: Day) => Payload } | null
  /** Reads what was asked. @throws ZodError where an older version asked it otherwise */
  readonly bind: (raw: unknown) => Bound
}

/** A job with what was asked of it. */
interface Bound {
  readonly outside: (book: Book, attempt: Attempt) => Promise<unknown>
  readonly run: (tx: Tx, attempt: Attempt & { readonly book: Book }, outside: unknown) => Promise<void>
}

/**
 * Declares a job. A chapter lists its own under `jobs` in its `chapter.ts`.
 *
 * @throws Error where the name is not in small letters with hyphens
 */
export function job<P extends Payload, R = undefined>(parts: Parts<P, R>): Job<P> {
  const { name, says, payload, inTurn = false, tries = 5, recurs = null } = parts
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name)) throw new Error(`a job may not be called ${name}`)
  const bind = (raw: unknown): Bound => {
    const asked = payload.parse(raw)
    return {
      outside: async (book, attempt) => parts.outside?.(book, asked, attempt),
      // What `outside` gave is what `run` is given: both are of the same parts.
      run: (tx, attempt, given) => parts.run(tx, asked, attempt, given as R),
    }
  }
  return { name, says, payload, inTurn, tries, recurs, bind }
}
