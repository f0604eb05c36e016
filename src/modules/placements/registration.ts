import { earliest, inOrder } from '../../platform/clocks/intervals.ts'
import { addDays, addYears, type Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import type { FactRow } from '../../platform/record/duties.ts'
import { kindsFromSixteen, unregisteredKinds, type Placement } from '../looked-after/index.ts'
import type { homeCheck } from './record.ts'

type Check = FactRow<typeof homeCheck>

/** Days a child lived in a home that was not registered. `to` is the first day it was so no more, null while it is. */
export interface Spell {
  readonly from: Day
  readonly to: Day | null
  /** It is over because the child is 16: the same home is lawful from then on. */
  readonly byAge: boolean
}

const isOfStay =
  ({ from, to }: Placement) =>
  ({ placedOn }: Check): boolean =>
    placedOn !== null && placedOn >= from && (to === null || placedOn < to)

/** The answers about one stay, the latest first. */
export const checksOfStay = (checks: readonly Check[], stay: Placement): Check[] =>
  checks
    .filter(isOfStay(stay))
    .toSorted(
      (one, other) =>
        (other.checkedOn ?? '').localeCompare(one.checkedOn ?? '', 'en') ||
        other.id.localeCompare(one.id, 'en'),
    )

/** Of a day before it was so, an answer says nothing; of a day after it was over, only that a registration ended. */
const speaksOf = ({ standing, fromOn, toOn }: Check, on: Day): boolean =>
  (fromOn === null || fromOn <= on) && (standing === 'registered' || toOn === null || toOn >= on)

/** What is held of the registration on a day: null where nothing is. As `registrationHeld` asks it of the database. */
function heldOn(latestFirst: readonly Check[], on: Day): Check['standing'] {
  const found = latestFirst.find((check) => speaksOf(check, on))
  if (found === undefined) return null
  const over = found.standing === 'registered' && found.toOn !== null && found.toOn < on
  return over ? 'not registered' : found.standing
}

/** By what is held; where nothing is, or it is not known, by the kind of placement. As `notRegistered` has it. */
function isUnregistered(child: Child, { kind }: Placement, latestFirst: readonly Check[], on: Day): boolean {
  const placed = kind ?? ''
  const young = child.bornOn !== null && addYears(child.bornOn, 16) > on
  if (young && kindsFromSixteen.includes(placed)) return true
  const held = heldOn(latestFirst, on)
  if (held === 'registered' || held === 'not registered') return held === 'not registered'
  return unregisteredKinds.includes(placed)
}

/** The days of one stay on which the home was not registered, or no home for a child of that age. */
export function unregisteredSpells(child: Child, stay: Placement, checks: readonly Check[]): Spell[] {
  const latestFirst = checksOfStay(checks, stay)
  const sixteen = child.bornOn === null ? null : addYears(child.bornOn, 16)
  const changes = latestFirst.flatMap(({ fromOn, toOn }) => [fromOn, toOn === null ? null : addDays(toOn, 1)])
  const cuts = inOrder([stay.from, sixteen, ...changes]).filter((on) => isWithin(stay, on))
  const spells: Spell[] = []
  for (const on of cuts) {
    const last = spells.at(-1)
    const open = last !== undefined && last.to === null
    const bad = isUnregistered(child, stay, latestFirst, on)
    if (bad && !open) spells.push({ from: on, to: null, byAge: false })
    if (!bad && open) spells[spells.length - 1] = { ...last, to: on, byAge: on === sixteen }
  }
  return spells.map((spell) => ({ ...spell, to: earliest(spell.to, stay.to) }))
}

const isWithin = ({ from, to }: Placement, on: Day): boolean => on >= from && (to === null || on < to)
