import type { Day } from '../../../platform/dates/day.ts'
import type { ChildChecks } from '../../../platform/record/checks.ts'
import type { Held } from '../../../platform/record/held.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import type { RowRule } from '../cin/declare.ts'
import { packOf as cinPackOf } from '../cin/packs.ts'
import { cinKinds } from '../rows/cin.ts'
import type { ChildRecord } from '../rows/made.ts'
import { ssda903Kinds } from '../rows/ssda903.ts'
import type { Ssda903Rule } from '../ssda903/declare.ts'
import { lastYear, packOf as ssda903PackOf } from '../ssda903/packs.ts'
import { checkCinRecord, cinRulesOfChild } from './cin-child.ts'
import { ruleWords, storedId, type FoundAt } from './found.ts'
import { inForce, type InForce } from './in-force.ts'
import { cinRulesReading, ssda903RulesReading } from './reads.ts'
import { checkSsda903Record, isOfChild, ssda903RulesOfChild, wholeInForce } from './ssda903-child.ts'

/** What a return asks of one child, from what the platform has read of them. */
export const recordOf = (held: Held, childId: string): ChildRecord => ({
  person: held.person(childId),
  rows: (on) => held.rows(on, childId),
  staff: (id) => {
    const worker = typeof id === 'string' ? held.worker(id) : undefined
    return worker === undefined ? null : { number: worker.externalId, name: worker.name }
  },
  team: () => null,
})

type Return = 'cin' | 'ssda903'

interface Named {
  readonly id: string
  readonly source: string
  readonly says: string
}

const told = (of: Return, rules: Iterable<Named>): Named[] =>
  [...rules].map((rule) => ({ id: storedId(of, rule.id), source: rule.source, says: ruleWords(of, rule) }))

/** One finding a rule and record, as it is stored. */
export function doubtsOf(of: Return, found: readonly FoundAt[]) {
  const once = new Map(found.map((each) => [`${each.rule} ${each.id}`, each] as const).toReversed())
  return [...once.values()].map(({ rule, kind, id, field, says }) => ({
    recordId: id,
    rule: storedId(of, rule),
    message: ruleWords(of, { id: rule, says }),
    at: field,
    kind,
  }))
}

/** Of rules, those a set of stored ids names; worked out once a set. */
function namedIn<R extends { readonly id: string }>(
  of: Return,
): (rules: readonly R[], ids: ReadonlySet<string>) => readonly R[] {
  const known = new WeakMap<ReadonlySet<string>, readonly R[]>()
  return (rules, ids) => {
    const before = known.get(ids)
    if (before !== undefined) return before
    const named = rules.filter(({ id }) => ids.has(storedId(of, id)))
    known.set(ids, named)
    return named
  }
}

/** Sets of ids by the kinds they were asked for: few, and each asked at every save. */
function remembered(
  kinds: readonly AnyRecordType[],
  idsFor: (touched: ReadonlySet<AnyRecordType> | null) => ReadonlySet<string>,
): ChildChecks['askedBy'] {
  const known = new Map<string, ReadonlySet<string>>()
  return (touched) => {
    const relevant =
      touched === null
        ? null
        : new Set([...touched].filter((on) => on.table === 'person' || kinds.includes(on)))
    const key =
      relevant === null
        ? 'all'
        : [...relevant]
            .map(({ table }) => table)
            .sort()
            .join()
    const ids = known.get(key) ?? idsFor(relevant)
    known.set(key, ids)
    return ids
  }
}

function onceADay<T>(make: (force: InForce) => T): (today: Day) => T {
  let made: { readonly on: Day; readonly what: T } | null = null
  return (today) => (made?.on === today ? made : (made = { on: today, what: make(inForce(today)) })).what
}

// The rules differ by year; which are asked for what was touched is decided over all that any year's pack has.
const everyYear = [2023, 2024, 2025, 2026, 2027] as const

/** The rules of the children in need census that one child keeps or breaks alone. */
const cinChecks = (): ChildChecks => {
  const rulesOf = onceADay((force) => ({
    force,
    rules: cinRulesOfChild(force.span.ends),
    named: namedIn<RowRule>('cin'),
  }))
  const all = everyYear.flatMap((year) => cinRulesOfChild(year))
  return {
    kinds: cinKinds,
    rules: told(
      'cin',
      new Map(everyYear.flatMap((year) => cinPackOf(year)).map((rule) => [rule.id, rule])).values(),
    ),
    askedBy: remembered(cinKinds, (touched) => idsOf('cin', cinRulesReading(all, cinKinds, touched))),
    find: (held, childId, ids, today) => {
      const { force, rules, named } = rulesOf(today)
      return doubtsOf('cin', checkCinRecord(recordOf(held, childId), force, named(rules, ids)))
    },
  }
}

/** The rules of the looked-after return that one child keeps or breaks alone. */
const ssda903Checks = (): ChildChecks => {
  const rulesOf = onceADay((force) => {
    const whole = wholeInForce(force)
    return { force, whole, rules: ssda903RulesOfChild(whole), named: namedIn<Ssda903Rule>('ssda903') }
  })
  const all = everyYear.flatMap((year) => [...ssda903PackOf(Math.min(year, lastYear)).values()])
  return {
    kinds: ssda903Kinds,
    rules: told('ssda903', new Map(all.map((rule) => [rule.id, rule])).values()),
    askedBy: remembered(ssda903Kinds, (touched) =>
      idsOf('ssda903', ssda903RulesReading(all.filter(isOfChild), ssda903Kinds, touched)),
    ),
    find: (held, childId, ids, today) => {
      const { force, whole, rules, named } = rulesOf(today)
      return doubtsOf('ssda903', checkSsda903Record(recordOf(held, childId), force, whole, named(rules, ids)))
    },
  }
}

const idsOf = (of: Return, rules: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(rules.map(({ id }) => storedId(of, id)))

/** The rules of the returns in force, as each save of a child's record is held to them. */
export const returnChecks: readonly ChildChecks[] = [cinChecks(), ssda903Checks()]
