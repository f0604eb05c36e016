import type { Permission } from '../access/policy.ts'
import type { FactKind } from '../clocks/clock.ts'
import type { Day, Instant } from '../dates/day.ts'
import type { Child } from '../people/child.ts'
import type { Change } from './change.ts'
import type { Answers, Fields } from './field.ts'
import type { Finding, Rule } from './rule.ts'

/** The shape of one kind of record: its questions and the states it passes through. */
export interface RecordType<F extends Fields, S extends string> {
  /** The table, as the database knows it in camel case. */
  readonly table: string
  readonly title: string
  readonly fields: F
  readonly states: readonly S[]
  /** The field that says when it happened: what a chronology sorts by. */
  readonly happened: string
  /** The kind of fact it is to a clock: recording one here means that from that day we hold such facts. */
  readonly fact?: FactKind
  /** Other kinds of fact held with it when it is recorded here, which a return that carries the record leaves out. */
  readonly alsoHolds?: readonly FactKind[]
}

export function recordType<const F extends Fields, const S extends string>(
  shape: RecordType<F, S> & { readonly happened: keyof F & string },
): RecordType<F, S> {
  return shape
}

/** Every kind of fact we hold of a child from the day one of these is recorded here. */
export const heldWith = ({
  fact,
  alsoHolds = [],
}: Pick<AnyRecordType, 'fact' | 'alsoHolds'>): readonly FactKind[] =>
  fact === undefined ? alsoHolds : [fact, ...alsoHolds]

/** What every record carries besides its own answers. */
export interface Standing {
  readonly id: string
  readonly childId: string
  readonly version: number
  /** The import it came from; null when it was recorded here. */
  readonly importId: string | null
}

/** A stored record. A field is null until the command that asks for it has run. */
export type Row<R> =
  R extends RecordType<infer F, infer S>
    ? Standing & { readonly state: S } & { readonly [K in keyof Answers<F>]: Answers<F>[K] | null }
    : never

/** Everything a command's rules may look at. */
export interface Facts<R extends RecordType<Fields, string>, Asked extends keyof R['fields']> {
  readonly child: Child
  /** The record as it stood before the command; null when the command opens it. */
  readonly before: Row<R> | null
  readonly answers: Answers<Pick<R['fields'], Asked>>
  readonly today: Day
  readonly now: Instant
  /** Who is doing it: for rules such as "nobody verifies their own". */
  readonly actorId: string
}

/** One thing a worker can do to a record: who may, from which states, what is asked, what must hold. */
interface Command<R extends RecordType<Fields, string>, Asked extends keyof R['fields'] & string> {
  readonly on: R
  /** Past tense, and the event's name: 'private-fostering.notified'. */
  readonly event: string
  readonly title: string
  readonly needs: Permission
  /** Null for a command that opens a new record. */
  readonly from: readonly R['states'][number][] | null
  readonly to: R['states'][number]
  readonly asks: readonly Asked[]
  /** Of the answers a record may lack, those this command cannot be done without. */
  readonly requires?: readonly Asked[]
  /** What the command itself settles: today's day, who did it. Pure. */
  readonly settles?: (facts: Facts<R, Asked>) => Partial<Answers<R['fields']>>
  readonly rules: readonly Rule<Facts<R, Asked>>[]
  /** What else is stored in the same change, once its own answers are: the referral a decision opens. */
  readonly also?: (change: Change, facts: Facts<R, Asked>, recordId: string) => Promise<void>
}

export function command<R extends RecordType<Fields, string>, const Asked extends keyof R['fields'] & string>(
  definition: Command<R, Asked>,
): Command<R, Asked> {
  return definition
}

export type AnyRecordType = RecordType<Fields, string>

// Commands on different records have no narrower common type; the parts that treat all alike take this.
// oxlint-disable-next-line typescript/no-explicit-any -- the one `any` in the platform
export type AnyCommand = Command<any, any>

export type Outcome =
  | { readonly kind: 'done'; readonly recordId: string }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
