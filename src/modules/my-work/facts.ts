import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { WorkerLoad } from '../allocation/index.ts'
import type { Waiting, Writing } from '../assessment/index.ts'
import type { AskedOfMe } from './asked-of-me.ts'
import type { Begun, Duty, MyChild, ToFollow, ToPutRight, Whose } from './queries.ts'

/** Everything My work is made of, as the record has it. */
export interface WorkFacts {
  readonly whose: Whose
  /** Whether the reader looks at their own work, rather than a worker's of theirs. */
  readonly own: boolean
  /** Whether the reader ever records a visit. */
  readonly mayVisit: boolean
  /** Whether the reader has supervision, or gives it. */
  readonly maySupervise: boolean
  readonly today: Day
  readonly calendar: Calendar
  /** What a clock is called, by its id. */
  readonly named: (clock: string) => string
  readonly children: readonly MyChild[]
  readonly duties: readonly Duty[]
  readonly asks: readonly AskedOfMe[]
  readonly toFollow: readonly ToFollow[]
  readonly drafts: readonly Begun[]
  /** Assessments of their children that are being written, or were sent back. */
  readonly assessments: readonly Writing[]
  /** Assessments that wait for the reader to authorise them. */
  readonly toAuthorise: readonly Waiting[]
  readonly findings: readonly ToPutRight[]
  readonly load: WorkerLoad | undefined
}
