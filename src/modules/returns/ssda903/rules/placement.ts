import { day } from '../../../../platform/dates/day.ts'
import type { EpisodeRow } from '../../../return-files/index.ts'
import { codes, isOneOf } from '../codes.ts'
import { isLonger, isOnOrAfter, isPast, isUnder } from '../../days.ts'
import { childRule, rulesOf } from '../declare.ts'
import { isShortBreak, isTemporary, isUnregistered } from '../episodes.ts'
import { isFilled } from '../given.ts'

const episode = rulesOf('episodes')

/** From 2025/26 an unregistered placement is Z11 to Z14; until then it was Z1. */
const isUnprovided = (row: EpisodeRow): boolean => isTemporary(row) || isUnregistered(row)
const isUnprovidedOnce = (row: EpisodeRow): boolean => isTemporary(row) || row.place === 'Z1'

const noProviderNeeded = (from: number, isFree: (row: EpisodeRow) => boolean) =>
  episode('213', {
    from,
    reads: ['placeProvider', 'place'],
    says: 'A temporary or unregistered placement has no provider: leave placement provider blank.',
    breaks: (row) => isFree(row) && row.placeProvider !== null,
  })

const providerNeeded = (from: number, isFree: (row: EpisodeRow) => boolean) =>
  episode('526', {
    from,
    reads: ['placeProvider', 'place'],
    says: 'Say who provides the placement.',
    breaks: (row) => row.placeProvider === null && !isFree(row),
  })

/** Placements a kind of provider cannot provide. */
const cannotProvide = (id: string, provider: string, places: string, says: string) => {
  const closed = codes(places)
  return episode(id, {
    reads: ['placeProvider', 'place'],
    says,
    breaks: ({ placeProvider, place }) => placeProvider === provider && isOneOf(closed, place),
  })
}

/** A placement a child may not start before a birthday. */
const tooYoung = (id: string, place: string, age: number, says: string, from?: number) =>
  episode(id, {
    ...(from === undefined ? {} : { from }),
    reads: ['decom', 'place'],
    also: { header: ['dob'] },
    says,
    breaks: (row, { born }) => row.place === place && isUnder(born, age, row.decom),
  })

/** A temporary placement may last so many days, an open one to the end of the year. */
const tooLong = (id: string, place: string, days: number, says: string) =>
  episode(id, {
    reads: ['dec', 'decom', 'place'],
    says,
    breaks: (row, { year }) => row.place === place && isLonger(row.decom, row.dec ?? year.endsOn, days),
  })

export const placementRules = [
  noProviderNeeded(2023, isUnprovidedOnce),
  noProviderNeeded(2026, isUnprovided),
  providerNeeded(2023, isUnprovidedOnce),
  providerNeeded(2026, isUnprovided),
  cannotProvide(
    '527',
    'PR1',
    'P1 R2 R5',
    'The authority’s own provision (PR1) cannot be placement with parents, residential care home or custody (P1, R2, R5).',
  ),
  cannotProvide(
    '528',
    'PR2',
    'P1 R2 R5',
    'Another authority’s provision (PR2) cannot be placement with parents, residential care home or custody (P1, R2, R5).',
  ),
  cannotProvide(
    '529',
    'PR3',
    'P1 A3 A4 A5 A6 K1 K2 U1 U2 U3 U4 U5 U6',
    'Other public bodies (PR3) do not provide adoption, fostering, homes or placement with parents.',
  ),
  cannotProvide('530', 'PR4', 'P1', 'A private provider (PR4) cannot be placement with parents (P1).'),
  cannotProvide('531', 'PR5', 'P1', 'A voluntary provider (PR5) cannot be placement with parents (P1).'),
  episode('550', {
    reads: ['placeProvider', 'place'],
    says: 'Parents as provider (PR0) goes with placement with parents (P1) alone.',
    breaks: ({ placeProvider, place }) => placeProvider === 'PR0' && place !== 'P1',
  }),
  episode('217t', {
    from: 2024,
    reads: ['place', 'decom', 'dec'],
    says: 'Independent living (P2) has not been a placement since 28 October 2023.',
    source: 'Supported Accommodation (England) Regulations 2023; SSDA903 validation rules 2023/24, rule 217t',
    breaks: ({ place, dec }) => place === 'P2' && (dec === null || isOnOrAfter(dec, day('2023-10-28'))),
  }),
  tooYoung('370', 'P2', 16, 'A child in independent living (P2) should be at least 16.', 2023),
  tooYoung('371', 'H5', 16, 'A child in semi-independent living (H5) should be at least 16.', 2023),
  tooYoung('371', 'H5', 16, 'A child in supported accommodation (H5) should be at least 16.', 2024),
  tooYoung('371', 'K3', 16, 'A child in supported accommodation (K3) should be at least 16.', 2025),
  tooYoung(
    '372',
    'R5',
    10,
    'A child in custody (R5) should be at least 10, the age of criminal responsibility.',
  ),
  tooYoung('373', 'S1', 4, 'A child placed in a residential school (S1) should be at least 4.'),
  tooYoung('374', 'P3', 14, 'A child in residential employment (P3) should be at least 14.'),
  tooLong('375', 'T1', 42, 'A temporary stay in hospital (T1) is over six weeks.'),
  tooLong('376', 'T3', 21, 'A temporary stay while foster carers are on holiday (T3) is over three weeks.'),
  childRule('377', {
    reads: { episodes: ['place'] },
    says: 'There are more than two temporary stays while foster carers are on holiday (T3) in the year.',
    find({ episodes }, mark) {
      const holidays = episodes.filter(({ place }) => place === 'T3')
      if (holidays.length > 2) holidays.forEach(mark)
    },
  }),
  tooLong('379', 'T4', 7, 'A temporary placement for another reason (T4) is over seven days.'),
  episode('382', {
    reads: ['place', 'ls'],
    says: 'A child on short breaks (V3, V4) is not in a temporary placement.',
    breaks: (row) => isShortBreak(row) && isTemporary(row),
  }),
  childRule('359', {
    reads: { episodes: ['dec', 'ls', 'place'], header: ['dob'] },
    marks: ['episodes'],
    says: 'After 18 a young person can be looked after only under section 20(5) (V2) in a children’s home (K2).',
    source: 'Children Act 1989 s20(5); SSDA903 validation rules 2022/23, rule 359',
    find({ episodes, born, year }, mark) {
      if (!isPast(born, 18, year.endsOn)) return
      episodes
        .filter((row) => !isFilled(row, 'dec') && !(row.ls === 'V2' && row.place === 'K2'))
        .forEach(mark)
    },
  }),
  episode('408', {
    reads: ['ls', 'place'],
    says: 'A child placed for adoption with a placement order (A5, A6) has placement order (E1) as legal status.',
    breaks: ({ ls, place }) => (place === 'A5' || place === 'A6') && ls !== 'E1',
  }),
]
