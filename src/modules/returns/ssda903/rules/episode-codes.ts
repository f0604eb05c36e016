import { codesOf, inUse } from '../../../return-files/index.ts'
import {
  isNotOf,
  isOneOf,
  legalStatuses,
  needs,
  placementChanges,
  providersOfPlacement,
  reasonsEnded,
  reasonsForEpisode,
} from '../codes.ts'
import { isAfter, isBefore, isSameDay } from '../../days.ts'
import { rulesOf } from '../declare.ts'
import { isFilled, isNotADay } from '../given.ts'
import { day } from '../../../../platform/dates/day.ts'

const episode = rulesOf('episodes')
const placements = codesOf('placement_type')

const placementRule = (from: number) =>
  episode('146', {
    from,
    reads: ['place'],
    says: 'Placement type is not a code in use this year.',
    breaks({ place }, { year }) {
      if (place === null) return false
      const code = placements.get(place)
      return code === undefined || !inUse(code, year.ends)
    },
  })

/** Placements nobody provides: temporary ones, and from 2025/26 unregistered ones in four kinds. */
const unprovided = new Set(['T0', 'T1', 'T2', 'T3', 'Z1'])
const unprovidedFrom2026 = new Set(['T0', 'T1', 'T2', 'T3', 'Z11', 'Z12', 'Z13', 'Z14'])
const providerRule = (from: number, without: ReadonlySet<string>) =>
  episode('178', {
    from,
    reads: ['placeProvider', 'place'],
    says: 'Placement provider must be PR0 to PR5, and blank where nobody provides the placement.',
    breaks: ({ placeProvider, place }) =>
      placeProvider !== null && (!providersOfPlacement.has(placeProvider) || isOneOf(without, place)),
  })

const fosterAdoption = new Set(['A3', 'A5'])
const sameCarer = new Set(['S', 'T', 'U'])
const firstOfApril2015 = day('2015-04-01')

export const episodeCodeRules = [
  episode('141', {
    reads: ['decom'],
    says: 'The day the episode began is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'decom'),
  }),
  episode('143', {
    reads: ['rne'],
    says: 'Reason for new episode must be S, P, L, T, U or B.',
    breaks: ({ rne }) => isNotOf(reasonsForEpisode, rne),
  }),
  episode('144', {
    reads: ['ls'],
    says: 'Legal status is not one of the codes.',
    breaks: ({ ls }) => isNotOf(legalStatuses, ls),
  }),
  episode('145', {
    reads: ['cin'],
    says: 'Category of need must be N1 to N8.',
    breaks: ({ cin }) => isNotOf(needs, cin),
  }),
  placementRule(2023),
  placementRule(2025),
  placementRule(2026),
  episode('147', {
    reads: ['dec'],
    says: 'The day the episode ended is not a date written dd/mm/yyyy.',
    breaks: (row) => isNotADay(row, 'dec'),
  }),
  episode('148', {
    reads: ['dec', 'rec'],
    says: 'The day an episode ended and the reason go together: give both or neither.',
    breaks: (row) => isFilled(row, 'dec') !== (row.rec !== null),
  }),
  episode('149', {
    reads: ['rec'],
    says: 'Reason episode ceased is not one of the codes.',
    breaks: ({ rec }) => isNotOf(reasonsEnded, rec),
  }),
  providerRule(2023, unprovided),
  providerRule(2026, unprovidedFrom2026),
  episode('1009', {
    reads: ['reasonPlaceChange'],
    says: 'Reason for placement change is not one of the 12 codes.',
    breaks: ({ reasonPlaceChange }) => isNotOf(placementChanges, reasonPlaceChange),
  }),
  episode('217', {
    reads: ['rne', 'place', 'decom'],
    says: 'A child placed for adoption with their foster carers (A3, A5) starts that episode with S, T or U.',
    breaks: ({ rne, place, decom }) =>
      isOneOf(fosterAdoption, place) &&
      !isBefore(decom, firstOfApril2015) &&
      decom !== null &&
      !isOneOf(sameCarer, rne),
  }),
  episode('353', {
    reads: ['decom'],
    says: 'No episode can start before 14 October 1991, when the Children Act 1989 came into force.',
    breaks: ({ decom }) => isBefore(decom, day('1991-10-14')),
  }),
  episode('354', {
    reads: ['decom'],
    says: 'The episode begins after the end of the year.',
    breaks: ({ decom }, { year }) => isAfter(decom, year.endsOn),
  }),
  episode('355', {
    reads: ['decom', 'dec'],
    says: 'The episode ends on the day it begins.',
    breaks: ({ decom, dec }) => isSameDay(decom, dec),
  }),
  episode('356', {
    reads: ['decom', 'dec'],
    says: 'The episode ends before it begins.',
    breaks: ({ decom, dec }) => isBefore(dec, decom),
  }),
  episode('385', {
    reads: ['dec'],
    says: 'The episode ends after the end of the year.',
    breaks: ({ dec }, { year }) => isAfter(dec, year.endsOn),
  }),
]
