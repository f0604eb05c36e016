import { sql } from 'kysely'
import type { Day } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import type { Child } from '../people/child.ts'
import type { FactRow } from './duties.ts'
import { heldOf, type Held, type HeldRecords } from './held.ts'
import type { AnyRecordType } from './record.ts'
import { findings, type Rule } from './rule.ts'

/** A record, and the child's other records of its kind: what a check may look at. */
interface Among<R> {
  readonly row: FactRow<R>
  /** All of the child's records of this kind, this one among them. */
  readonly all: readonly FactRow<R>[]
  /** The child's records of another kind; only of those the checks name. @throws Error of any other */
  readonly beside: <B extends AnyRecordType>(on: B) => readonly FactRow<B>[]
  readonly child: Child
  readonly today: Day
}

/** What may be true though wrong of one kind of record: it is stored, and told to somebody until it is put right. */
export interface RecordChecks {
  readonly on: AnyRecordType
  /** Other kinds the rules look at: when one of them changes the rules are asked again. */
  readonly beside: readonly AnyRecordType[]
  readonly rules: readonly { readonly id: string; readonly source: string; readonly says: string }[]
  readonly find: (child: Child, held: Pick<HeldRecords, 'rows'>, today: Day) => Doubted[]
}

interface Doubted {
  readonly recordId: string
  readonly rule: string
  readonly message: string
  readonly at: string | null
}

/** The checks of one kind of record. A rule that does not hold becomes a finding, from whichever door the record came. */
export function checks<R extends AnyRecordType>(
  on: R,
  rules: readonly Rule<Among<R>>[],
  beside: readonly AnyRecordType[] = [],
): RecordChecks {
  const find: RecordChecks['find'] = (child, held, today) => {
    // Rows were read by their own kind's columns.
    const rowsOf = <B extends AnyRecordType>(of: B) =>
      held.rows(of, child.id) as unknown as readonly FactRow<B>[]
    const among: Omit<Among<R>, 'row'> = { all: rowsOf(on), beside: named(beside, rowsOf), child, today }
    return among.all.flatMap((row) => {
      const broken = findings(rules, { ...among, row })
      return broken.map(({ rule, message, at = null }) => ({ recordId: row.id, rule, message, at }))
    })
  }
  return { on, beside, rules, find }
}

/** Only what a check names is sure to have been read. */
const named =
  (beside: readonly AnyRecordType[], rowsOf: Among<AnyRecordType>['beside']): typeof rowsOf =>
  (of) => {
    if (!beside.includes(of)) throw new Error(`a check reads ${of.table} without naming it`)
    return rowsOf(of)
  }

/** Every kind these checks read. */
export const kindsRead = (all: readonly RecordChecks[]): AnyRecordType[] =>
  all.flatMap(({ on, beside }) => [on, ...beside])

/** Whether a change of these kinds asks the checks again. */
export const askedBy =
  (kinds: ReadonlySet<AnyRecordType>) =>
  (checks: RecordChecks): boolean =>
    kindsRead([checks]).some((kind) => kinds.has(kind))

/** What may be true though wrong of a child's records taken together, as the rules of a return see them. */
export interface ChildChecks {
  /** Every kind of record the rules read. */
  readonly kinds: readonly AnyRecordType[]
  readonly rules: RecordChecks['rules']
  /** The rules that read what these kinds hold; all of them for null. */
  readonly askedBy: (kinds: ReadonlySet<AnyRecordType> | null) => ReadonlySet<string>
  /** What is doubtful of one child, by the rules named. */
  readonly find: (
    held: Held,
    childId: string,
    rules: ReadonlySet<string>,
    today: Day,
  ) => readonly (Doubted & { readonly kind: string })[]
}

/** What is asked of children whose records have been read. */
interface Asked {
  readonly checks: readonly RecordChecks[]
  readonly together?: readonly { readonly checks: ChildChecks; readonly rules: ReadonlySet<string> }[]
}

/**
 * Holds these children's records of the kinds named to their checks: a fresh doubt becomes a finding of the child's
 * lead worker, and one that no longer holds clears itself.
 */
export async function refreshFindings(
  tx: Tx,
  all: readonly RecordChecks[],
  kinds: ReadonlySet<AnyRecordType>,
  childIds: readonly string[],
  today: Day,
): Promise<void> {
  const checks = all.filter(askedBy(kinds))
  if (checks.length === 0 || childIds.length === 0) return
  const held = await heldOf(tx, [...new Set(kindsRead(checks))], childIds)
  await storeFindings(tx, { checks }, held, today)
}

/** The same, of children whose records have been read already. */
export async function storeFindings(
  tx: Tx,
  { checks, together = [] }: Asked,
  held: Held,
  today: Day,
): Promise<void> {
  const rules = [
    ...checks.flatMap(({ on, rules: of }) => of.map(({ id }) => ({ kind: on.table, rule: id }))),
    ...together.flatMap(({ rules: of }) => [...of].map((rule) => ({ kind: null, rule }))),
  ]
  const doubts = held.children.flatMap((child) => [
    ...doubtsOf(child, checks, held, today),
    ...together.flatMap(({ checks: { find }, rules: of }) =>
      find(held, child.id, of, today).map((doubt) => ({ ...doubt, childId: child.id })),
    ),
  ])
  await keepFindings(tx, rules, held.childIds, doubts)
}

/** What the checks of single records find of one child, not stored yet. */
export const doubtsOf = (
  child: Child,
  all: readonly RecordChecks[],
  held: HeldRecords,
  today: Day,
): DoubtOfChild[] =>
  all.flatMap(({ on, find }) => {
    const doubts = find(child, held, today)
    return doubts.map((doubt) => ({ ...doubt, kind: on.table, childId: child.id }))
  })

/** A doubt, and whose record of which kind it is about. */
export interface DoubtOfChild extends Doubted {
  readonly kind: string
  readonly childId: string
}

/** A rule that was asked: of one kind of record, or of any. */
interface AskedRule {
  readonly kind: string | null
  readonly rule: string
}

/** Stores what these rules found of these children: each doubt once, and what they no longer find is cleared. */
export async function keepFindings(
  tx: Tx,
  asked: readonly AskedRule[],
  childIds: readonly string[],
  doubts: readonly DoubtOfChild[],
): Promise<void> {
  if (asked.length === 0) return
  await clearSettled(tx, asked, childIds, doubts)
  await raise(tx, doubts)
}

async function clearSettled(
  tx: Tx,
  asked: readonly AskedRule[],
  childIds: readonly string[],
  doubts: readonly DoubtOfChild[],
): Promise<void> {
  await sql`
    update finding set state = 'cleared', cleared_at = now()
     where state = 'open' and child_id = any(${childIds})
       and exists (select 1
                     from unnest(${asked.map(({ kind }) => kind)}::text[],
                                 ${asked.map(({ rule }) => rule)}::text[]) as asked (record_kind, rule)
                    where (asked.record_kind is null or asked.record_kind = finding.record_kind)
                      and asked.rule = finding.rule)
       and not exists (select 1
                         from unnest(${doubts.map(({ recordId }) => recordId)}::uuid[],
                                     ${doubts.map(({ rule }) => rule)}::text[]) as still (record_id, rule)
                        where still.record_id = finding.record_id and still.rule = finding.rule)
  `.execute(tx)
}

/** Stores doubts as findings. One that is open already, or that somebody has explained, is not said again. */
export async function raise(tx: Tx, doubts: readonly DoubtOfChild[]): Promise<void> {
  if (doubts.length === 0) return
  await sql`
    insert into finding (child_id, record_kind, record_id, field, rule, message, owner_id)
    select fresh.child_id, fresh.record_kind, fresh.record_id, fresh.field, fresh.rule, fresh.message,
           (select worker_id
              from allocation
             where allocation.child_id = fresh.child_id
               and state = 'allocated'
                   and role = 'lead social worker' order by from_on desc limit 1)
      from unnest(${doubts.map(({ childId }) => childId)}::uuid[], ${doubts.map(({ kind }) => kind)}::text[],
                  ${doubts.map(({ recordId }) => recordId)}::uuid[], ${doubts.map(({ at }) => at)}::text[],
                  ${doubts.map(({ rule }) => rule)}::text[], ${doubts.map(({ message }) => message)}::text[])
           as fresh (child_id, record_kind, record_id, field, rule, message)
     where not exists (select 1
                         from finding held
                        where held.record_id = fresh.record_id
                          and held.rule = fresh.rule
                          and held.state in ('open', 'explained'))
  `.execute(tx)
}

/** The same of rules about the whole authority, which no child breaks alone: one finding a rule, of no child and with no owner. */
export async function keepFindingsOfAll(
  tx: Tx,
  asked: readonly string[],
  found: readonly { readonly rule: string; readonly message: string }[],
): Promise<void> {
  await sql`
    update finding set state = 'cleared', cleared_at = now()
     where state = 'open' and child_id is null and import_id is null and rule = any(${asked})
       and not rule = any(${found.map(({ rule }) => rule)})
  `.execute(tx)
  await sql`
    insert into finding (rule, message)
    select fresh.rule, fresh.message
      from unnest(${found.map(({ rule }) => rule)}::text[],
                  ${found.map(({ message }) => message)}::text[]) as fresh (rule, message)
     where not exists (select 1
                         from finding held
                        where held.rule = fresh.rule
                          and held.child_id is null
                          and held.state in ('open', 'explained'))
  `.execute(tx)
}
