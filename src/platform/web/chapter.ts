import type { Clock } from '../clocks/clock.ts'
import type { AnyJob } from '../jobs/job.ts'
import type { ChildChecks, RecordChecks } from '../record/checks.ts'
import type { ChapterDuties } from '../record/duties.ts'
import type { AnyCommand, AnyRecordType } from '../record/record.ts'
import type { App } from './app.ts'

/** A clock of a queue that is no child's, and what starts and stops it, in words. */
export interface QueueClock {
  readonly clock: Clock
  readonly fedBy: string
}

/** One chapter of the book: what its folder adds, as the parts that treat all chapters alike see it. */
export interface Chapter {
  /** The folder in `src/modules`. */
  readonly name: string
  readonly records?: readonly AnyRecordType[]
  readonly clocks?: readonly Clock[]
  readonly duties?: ChapterDuties
  readonly queueClocks?: readonly QueueClock[]
  readonly checks?: readonly RecordChecks[]
  readonly childChecks?: readonly ChildChecks[]
  readonly commands?: Readonly<Record<string, AnyCommand>>
  readonly jobs?: readonly AnyJob[]
  /** Puts the chapter's pages on the server. */
  readonly pages?: (app: App) => Promise<void>
}
