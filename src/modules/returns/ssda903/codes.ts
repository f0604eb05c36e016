import { codesOf, type CodeListId } from '../../return-files/index.ts'

/** Codes written out, for a list the return narrows or widens. */
export const codes = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Every code of a list, of any year. */
const listed = (id: CodeListId): ReadonlySet<string> => new Set(codesOf(id).keys())

/** A code is given and is not one of these. Nothing is said of a blank. */
export const isNotOf = (allowed: ReadonlySet<string>, code: string | null): boolean =>
  code !== null && !allowed.has(code)

export const isOneOf = (some: ReadonlySet<string>, code: string | null): boolean =>
  code !== null && some.has(code)

export const legalStatuses = listed('legal_status')
export const reasonsForEpisode = listed('reason_new_episode')
export const ethnicities = listed('ethnicity')
export const participation = listed('review_participation')
export const providersOfPlacement = listed('placement_provider')
export const reasonsToStopPlacing = listed('placed_adoption_ceased')
export const sdqReasons = listed('sdq_reason')
export const previousPermanence = listed('prev_permanence')
export const adopterSexes = listed('adopter_sex')
export const adopterStatuses = listed('adopter_legal_status')
export const inTouch = listed('care_leaver_in_touch')
export const missingTypes = listed('missing_type')
export const placementChanges = listed('reason_place_change')
export const socialWorkerChanges = listed('sw_change_reason')

/** The return has no N0 or N9, which the CIN census has. */
export const needs = codes('N1 N2 N3 N4 N5 N6 N7 N8')
export const zeroOne = codes('0 1')
export const couples = codes('MM FF MF')

/** As the rules of 2022/23 and later take them: E43, E44, F3 and P3 went in 2018/19. */
export const reasonsEnded = codes(
  'X1 E11 E12 E13 E14 E15 E16 E17 E2 E3 E41 E45 E46 E47 E48 E4A E4B E5 E6 E7 E8 E9',
)
export const activities = codes('F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 0')

/** A letter for the home and 1 or 2 for suitable or not; some homes are never one of the two. */
export const accommodations = codes(
  'B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S2 T1 T2 U1 U2 V1 V2 W1 W2 X2 Y1 Y2 Z1 Z2 0',
)
