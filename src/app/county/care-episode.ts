import type { CareTurn } from './care-turn.ts'
import type { Stay } from './care.ts'
import type { DayNumber } from './ledger.ts'
import { D, type Story, type Told, ageAt, by, lastDay, past, tell } from './story.ts'
import { places, postcode } from './words.ts'

interface Episode {
  readonly stay: Stay
  readonly before: Stay | null
  readonly after: Stay | null
  readonly turn: CareTurn
  readonly homes: Homes
}

/** Where a child lives from the first day of a placement on: the same while only the legal status changes. */
type Homes = ReadonlyMap<
  DayNumber,
  { provider: 'PR0' | 'PR1' | 'PR4'; homePostcode: string; placementPostcode: string; urn: string | null }
>

export function homesOf(story: Story, stays: readonly Stay[]): Homes {
  const { chance } = story
  const homePostcode = postcode(chance.of(places.towns).outward, chance)
  return new Map(
    stays.map(({ placedOn, placement }) => {
      const town = chance.odds(0.85) ? chance.of(places.towns) : chance.of(places.elsewhere)
      return [
        placedOn,
        {
          provider: providerOf(story, placement),
          homePostcode,
          placementPostcode: postcode(town.outward, chance),
          urn: placement === 'P1' ? null : `SC0${chance.whole(10000, 99999)}`,
        },
      ]
    }),
  )
}

export function careEpisode(story: Story, child: Told, told: Episode): void {
  const { stay, before, turn, homes } = told
  const { from, placedOn, legal, placement } = stay
  tell(story, 'careEpisode', child, {
    state: 'open',
    on: from,
    by: by(story, from),
    values: {
      startedOn: D(from),
      startedWhy: before === null ? 'S' : changeOf(before, stay),
      legalStatus: legal,
      primaryNeed: 'N1',
      placementType: placement,
      ...homes.get(placedOn),
      ...approval(story, stay, turn),
    },
    later: ended(story, child, told),
  })
}

/** Legal status, placement, or both: why a new episode began. */
function changeOf(before: Stay, { placedOn, legal }: Stay): 'L' | 'P' | 'B' {
  if (before.placedOn === placedOn) return 'L'
  return before.legal === legal ? 'P' : 'B'
}

/** Relatives approved for the time being, parents assessed, homes meant to last. Regs 18, 24, 25 and 28(3A). */
function approval(story: Story, { placedOn: from, placement }: Stay, { agrees, kin, home }: CareTurn) {
  const { chance } = story
  const later = (days: number | undefined) =>
    days === undefined || from + days > lastDay(story) ? null : D(from + days)
  if (placement === 'U3') {
    const { extended, approved } = kin ?? {
      extended: undefined,
      approved: chance.odds(0.7) ? chance.whole(60, 110) : chance.whole(115, 160),
    }
    return { temporarilyApprovedOn: D(from), extendedOn: later(extended), approvedOn: later(approved) }
  }
  if (placement === 'P1') return { parentsAssessedOn: (home?.assessed ?? chance.odds(0.6)) ? D(from) : null }
  return placement === 'U4' ? { meantToLast: true, childAgrees: agrees ?? chance.odds(0.6) } : {}
}

function ended(story: Story, child: Told, { stay, after, turn }: Episode) {
  const { chance } = story
  const { to, placedOn } = stay
  if (to === null) return []
  const endedOn = past(story, turn.overlap === true && after !== null ? to + 9 : to)
  const endedWhy = after === null ? leftFor(story, ageAt(child, to)) : ('X1' as const)
  const moved = after !== null && after.placedOn !== placedOn
  const movedWhy = moved ? chance.of(['CARPL', 'CREQB', 'CREQO', 'CHILD', 'LAREQ', 'STAND'] as const) : null
  return [{ state: 'ended' as const, on: to, by: by(story, to), values: { endedOn, endedWhy, movedWhy } }]
}

const leftFor = ({ chance }: Story, age: number) =>
  age >= 18
    ? chance.of(['E5', 'E6', 'E17'] as const)
    : chance.of(['E4A', 'E4A', 'E4A', 'E4B', 'E4B', 'E44', 'E44', 'E41', 'E8'] as const)

function providerOf({ chance }: Story, placement: Stay['placement']) {
  if (placement === 'P1') return 'PR0' as const
  return placement === 'K2' || placement === 'K3' || chance.odds(0.4) ? ('PR4' as const) : ('PR1' as const)
}
