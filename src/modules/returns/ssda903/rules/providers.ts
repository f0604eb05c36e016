import type { EpisodeRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { codes, isOneOf } from '../codes.ts'
import { isAfter, isOnOrAfter } from '../../days.ts'
import { type FieldOf, rulesOf } from '../declare.ts'
import { isShortBreak, isUnregistered } from '../episodes.ts'
import type { Provider } from '../whole.ts'
import { noUrnYet } from './places.ts'

const episode = rulesOf('episodes')

/** Providers by that number, or null when there is nothing to look up. URNs compare as text: a list may hold them as numbers. */
const listed = ({ urn }: EpisodeRow, { whole }: Child): readonly Provider[] | null =>
  urn === null || urn === noUrnYet ? null : (whole.providers.get(urn) ?? [])

/** Asked of an episode whose URN is in Ofsted's list: some provider of that number must fit. */
const fits = (
  id: string,
  rule: {
    from?: number
    reads: readonly FieldOf<'episodes'>[]
    says: string
    applies?: (row: EpisodeRow) => boolean
    fit: (provider: Provider, row: EpisodeRow, child: Child) => boolean
  },
) =>
  episode(id, {
    ...(rule.from === undefined ? {} : { from: rule.from }),
    reads: rule.reads,
    aids: ['providers'],
    says: rule.says,
    breaks(row, child) {
      const providers = listed(row, child)
      if (providers === null || providers.length === 0 || rule.applies?.(row) === false) return false
      return !providers.some((provider) => rule.fit(provider, row, child))
    },
  })

const oneHome = (from: number, places: string) => {
  const homes = codes(places)
  return fits('221', {
    from,
    reads: ['plPost', 'urn', 'place', 'ls'],
    says: 'The placement postcode is not the one Ofsted has for this URN.',
    applies: (row) => !isShortBreak(row) && row.plPost !== null && isOneOf(homes, row.place),
    fit: ({ postcode }, { plPost }) => postcode !== null && bare(postcode) === bare(plPost ?? ''),
  })
}
const bare = (postcode: string): string => postcode.replaceAll(' ', '').toUpperCase()

const whose = (from: number, applies: (row: EpisodeRow) => boolean) =>
  fits('229', {
    from,
    reads: ['placeProvider', 'urn', 'place'],
    says: 'PR1 is the authority’s own provision and PR2 another’s: Ofsted’s list has this provider the other way about.',
    applies: (row) => applies(row) && (row.placeProvider === 'PR1' || row.placeProvider === 'PR2'),
    fit: ({ authority }, { placeProvider }, { whole }) =>
      (authority === whole.authority) === (placeProvider === 'PR1'),
  })

export const providerRules = [
  fits('219', {
    reads: ['urn', 'place'],
    says: 'Ofsted’s list has another kind of placement for this URN.',
    fit: ({ placeCodes }, { place }) => place !== null && placeCodes.includes(place),
  }),
  oneHome(2023, 'H5 K1 K2 R3 S1'),
  oneHome(2024, 'H5 K1 K2 K3 R3 S1'),
  oneHome(2025, 'K1 K2 K3 R3 S1'),
  fits('224', {
    reads: ['placeProvider', 'urn'],
    says: 'Ofsted’s list has another kind of provider for this URN.',
    fit: ({ providerCodes }, { placeProvider }) =>
      placeProvider !== null && providerCodes.includes(placeProvider),
  }),
  fits('227', {
    reads: ['urn', 'decom'],
    says: 'The provider had closed by the day the episode began.',
    fit: ({ closedOn }, { decom }) => !isOnOrAfter(decom, closedOn),
  }),
  fits('228', {
    reads: ['urn', 'dec'],
    says: 'The provider closed before the episode ended.',
    fit: ({ closedOn }, { dec }, { year }) => !isAfter(dec ?? year.endsOn, closedOn),
  }),
  whose(2023, () => true),
  whose(2026, (row) => row.place !== 'K3' && !isUnregistered(row)),
  episode('1008', {
    reads: ['urn'],
    aids: ['providers'],
    says: 'Ofsted’s list has no provider of this URN.',
    breaks: (row, child) => listed(row, child)?.length === 0,
  }),
]
