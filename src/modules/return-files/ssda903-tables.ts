import { codeColumn, dayColumn, idColumn, postcodeColumn, textColumn, wholeColumn } from './column.ts'
import type { Columns } from './column.ts'
import type { RowOf, Table } from './row.ts'

/*
 * The SSDA903 return (children looked after), years ending 2017 to 2027. Column order is the guide's.
 * Source: liia-tools-pipeline SSDA903 schemas and the csc-validator-be-903 column lists (both MIT).
 */

const table = <N extends string, C extends Columns>(
  name: N,
  title: string,
  columns: C,
  from?: number,
): Table<N, C> & { readonly from?: number } => ({
  name,
  title,
  columns,
  ...(from === undefined ? {} : { from }),
})

const child = idColumn('CHILD')
const dob = dayColumn('DOB')
const sex = codeColumn('SEX', ['sex', 'sex_903_legacy'])
const zeroOne = (header: string) => codeColumn(header, 'health_check')

export const ssda903 = {
  header: table('header', 'Header', {
    child,
    sex,
    dob,
    ethnic: codeColumn('ETHNIC', 'ethnicity'),
    upn: textColumn('UPN', { longest: 13 }),
    mother: zeroOne('MOTHER'),
    mcDob: dayColumn('MC_DOB'),
    uasc: codeColumn('UASC', 'uasc', { xmlOnly: true }),
  }),
  episodes: table('episodes', 'Episodes', {
    child,
    decom: dayColumn('DECOM'),
    rne: codeColumn('RNE', 'reason_new_episode'),
    ls: codeColumn('LS', 'legal_status'),
    cin: codeColumn('CIN', 'primary_need'),
    place: codeColumn('PLACE', 'placement_type', { aliases: ['PL'] }),
    placeProvider: codeColumn('PLACE_PROVIDER', 'placement_provider'),
    dec: dayColumn('DEC'),
    rec: codeColumn('REC', 'reason_episode_ceased'),
    reasonPlaceChange: codeColumn('REASON_PLACE_CHANGE', 'reason_place_change'),
    homePost: postcodeColumn('HOME_POST'),
    plPost: postcodeColumn('PL_POST'),
    urn: textColumn('URN'),
  }),
  reviews: table('reviews', 'Reviews', {
    child,
    dob,
    review: dayColumn('REVIEW'),
    reviewCode: codeColumn('REVIEW_CODE', 'review_participation'),
  }),
  uasc: table('uasc', 'UASC', { child, sex, dob, duc: dayColumn('DUC') }),
  oc2: table('oc2', 'OC2', {
    child,
    dob,
    sdqScore: wholeColumn('SDQ_SCORE'),
    sdqReason: codeColumn('SDQ_REASON', 'sdq_reason'),
    convicted: zeroOne('CONVICTED'),
    healthCheck: zeroOne('HEALTH_CHECK'),
    immunisations: zeroOne('IMMUNISATIONS'),
    teethCheck: zeroOne('TEETH_CHECK'),
    healthAssessment: zeroOne('HEALTH_ASSESSMENT'),
    substanceMisuse: zeroOne('SUBSTANCE_MISUSE'),
    interventionReceived: zeroOne('INTERVENTION_RECEIVED'),
    interventionOffered: zeroOne('INTERVENTION_OFFERED'),
  }),
  oc3: table('oc3', 'OC3', {
    child,
    dob,
    inTouch: codeColumn('IN_TOUCH', 'care_leaver_in_touch'),
    activ: codeColumn('ACTIV', 'care_leaver_activity', { also: ['0'] }),
    accom: codeColumn('ACCOM', 'care_leaver_accommodation', { suffixes: '12', also: ['0'] }),
  }),
  ad1: table('ad1', 'AD1', {
    child,
    dob,
    dateInt: dayColumn('DATE_INT'),
    dateMatch: dayColumn('DATE_MATCH'),
    fosterCare: zeroOne('FOSTER_CARE'),
    nbAdoptr: wholeColumn('NB_ADOPTR'),
    sexAdoptr: codeColumn('SEX_ADOPTR', 'adopter_sex'),
    lsAdoptr: codeColumn('LS_ADOPTR', 'adopter_legal_status'),
  }),
  placedAdoption: table('placedAdoption', 'Placed for adoption', {
    child,
    dob,
    datePlaced: dayColumn('DATE_PLACED'),
    datePlacedCeased: dayColumn('DATE_PLACED_CEASED'),
    reasonPlacedCeased: codeColumn('REASON_PLACED_CEASED', 'placed_adoption_ceased'),
  }),
  prevPerm: table('prevPerm', 'Previous permanence', {
    child,
    dob,
    prevPerm: codeColumn('PREV_PERM', 'prev_permanence'),
    laPerm: textColumn('LA_PERM'),
    datePerm: dayColumn('DATE_PERM', { partial: true }),
  }),
  missing: table('missing', 'Missing', {
    child,
    dob,
    missing: codeColumn('MISSING', 'missing_type'),
    misStart: dayColumn('MIS_START'),
    misEnd: dayColumn('MIS_END'),
  }),
  swEpisodes: table(
    'swEpisodes',
    'Social worker episodes',
    {
      child,
      dob,
      swId: textColumn('SW_ID'),
      swDecom: dayColumn('SW_DECOM', { partial: true }),
      swDec: dayColumn('SW_DEC', { partial: true }),
      swReason: codeColumn('SW_REASON', 'sw_change_reason'),
    },
    2024,
  ),
  dolo: table(
    'dolo',
    'Deprivation of liberty orders',
    { child, dob, doloStart: dayColumn('DOLO_START'), doloEnd: dayColumn('DOLO_END') },
    2027,
  ),
} as const

export type Ssda903Table = keyof typeof ssda903
export type Ssda903Row<T extends Ssda903Table = Ssda903Table> = { [N in T]: RowOf<(typeof ssda903)[N]> }[T]

export type HeaderRow = Ssda903Row<'header'>
export type EpisodeRow = Ssda903Row<'episodes'>
export type ReviewRow = Ssda903Row<'reviews'>
export type UascRow = Ssda903Row<'uasc'>
export type Oc2Row = Ssda903Row<'oc2'>
export type Oc3Row = Ssda903Row<'oc3'>
export type Ad1Row = Ssda903Row<'ad1'>
export type PlacedAdoptionRow = Ssda903Row<'placedAdoption'>
export type PrevPermRow = Ssda903Row<'prevPerm'>
export type MissingRow = Ssda903Row<'missing'>
export type SwEpisodeRow = Ssda903Row<'swEpisodes'>
export type DoloRow = Ssda903Row<'dolo'>
