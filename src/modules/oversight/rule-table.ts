import type { OversightRule } from './rule.ts'
import {
  askedThreeTimes,
  closedWithEvidence,
  directionsAnswered,
  directionsClosed,
  directionsOpen,
  directionsOver,
} from './rules/directions.ts'
import { drifting } from './rules/drift.ts'
import { dutiesOver, dutiesSoon } from './rules/duties.ts'
import { assessmentsWaiting, waitingSignOff } from './rules/sign-off.ts'
import {
  drawnLeft,
  noPurpose,
  notSeen,
  visitsAlone,
  visitsDue,
  visitsMade,
  visitsOnTime,
  visitsOver,
} from './rules/visits.ts'
import { allIsWell, driftTen, unregistered } from './rules/weekly.ts'
import { children, threeWorkers, unallocated } from './rules/workers.ts'

/** Every rule of oversight: the one table behind each number, each list and the order of who comes first. */
export const rules: readonly OversightRule[] = [
  unallocated,
  visitsOver,
  notSeen,
  ...drifting,
  dutiesOver,
  dutiesSoon,
  askedThreeTimes,
  directionsOver,
  threeWorkers,
  waitingSignOff,
  assessmentsWaiting,
  noPurpose,
  children,
  visitsDue,
  visitsOnTime,
  visitsMade,
  visitsAlone,
  drawnLeft,
  directionsOpen,
  directionsAnswered,
  directionsClosed,
  closedWithEvidence,
]

/** Rules that only the week’s message counts: their lists are there, and no team’s page asks them. */
const ofTheWeek: readonly OversightRule[] = [driftTen, allIsWell, unregistered]
/** Both: what the page of the rules explains. */
export const everyRule: readonly OversightRule[] = [...rules, ...ofTheWeek]

const byId = new Map(everyRule.map((rule) => [rule.id, rule]))

/** Lists that gather several rules, one row a child. */
const gathered: readonly {
  readonly code: string
  readonly name: string
  readonly holds: (rule: OversightRule) => boolean
}[] = [
  { code: 'drifting', name: 'Drifting: at least one rule', holds: ({ drift }) => drift },
  { code: 'reasons', name: 'At least one reason to look', holds: ({ weight }) => weight > 0 },
]

/** What a number counts and a list shows: one rule, or several gathered by child. */
export interface List {
  readonly code: string
  readonly name: string
  readonly rules: readonly OversightRule[]
  readonly byChild: boolean
}

const lists: ReadonlyMap<string, List> = new Map(
  [
    ...everyRule.map((rule) => ({
      code: rule.id,
      name: rule.name,
      rules: [rule],
      byChild: rule.counts === 'children',
    })),
    ...gathered.map(({ code, name, holds }) => ({ code, name, rules: rules.filter(holds), byChild: true })),
  ].map((list) => [list.code, list]),
)

/** The list of a code, or undefined if there is no such rule. */
export const findList = (code: string): List | undefined => lists.get(code)

/**
 * The list of a code.
 *
 * @throws RangeError if there is none
 */
export function listOf(code: string): List {
  const list = lists.get(code)
  if (list === undefined) throw new RangeError(`no list ${code}`)
  return list
}

/**
 * The rule of an id.
 *
 * @throws RangeError if there is none
 */
export function ruleOf(id: string): OversightRule {
  const rule = byId.get(id)
  if (rule === undefined) throw new RangeError(`no rule ${id}`)
  return rule
}
