import type { CareTurn } from './care-turn.ts'
import type { Stay } from './care.ts'
import { D, type Story, type Told, ageAt, by, lastDay, past, tell } from './story.ts'
import { places, postcode } from './words.ts'

interface Episode {
  readonly stay: Stay
  readonly before: Stay | null
  readonly after: Stay | null
  readonly turn: CareTurn
}

export function careEpisode(story: Story, child: Told, told: Episode): void {
  const { stay, before, turn } = told
  const { chance } = story
  const { from, legal, placement } = stay
  const sameHome = before?.placement === placement && before.legal !== legal

  const town = chance.odds(0.85) ? chance.of(places.towns) : chance.of(places.elsewhere)
  tell(story, 'careEpisode', child, {
    state: 'open',
    on: from,
    by: by(story, from),
    values: {
      startedOn: D(from),
      startedWhy: before === null ? 'S' : sameHome ? 'L' : 'P',
      legalStatus: legal,
      primaryNeed: 'N1',
      placementType: placement,
      provider: providerOf(story, placement),
      homePostcode: postcode(chance.of(places.towns).outward, chance),
      placementPostcode: postcode(town.outward, chance),
      urn: placement === 'P1' ? null : `SC0${chance.whole(10000, 99999)}`,
      ...approval(story, stay, turn),
    },
    later: ended(story, child, told),
  })
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
  const { to, placement } = stay
  if (to === null) return []
  const endedOn = past(story, turn.overlap === true && after !== null ? to + 9 : to)
  const endedWhy = after === null ? leftFor(story, ageAt(child, to)) : ('X1' as const)
  const moved = after !== null && after.placement !== placement
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
