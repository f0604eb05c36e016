import type { Role } from '../../platform/access/policy.ts'
import { dayOf, momentOf, mondayOf, type Day, type Instant } from '../../platform/dates/day.ts'

/** What a reader and a child have in common, as told by what staff declare and what the record holds. */
export type Common = 'family name' | 'address' | 'postcode' | 'declared' | 'colleague'

/** A look at a record that was not the reader's own that day, nor their team's, nor part of what their role does. */
export interface Look {
  readonly readId: number
  readonly childId: string
  readonly at: Instant
  readonly common: readonly Common[]
  /** Share of all children who bear the reader's family name; 0 where the child does not. */
  readonly nameShare: number
  /** The last day the child was the reader's or their team's. */
  readonly theirsTo: Day | null
  /** Others to whom the child is nobody who opened the record in the day before. */
  readonly others: number
}

/** Somebody asked for a record that is hidden from them. */
export interface Miss {
  readonly id: number
  readonly childId: string
  readonly at: Instant
  readonly why: 'restricted' | 'conflict'
}

export interface Reader {
  readonly role: Role
  /** In order of time: the last fourteen days. */
  readonly looks: readonly Look[]
  readonly misses: readonly Miss[]
}

/** What stands out: said about looks, never about a person's reasons. */
export interface Flag {
  readonly pattern: PatternId
  readonly childId: string | null
  /** One finding is raised once a key. */
  readonly key: string
  readonly why: string
  readonly reads: readonly number[]
  readonly first: Instant
  readonly last: Instant
}

export type PatternId =
  | 'own family hidden'
  | 'hidden records'
  | 'declared'
  | 'address'
  | 'neighbour'
  | 'colleague'
  | 'family name'
  | 'after it ended'
  | 'coming back'
  | 'talked about'
  | 'out of hours'
  | 'many'

/** One flag a child and quarter, for looks of a kind on so many days of a fortnight: from the look that makes them so many. */
export function eachChild(
  { looks }: Reader,
  pattern: PatternId,
  is: (look: Look) => boolean,
  days: number,
  why: (days: number, look: Look) => string,
): Flag[] {
  return groups(looks.filter(is), ({ childId, at }) => `${childId} ${quarter(at)}`).flatMap(([key, some]) => {
    for (const [to, look] of some.entries()) {
      const near = some.slice(0, to + 1).filter(({ at }) => momentOf(look.at) - momentOf(at) <= fortnight)
      const on = new Set(near.map(({ at }) => dayOf(at))).size
      const reads = near.map(({ readId }) => readId)
      if (on >= days)
        return [
          {
            pattern,
            childId: look.childId,
            key,
            why: why(on, look),
            reads,
            first: near[0]?.at ?? look.at,
            last: look.at,
          },
        ]
    }
    return []
  })
}

const fortnight = 14 * 24 * 3_600_000

/** The first stretch of an hour in each day with so many different children. */
export function bursts(
  pattern: PatternId,
  looks: readonly Look[],
  most: number,
  why: (many: number) => string,
): Flag[] {
  const found = new Map<string, Flag>()
  let from = 0
  const inHour = new Map<string, number>()
  for (const [to, look] of looks.entries()) {
    inHour.set(look.childId, (inHour.get(look.childId) ?? 0) + 1)
    for (
      let old = looks[from];
      old !== undefined && momentOf(look.at) - momentOf(old.at) > 3_600_000;
      old = looks[++from]
    ) {
      const left = (inHour.get(old.childId) ?? 1) - 1
      if (left === 0) inHour.delete(old.childId)
      else inHour.set(old.childId, left)
    }
    const key = dayOf(look.at)
    if (inHour.size < most || found.has(key)) continue
    const some = looks.slice(from, to + 1)
    found.set(key, {
      pattern,
      childId: null,
      key,
      why: why(inHour.size),
      reads: some.map(({ readId }) => readId),
      first: some[0]?.at ?? look.at,
      last: look.at,
    })
  }
  return [...found.values()]
}

export function missed(
  pattern: PatternId,
  key: string,
  some: readonly Miss[],
  childId: string | null,
  why: string,
): Flag {
  const [first, last] = [some[0], some.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('nothing was missed')
  return { pattern, childId, key, why, reads: [], first: first.at, last: last.at }
}

export function groups<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const held = new Map<string, T[]>()
  for (const one of all) {
    const key = by(one)
    const some = held.get(key)
    if (some === undefined) held.set(key, [one])
    else some.push(one)
  }
  return [...held]
}

export const times = (n: number): string => (n === 1 ? 'once' : `${n} times`)
export const quarter = (at: Instant): string => `${at.slice(0, 4)} ${Math.ceil(Number(at.slice(5, 7)) / 3)}`
/** The Monday of its week. */
export const week = (at: Instant): string => mondayOf(dayOf(at))
