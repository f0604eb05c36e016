import { mostOfOneRule } from '../plans/index.ts'
import type { Hit, Saying } from './rule.ts'
import { ruleOf, type List } from './rule-table.ts'
import type { State } from '../../platform/web/holdfast/state.ts'

/** A row of a list: a child, or one visit, direction or duty of theirs, and why it is there. */
export interface Row {
  readonly childId: string
  readonly workerId: string | null
  readonly hits: readonly Hit[]
}

/** Which hits are asked for: of one worker's children, or of everybody's. */
interface Narrowed {
  readonly workerId?: string | null
}

/** The hits of one day, by their rule: a page counts many lists of the same hits. */
export interface Found {
  readonly hits: readonly Hit[]
  readonly byRule: ReadonlyMap<string, readonly Hit[]>
}

export const found = (hits: readonly Hit[]): Found => ({
  hits,
  byRule: Map.groupBy(hits, ({ rule }) => rule),
})

/** The hits of a list's rules, of one worker's children or of everybody's. */
function hitsOf({ rules }: List, { byRule }: Found, workerId: string | null): readonly Hit[] {
  const some = rules.flatMap(({ id }) => byRule.get(id) ?? [])
  return workerId === null ? some : some.filter((hit) => hit.workerId === workerId)
}

/** The rows of a list, in no order. A number is how many there are, and the list is these: so the two cannot differ. */
function rowsIn(list: List, all: Found, workerId: string | null): Row[] {
  const hits = hitsOf(list, all, workerId)
  if (!list.byChild) return hits.map((hit) => ({ childId: hit.childId, workerId: hit.workerId, hits: [hit] }))
  return [...Map.groupBy(hits, ({ childId }) => childId)].map(([childId, of]) => ({
    childId,
    workerId: of[0]?.workerId ?? null,
    hits: of,
  }))
}

/** How many rows a list has. */
export const countOf = (list: List, all: Found, { workerId = null }: Narrowed = {}): number =>
  rowsIn(list, all, workerId).length

/** The rows of a list: gravest first where it gathers several rules, else longest first. */
export function rowsOf(list: List, all: Found, { workerId = null }: Narrowed = {}): Row[] {
  const scored = rowsIn(list, all, workerId).map((row) => ({ row, score: scoreOf(row.hits) }))
  const gathers = list.rules.length > 1
  return scored
    .toSorted((one, other) => (gathers ? other.score - one.score : 0) || byAge(one.row, other.row))
    .map(({ row }) => row)
}

/** What orders who comes first. It is never shown: the reasons are. */
function scoreOf(hits: readonly Hit[]): number {
  const perRule = Map.groupBy(hits, ({ rule }) => rule)
  return [...perRule].reduce(
    (sum, [rule, of]) => sum + ruleOf(rule).weight * Math.min(of.length, mostOfOneRule),
    0,
  )
}

/** Longest first: by the days unseen where that is what the rule counts, else by the day it turns on. */
const byAge = (one: Row, other: Row): number =>
  unseen(other) - unseen(one) || inOrder(turnsOn(one), turnsOn(other)) || inOrder(one.childId, other.childId)

const unseen = ({ hits: [hit] }: Row): number => (hit?.rule === 'not-seen' ? (hit.number ?? 0) : 0)
const turnsOn = ({ hits: [hit] }: Row): string => hit?.at ?? '9'
const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Every reason of a row in words, gravest rule first, each said once. */
export function reasonsOf({ hits }: Row, saying: Saying): State[] {
  const said = new Map<string, State>()
  for (const hit of hits.toSorted((one, other) => ruleOf(other.rule).weight - ruleOf(one.rule).weight)) {
    const reason = ruleOf(hit.rule).says(hit, saying)
    if (!said.has(String(reason.words))) said.set(String(reason.words), reason)
  }
  return [...said.values()]
}
