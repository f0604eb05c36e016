import type { KeyObject } from 'node:crypto'
import type { Instant, Day } from '../dates/day.ts'
import type { Db } from '../db/database.ts'
import type { Post } from '../post/post.ts'
import type { Vault } from '../vault/vault.ts'
import type { ChildChecks, RecordChecks } from './checks.ts'
import type { ChapterDuties } from './duties.ts'
import type { AnyRecordType } from './record.ts'

/** What a writer needs besides the act itself: the database, the duties and records of every chapter, and the time. */
export interface Book {
  readonly db: Db
  readonly duties: readonly ChapterDuties[]
  /** Every kind of record there is: for what treats all alike, as a merge of two people does. */
  readonly records: readonly AnyRecordType[]
  /** What may be true though wrong, of each kind of record that has such checks. */
  readonly checks: readonly RecordChecks[]
  /** The same of a child's records taken together; none if not said. */
  readonly childChecks?: readonly ChildChecks[]
  readonly today: () => Day
  readonly now: () => Instant
  /** Where the continuity pack is put; none is made if not said. */
  readonly continuityAt?: string | undefined
  /** Where the files of documents are kept; none are taken if not said. */
  readonly vault?: Vault | undefined
  /** What the keys of one-time codes are locked with in the table; they lie open if not said. */
  readonly codesKey?: KeyObject | undefined
  /** Since when the witness of the seals takes no word, in milliseconds since 1970; null while it does; not known if not said. */
  readonly witnessAwaySince?: () => number | null
  /** The way messages leave; none until the council has set one. */
  readonly post?: Post | undefined
}
