import type { Hit, Saying } from './rule.ts'
import { listOf, ruleOf } from './rule-table.ts'
import type { State } from '../../platform/web/holdfast/state.ts'

/** A row of a list: a child, or one visit, direction or duty of theirs, and why it is there. */
export interface Row {
  readonly childId: string
  readonly workerId: string | null
  readonly hits: readonly Hit[]
}

/** Which hits are asked for: of one worker's children, or of everybody's. */
export interface Narrowed {
  readonly workerId?: string | null
}

/**
 * The rows of a list. A number is how many there are: nothing else counts, so that a number and its list cannot differ.
 *
 * @param hits of one day
 */
export function rowsOf(code: string, hits: readonly Hit[], { workerId = null }: Narrowed = {}): Row[] {
  const list = listOf(code)
  if (list === undefined) return []
  const wanted = new Set(list.rules.map(({ id }) => id))
  const mine = hits.filter((hit) => wanted.has(hit.rule) && (workerId === null || hit.workerId === workerId))
  if (!list.byChild)
    return mine.map((hit) => ({ childId: hit.childId, workerId: hit.workerId, hits: [hit] })).toSorted(byAge)
  const children = [...Map.groupBy(mine, ({ childId }) => childId)]
  return children
    .map(([childId, of]) => ({ childId, workerId: of[0]?.workerId ?? null, hits: of }))
    .toSorted(list.rules.length > 1 ? byScore : byAge)
}

/** Of one rule, no more than so many hits weigh: twelve late papers are not worse than three children unseen. */
const weighs = 3

/** What orders who comes first. It is never shown: the reasons are. */
export function scoreOf(hits: readonly Hit[]): number {
  const perRule = Map.groupBy(hits, ({ rule }) => rule)
  return [...perRule].reduce((sum, [rule, of]) => sum + ruleOf(rule).weight * Math.min(of.length, weighs), 0)
}

const byScore = (one: Row, other: Row): number => scoreOf(other.hits) - scoreOf(one.hits) || byAge(one, other)

/** Longest first: by the number where the rule counts days, else by the day it turns on. */
function byAge({ hits: [one], childId }: Row, { hits: [other], childId: otherId }: Row): number {
  const days = (other?.number ?? 0) - (one?.number ?? 0)
  if (one?.rule === 'not-seen' && days !== 0) return days
  return (one?.at ?? '9').localeCompare(other?.at ?? '9') || childId.localeCompare(otherId)
}

/** Every reason of a row in words, gravest rule first, each said once. */
export function reasonsOf({ hits }: Row, saying: Saying): State[] {
  const said = new Map<string, State>()
  for (const hit of hits.toSorted((one, other) => ruleOf(other.rule).weight - ruleOf(one.rule).weight)) {
    const reason = ruleOf(hit.rule).says(hit, saying)
    if (!said.has(String(reason.words))) said.set(String(reason.words), reason)
  }
  return [...said.values()]
}
