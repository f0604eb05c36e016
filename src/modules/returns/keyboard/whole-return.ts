import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { DoubtOfChild } from '../../../platform/record/checks.ts'
import { heldOf } from '../../../platform/record/held.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { findingsOf, type CinFinding } from '../cin/check.ts'
import type { CinRule } from '../cin/declare.ts'
import { packOf } from '../cin/packs.ts'
import { listsHeld } from '../lists/held.ts'
import { cinKinds } from '../rows/cin.ts'
import type { ChildRecord } from '../rows/made.ts'
import { ssda903Kinds } from '../rows/ssda903.ts'
import { doubtsOf, recordOf } from './checks.ts'
import { cinChildOf, foundIn, needsWhole, type CinChildMade } from './cin-child.ts'
import { ruleWords, storedId, type FoundAt } from './found.ts'
import { inForce, type InForce } from './in-force.ts'
import { checkSsda903Record, headerOf, ssda903NightRules, wholeInForce } from './ssda903-child.ts'

/** What the rules of the whole returns in force found. */
interface WholeFound {
  /** The stored ids of the rules that were asked. */
  readonly asked: readonly string[]
  readonly doubts: readonly DoubtOfChild[]
  /** What is about the return and no child of it. */
  readonly ofAll: readonly { readonly rule: string; readonly message: string }[]
}

/** Asks the rules that need the whole of the returns in force on a day. */
export async function checkWhole(tx: Tx, on: Day): Promise<WholeFound> {
  const force = inForce(on)
  const [cin, ssda903] = [await wholeCensus(tx, force), await wholeLookedAfter(tx, force)]
  return {
    asked: [...cin.asked, ...ssda903.asked],
    doubts: [...cin.doubts, ...ssda903.doubts],
    ofAll: cin.ofAll,
  }
}

/** Rule 100 is about the header of a file: the record has none until a return is made. */
const ofRecord = (rule: CinRule): boolean => needsWhole(rule) && rule.reads.header === undefined

async function wholeCensus(tx: Tx, force: InForce): Promise<WholeFound> {
  const rules = packOf(force.span.ends).filter(ofRecord)
  const made: CinChildMade[] = []
  let line = 1
  for await (const record of records(tx, cinKinds, await inCensus(tx, force))) {
    const child = cinChildOf(record, force.span, line)
    if (child === null) continue
    made.push(child)
    line += child.lines.length
  }
  const children = made.map(({ child }) => child)
  // A return of nobody breaks nothing: there is no such return.
  const findings = made.length === 0 ? [] : findingsOf(rules, { year: force.year, headers: [], children })
  const marked = findings.filter(({ at }) => at.length > 0)
  return {
    asked: rules.map(({ id }) => storedId('cin', id)),
    doubts: ofChildren(marked.flatMap((each) => everyMark(made, each))),
    ofAll: findings
      .filter(({ at }) => at.length === 0)
      .map(({ rule, message }) => ({
        rule: storedId('cin', rule),
        message: ruleWords('cin', { id: rule, says: message }),
      })),
  }
}

/** Each cell of a finding is a finding of the child it stands with: of two who share a number, both are told. */
const everyMark = (made: readonly CinChildMade[], finding: CinFinding): FoundAt[] =>
  finding.at.flatMap((mark) => foundIn(made, [{ ...finding, at: [mark] }]))

async function wholeLookedAfter(tx: Tx, force: InForce): Promise<WholeFound> {
  const all: ChildRecord[] = []
  for await (const record of records(tx, ssda903Kinds, await inReturn(tx, force))) all.push(record)
  const whole = wholeInForce(
    force,
    all.flatMap((record) => headerOf(record, force)),
    await listsHeld(tx),
  )
  const rules = ssda903NightRules(whole)
  return {
    asked: rules.map(({ id }) => storedId('ssda903', id)),
    doubts: all.flatMap((record) =>
      doubtsOf('ssda903', checkSsda903Record(record, force, whole, rules)).map((doubt) => ({
        ...doubt,
        childId: record.person.id,
      })),
    ),
    ofAll: [],
  }
}

/** Rules of the whole census mark the child: the record is the person's own. */
const ofChildren = (found: readonly FoundAt[]): DoubtOfChild[] =>
  doubtsOf('cin', found).map((doubt) => ({ ...doubt, childId: doubt.recordId }))

const atOnce = 500

async function* records(
  tx: Tx,
  kinds: readonly AnyRecordType[],
  childIds: readonly string[],
): AsyncGenerator<ChildRecord> {
  for (let from = 0; from < childIds.length; from += atOnce) {
    const held = await heldOf(tx, kinds, childIds.slice(from, from + atOnce))
    for (const { id } of held.children) yield recordOf(held, id)
  }
}

/** Children with an episode of need in the year. Whether a return would have them is decided by its own rows. */
const inCensus = (tx: Tx, { span }: InForce): Promise<string[]> =>
  idsOf(
    sql<{ id: string }>`
    select distinct child_id as id
      from cin_episode
     where closed_on is null
        or closed_on >= ${span.startsOn}
     order by 1
  `,
    tx,
  )

/** Children in care in the year, and those who had left it and are still returned. */
const inReturn = (tx: Tx, { span }: InForce): Promise<string[]> =>
  idsOf(
    sql<{ id: string }>`
    select child_id as id from care_episode where ended_on is null or ended_on >= ${span.startsOn}
     union select child_id from care_leaver_contact where year_ending = ${span.ends}
     order by 1
  `,
    tx,
  )

async function idsOf(query: ReturnType<typeof sql<{ id: string }>>, tx: Tx): Promise<string[]> {
  const { rows } = await query.execute(tx)
  return rows.map(({ id }) => id)
}
