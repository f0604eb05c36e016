import { earliest } from '../../platform/clocks/intervals.ts'
import { addYears, type Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import type { careEpisode } from './record.ts'

export type Episode = FactRow<typeof careEpisode>
type Status = NonNullable<Episode['legalStatus']>
type Kind = NonNullable<Episode['placementType']>

/** Somewhere the child lives while in our care, under however many orders. `to` is the day they left, null while they live there. */
export interface Placement {
  /** The episode it began with. */
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
  readonly kind: Kind | null
  readonly temporarilyApprovedOn: Day | null
  readonly extendedOn: Day | null
  readonly approvedOn: Day | null
  readonly parentsAssessedOn: Day | null
  readonly meantToLast: boolean
  readonly childAgrees: boolean
}

export interface LegalSpell {
  readonly from: Day
  readonly to: Day | null
  readonly status: Status | null
}

/** From the day a child comes into our care to the day they leave it; null while they are in it. */
export interface CarePeriod {
  /** The episode it began with. */
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
  /** An agreed series of short breaks: other rules hold (SI 2010/959 reg 48). */
  readonly shortBreaks: boolean
  readonly placements: readonly Placement[]
  readonly statuses: readonly LegalSpell[]
}

interface Stay extends Episode {
  readonly from: Day
  readonly to: Day | null
}

/**
 * The periods of care, placements and legal statuses that a child's episodes tell of, oldest first. A return may be
 * wrong: an episode with no start tells nothing, an end before the start is the start, one that overlaps the next ends where the next begins, and of two
 * that begin on one day the later written stands.
 */
export function careHistory(episodes: readonly Episode[]): CarePeriod[] {
  const stays = inOrder(episodes)
  const periods: Stay[][] = []
  for (const [i, stay] of stays.entries()) {
    const before = stays[i - 1]
    if (before === undefined || beganAnew(before, stay)) periods.push([stay])
    else periods.at(-1)?.push(stay)
  }
  return periods.flatMap(periodOf)
}

/**
 * The same, ended by the child's death whatever the episodes leave open, and none that would begin after 18 (Children
 * Act 1989 s.105(1)). A period left open past the birthday stands: it is for somebody to put right, not for us to hide.
 */
export function timeInCare(child: Child, episodes: readonly Episode[]): readonly CarePeriod[] {
  const known = worked.get(episodes)
  if (known?.child === child) return known.periods
  const periods = periodsOf(child, episodes)
  worked.set(episodes, { child, periods })
  return periods
}

// One child's time in care is worked out once and read by the clocks of six chapters.
const worked = new WeakMap<
  readonly Episode[],
  { readonly child: Child; readonly periods: readonly CarePeriod[] }
>()

function periodsOf({ bornOn, diedOn }: Child, episodes: readonly Episode[]): CarePeriod[] {
  const grown = bornOn === null ? null : addYears(bornOn, 18)
  const periods = careHistory(episodes).filter(({ from }) => grown === null || from < grown)
  return endingBy(periods, diedOn).map((period) => ({
    ...period,
    placements: endingBy(period.placements, diedOn),
    statuses: endingBy(period.statuses, diedOn),
  }))
}

const endingBy = <S extends { readonly from: Day; readonly to: Day | null }>(
  spells: readonly S[],
  last: Day | null,
): S[] =>
  spells
    .filter(({ from }) => last === null || from <= last)
    .map((spell) => ({ ...spell, to: earliest(spell.to, last) }))

function inOrder(episodes: readonly Episode[]): Stay[] {
  const byStart = new Map(
    episodes.flatMap((one) => (one.startedOn === null ? [] : [[one.startedOn, one] as const])),
  )
  const sorted = [...byStart].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.map(([from, episode], i) => {
    const next = sorted[i + 1]?.[0]
    const to = next === undefined ? lastEnd(episode) : earliest(episode.endedOn, next)
    return { ...episode, from, to: to !== null && to < from ? from : to }
  })
}

/** X1 says another episode begins the same day: the child is still in our care though we do not hold it. */
const lastEnd = ({ endedOn, endedWhy }: Episode): Day | null => (endedWhy === 'X1' ? null : endedOn)

function beganAnew(before: Stay, stay: Stay): boolean {
  const goesOn = before.endedWhy === 'X1' && before.endedOn === stay.from
  if (goesOn) return false
  const left = before.endedWhy !== null && before.endedWhy !== 'X1' && before.endedOn !== null
  return stay.startedWhy === 'S' || (left && before.endedOn <= stay.from)
}

function periodOf(stays: readonly Stay[]): CarePeriod[] {
  const [first] = stays
  const last = stays.at(-1)
  if (first === undefined || last === undefined) return []
  const statuses = spells(stays)
  const shortBreaks = statuses.every(({ status }) => status === 'V3' || status === 'V4')
  return [
    {
      recordId: first.id,
      from: first.from,
      to: last.to,
      shortBreaks,
      placements: placements(stays),
      statuses,
    },
  ]
}

/** Reasons that keep the child where they are: a change of legal status only, and an episode that gives none and no new home. */
function moved(before: Stay, { startedWhy, placementType, placementPostcode }: Stay): boolean {
  if (startedWhy === 'L') return false
  if (startedWhy !== null && startedWhy !== 'S') return true
  return placementType !== before.placementType || placementPostcode !== before.placementPostcode
}

function placements(stays: readonly Stay[]): Placement[] {
  const homes: Stay[][] = []
  for (const [i, stay] of stays.entries()) {
    const before = stays[i - 1]
    if (before === undefined || moved(before, stay)) homes.push([stay])
    else homes.at(-1)?.push(stay)
  }
  return homes.flatMap((home) => (home[0] === undefined ? [] : [placementOf(home[0], home)]))
}

function placementOf({ id, from }: Stay, home: readonly Stay[]): Placement {
  const said = <K extends keyof Stay>(name: K): Stay[K] | null =>
    home.findLast((stay) => stay[name] !== null)?.[name] ?? null
  return {
    recordId: id,
    from,
    to: home.at(-1)?.to ?? null,
    kind: said('placementType'),
    temporarilyApprovedOn: said('temporarilyApprovedOn'),
    extendedOn: said('extendedOn'),
    approvedOn: said('approvedOn'),
    parentsAssessedOn: said('parentsAssessedOn'),
    meantToLast: said('meantToLast') ?? false,
    childAgrees: said('childAgrees') ?? false,
  }
}

function spells(stays: readonly Stay[]): LegalSpell[] {
  const found: LegalSpell[] = []
  for (const { from, to, legalStatus: status } of stays) {
    const before = found.at(-1)
    if (before !== undefined && (status === null || status === before.status))
      found[found.length - 1] = { ...before, to }
    else found.push({ from, to, status })
  }
  return found
}
