import type { EpisodeRow } from '../../../return-files/index.ts'
import type { Child } from '../child.ts'
import { codes, isOneOf } from '../codes.ts'
import { isOnOrAfter } from '../../days.ts'
import { type FieldOf, rulesOf } from '../declare.ts'
import { isForAdoption, isFostered, isOutsideEngland, isShortBreak } from '../episodes.ts'
import { day } from '../../../../platform/dates/day.ts'

const episode = rulesOf('episodes')

/** Whether a child is or was unaccompanied and seeking asylum, which this year's or last year's list of them tells. */
const asylum = {
  also: { header: ['uasc'], uasc: ['child'] },
  readsLastYear: { header: ['uasc'], uasc: ['child'] },
  mayLack: ['header', 'uasc', 'lastYear.header', 'lastYear.uasc'],
} as const

/** Rules about where the placement is, which is worked out from the postcodes. */
const whereRule = (
  id: string,
  rule: {
    from?: number
    level?: 'query'
    reads: readonly FieldOf<'episodes'>[]
    says: string
    breaks: (row: EpisodeRow, child: Child) => boolean
  } & Partial<typeof asylum>,
) => episode(id, { ...rule, aids: ['postcodes'] })

const isOwnArea = (authority: string | null, { whole }: Child): boolean =>
  authority === null || whole.authority === null || authority === whole.authority

/** Ofsted's number where a home or agency waits for one (from 2025/26 adoption and fostering agencies alone). */
export const noUrnYet = 'XXXXXXX'

const noUrn = 'P1 P3 R1 R2 R5 T0 T1 T2 T3 T4'
const withoutUrn = {
  withSemiIndependent: codes(`${noUrn} P2 H5 Z1`),
  withIndependent: codes(`${noUrn} P2 Z1`),
  from2026: codes(`${noUrn} Z11 Z12 Z13 Z14`),
}

const needsUrn = (from: number, exempt: ReadonlySet<string>) =>
  episode('218', {
    from,
    reads: ['urn', 'place', 'dec', 'plPost'],
    says: 'Give Ofsted’s number (URN) for this placement.',
    breaks: (row, child) =>
      row.urn === null &&
      !isOneOf(exempt, row.place) &&
      (row.dec === null || row.dec >= child.year.startsOn) &&
      !isOutsideEngland(child.whereabouts(row).authority),
  })

const hasNoUrn = (from: number, exempt: ReadonlySet<string>) =>
  episode('222', {
    from,
    reads: ['urn', 'place'],
    says: 'This kind of placement has no Ofsted number: leave the URN out.',
    breaks: ({ urn, place }) => urn !== null && urn !== noUrnYet && isOneOf(exempt, place),
  })

const ownProvision = (from: number, isLeftOut: (row: EpisodeRow) => boolean) =>
  whereRule('1015', {
    from,
    reads: ['plPost', 'placeProvider', 'place', 'ls'],
    says: 'The authority’s own provision (PR1) lies outside its area.',
    breaks: (row, child) =>
      row.placeProvider === 'PR1' &&
      row.place !== null &&
      row.ls !== null &&
      !isShortBreak(row) &&
      !isLeftOut(row) &&
      !isOwnArea(child.whereabouts(row).authority, child),
  })
const isFamily = (row: EpisodeRow): boolean => isFostered(row) || isForAdoption(row)

const inOrOut = codes('IN OUT')
const isMiles = (miles: number): boolean => miles >= 0 && miles <= 999.9

export const placeRules = [
  whereRule('164', {
    ...asylum,
    level: 'query',
    reads: ['plPost', 'homePost'],
    says: 'The distance from home is no distance in miles up to 999.9. Check the postcodes.',
    breaks(row, child) {
      const { miles } = child.whereabouts(row)
      return miles !== null && !isMiles(miles) && !child.isKnownAsUasc
    },
  }),
  whereRule('169', {
    level: 'query',
    reads: ['plPost', 'ls'],
    says: 'The authority the placement is in cannot be told. Check the placement postcode.',
    breaks: (row, child) => !isShortBreak(row) && child.whereabouts(row).authority === null,
  }),
  whereRule('179', {
    reads: ['plPost', 'ls'],
    says: 'Whether the placement is in or out of the authority cannot be told from its postcode.',
    breaks: (row, child) => !isShortBreak(row) && !isOneOf(inOrOut, child.whereabouts(row).location),
  }),
  needsUrn(2023, withoutUrn.withSemiIndependent),
  needsUrn(2025, withoutUrn.withIndependent),
  needsUrn(2026, withoutUrn.from2026),
  hasNoUrn(2023, withoutUrn.withSemiIndependent),
  hasNoUrn(2024, withoutUrn.withIndependent),
  hasNoUrn(2026, withoutUrn.from2026),
  episode('230', {
    from: 2024,
    reads: ['urn', 'place', 'dec', 'plPost'],
    says: 'Semi-independent homes in England (H5) have had an Ofsted number since 28 October 2023: give the URN.',
    source: 'Supported Accommodation (England) Regulations 2023; SSDA903 validation rules 2023/24, rule 230',
    breaks: (row, child) =>
      row.place === 'H5' &&
      row.urn === null &&
      (row.dec === null || isOnOrAfter(row.dec, day('2023-10-28'))) &&
      !isOutsideEngland(child.whereabouts(row).authority),
  }),
  whereRule('241', {
    from: 2026,
    reads: ['urn', 'place', 'plPost'],
    says: 'The supported accommodation (K3) lies where its provider has no premises.',
    breaks: (row, child) =>
      row.place === 'K3' &&
      row.urn !== null &&
      row.urn !== noUrnYet &&
      !isOwnArea(child.whereabouts(row).authority, child),
  }),
  episode('242', {
    from: 2026,
    reads: ['urn', 'place'],
    says: 'XXXXXXX stands for an adoption or fostering agency (A3 to A6, U1 to U6) alone.',
    breaks: (row) => row.urn === noUrnYet && !isFamily(row),
  }),
  whereRule('243', {
    from: 2026,
    reads: ['urn', 'plPost'],
    says: 'A placement outside England is not registered with Ofsted and has no URN.',
    breaks: (row, child) => row.urn !== null && isOutsideEngland(child.whereabouts(row).authority),
  }),
  whereRule('392a', {
    ...asylum,
    reads: ['plPost', 'homePost', 'ls'],
    says: 'The distance from home cannot be told: give both postcodes.',
    breaks: (row, child) =>
      !isShortBreak(row) && child.whereabouts(row).miles === null && !child.isKnownAsUasc,
  }),
  episode('392b', {
    ...asylum,
    reads: ['homePost', 'plPost', 'ls'],
    says: 'Give the postcode of the child’s home and of the placement.',
    breaks: (row, child) =>
      !isShortBreak(row) && (row.homePost === null || row.plPost === null) && !child.isKnownAsUasc,
  }),
  whereRule('392c', {
    reads: ['homePost', 'plPost'],
    says: 'A postcode is not in the directory of postcodes.',
    breaks: ({ homePost, plPost }, { whole }) =>
      (homePost !== null && !whole.isPostcode(homePost)) || (plPost !== null && !whole.isPostcode(plPost)),
  }),
  episode('392d', {
    reads: ['homePost', 'plPost', 'place'],
    says: 'Home and placement have one postcode, though the child is not placed with parents (P1).',
    breaks: ({ homePost, plPost, place }) => homePost !== null && homePost === plPost && place !== 'P1',
  }),
  whereRule('406', {
    ...asylum,
    reads: ['plPost', 'homePost'],
    says: 'No distance from home is asked for a child who is or was unaccompanied and seeking asylum.',
    breaks: (row, child) => child.isKnownAsUasc && child.whereabouts(row).miles !== null,
  }),
  whereRule('411', {
    reads: ['plPost'],
    says: 'The placement is said to be in the authority but its postcode is in another.',
    breaks(row, child) {
      const { location, authority } = child.whereabouts(row)
      return location === 'IN' && !isOwnArea(authority, child)
    },
  }),
  whereRule('420', {
    reads: ['plPost', 'ls'],
    says: 'Where the placement is need not be told for short breaks (V3, V4).',
    breaks: (row, child) => isShortBreak(row) && child.whereabouts(row).authority !== null,
  }),
  whereRule('454', {
    from: 2026,
    reads: ['plPost', 'homePost'],
    says: 'The placement is over 350 miles from home.',
    breaks(row, child) {
      const { miles } = child.whereabouts(row)
      return miles !== null && miles > 350 && miles !== 999.9
    },
  }),
  ownProvision(2023, isFamily),
  ownProvision(2026, (row) => isFamily(row) || row.place === 'K3'),
]
