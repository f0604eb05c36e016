import type { Day } from '../../../platform/dates/day.ts'
import type { EpisodeRow, Ssda903Row } from '../../return-files/index.ts'
import { isOnOrAfter, isOnOrBefore, isWithin } from '../days.ts'
import type { CollectionYear } from '../year.ts'

/** Temporary placements: the child is to go back to where they were. */
const temporary = new Set(['T0', 'T1', 'T2', 'T3', 'T4'])
const adoptive = new Set(['A3', 'A4', 'A5', 'A6'])
const fostered = new Set(['U1', 'U2', 'U3', 'U4', 'U5', 'U6'])
const outsideEngland = new Set(['CON', 'NIR', 'SCO', 'WAL', 'NUK'])

type Coded<F extends keyof EpisodeRow> = Pick<EpisodeRow, F>
const isIn = (codes: ReadonlySet<string>, code: string | null): boolean => code !== null && codes.has(code)

export const isTemporary = ({ place }: Coded<'place'>): boolean => isIn(temporary, place)
export const isForAdoption = ({ place }: Coded<'place'>): boolean => isIn(adoptive, place)
export const isFostered = ({ place }: Coded<'place'>): boolean => isIn(fostered, place)
/** Unregistered placements have been reported apart from other ones since 2025/26. */
export const isUnregistered = ({ place }: Coded<'place'>): boolean =>
  place?.startsWith('Z1') === true && place.length === 3
/** An agreed series of short-term breaks, each recorded (V3) or not (V4). */
export const isShortBreak = ({ ls }: Coded<'ls'>): boolean => ls === 'V3' || ls === 'V4'
export const isOnlyShortBreaks = (episodes: readonly Coded<'ls'>[]): boolean =>
  episodes.length > 0 && episodes.every(isShortBreak)
export const isAdopted = ({ rec }: Coded<'rec'>): boolean => rec === 'E11' || rec === 'E12'
export const isSpecialGuardianship = ({ rec }: Coded<'rec'>): boolean =>
  rec === 'E45' || rec === 'E46' || rec === 'E47' || rec === 'E48'
/** Ended by leaving care, not by another episode following. */
export const isLeaving = ({ rec }: Coded<'rec'>): boolean => rec !== null && rec !== 'X1'
export const isOutsideEngland = (authority: string | null): boolean =>
  authority !== null && (outsideEngland.has(authority) || /^[WSN]\d{8}$/.test(authority))

/** The first of the values the rows have. */
export function firstOf<R, V>(rows: readonly R[], value: (row: R) => V | null): V | null {
  // Counted through: asked of every child by many rules, an iterator would be a tenth of all that is left behind.
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    const found = row === undefined ? null : value(row)
    if (found !== null) return found
  }
  return null
}

type DayField<R> = { [F in keyof R]: Day extends NonNullable<R[F]> ? F : never }[keyof R] & string

/** Rows by when they start, then by when they end, then as they stand in the file: those without the day come last. */
export function inOrder<R extends Ssda903Row>(
  rows: readonly R[],
  starts: DayField<R>,
  ends: DayField<R>,
): readonly R[] {
  const compare = (a: R, b: R): number =>
    byDay(a[starts], b[starts]) || byDay(a[ends], b[ends]) || a.file - b.file || a.line - b.line
  // Files nearly always have them in order, and this is asked for every child.
  for (let at = 1; at < rows.length; at += 1) {
    const one = rows[at - 1]
    const next = rows[at]
    if (one !== undefined && next !== undefined && compare(one, next) > 0) return rows.toSorted(compare)
  }
  return rows
}

function byDay(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a !== 'string') return 1
  if (typeof b !== 'string') return -1
  return a < b ? -1 : 1
}

/** Each row with the one before it. */
export function eachPair<R>(rows: readonly R[], look: (earlier: R, later: R, at: number) => void): void {
  for (let at = 1; at < rows.length; at += 1) {
    const earlier = rows[at - 1]
    const later = rows[at]
    if (earlier !== undefined && later !== undefined) look(earlier, later, at)
  }
}

/** One spell of being looked after: `endsOn` is null while it goes on. */
export interface Period {
  readonly startsOn: Day
  readonly endsOn: Day | null
}

/** Spells of care out of episodes in order: one joins the spell before it when it starts on or before the day that one ends. */
export function periodsOf(care: readonly EpisodeRow[]): readonly Period[] {
  const periods: { startsOn: Day; endsOn: Day | null }[] = []
  for (const { decom, dec } of care) {
    if (decom === null) continue
    const open = periods.at(-1)
    if (open === undefined || (open.endsOn !== null && open.endsOn < decom))
      periods.push({ startsOn: decom, endsOn: dec })
    else if (open.endsOn !== null && (dec === null || dec > open.endsOn)) open.endsOn = dec
  }
  return periods
}

/** Some of the episode lies in the year. */
export const isInYear = ({ decom, dec }: Coded<'decom' | 'dec'>, year: CollectionYear): boolean =>
  isOnOrBefore(decom, year.endsOn) && (dec === null || dec >= year.startsOn)

/** Still going on at the end of the year. */
export const isOpenAtEnd = ({ decom, dec }: Coded<'decom' | 'dec'>, year: CollectionYear): boolean =>
  isOnOrBefore(decom, year.endsOn) && (dec === null || dec > year.endsOn)

/**
 * Looked after through the whole year (guide to the SSDA903 return, OC2): in care in it, with no start after its first day, no
 * leaving before its last and no short break in it.
 */
export function isContinuouslyLookedAfter(episodes: readonly EpisodeRow[], year: CollectionYear): boolean {
  let lookedAfter = false
  for (const episode of episodes) {
    if (breaksYear(episode, year)) return false
    if (isInYear(episode, year)) lookedAfter = true
  }
  return lookedAfter
}

function breaksYear(episode: EpisodeRow, year: CollectionYear): boolean {
  const { decom, dec, rne, rec } = episode
  if (isShortBreak(episode) && isInYear(episode, year)) return true
  if (rne === 'S' && decom !== null && decom > year.startsOn && decom <= year.endsOn) return true
  return rec !== 'X1' && isOnOrAfter(dec, year.startsOn) && dec !== null && dec < year.endsOn
}

/** The start or end lies in the year. */
export const isDayOfYear = (at: Day | null, year: CollectionYear): boolean =>
  isWithin(at, year.startsOn, year.endsOn)

/** Something that began in care goes on, or ends, where no spell of care goes on to. Nothing is said where no care is known. */
export const isStillOutOfCare = (periods: readonly Period[], from: Day | null, to: Day | null): boolean =>
  from !== null &&
  periods.length > 0 &&
  !periods.some(({ startsOn, endsOn }) =>
    to === null ? endsOn === null && startsOn <= from : startsOn <= to && (endsOn === null || to <= endsOn),
  )

/** The day lies in no spell of care. The day a spell ends is not in it. */
export const isOutsideCare = (periods: readonly Period[], on: Day | null): boolean =>
  on !== null &&
  periods.length > 0 &&
  !periods.some(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || on < endsOn))
