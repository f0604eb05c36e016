import { codeColumn, dayColumn, idColumn, textColumn, wholeColumn, yesNoColumn } from './column.ts'
import type { Columns } from './column.ts'
import type { RowOf, Table } from './row.ts'

/*
 * The children in need census, layouts 2017 to 2027. One table for each repeating element, its cells the single
 * elements beneath it, wherever the layout of the year puts them. Source: the CIN schemas 2017-2026 carried by
 * liia-tools-pipeline (MIT); 2027 from csc-validator-be-cin (MIT), numbers N00826-N00835.
 */

/** A repeating element, and the elements that only hold its cells together. */
export interface CinTable<N extends string, C extends Columns> extends Table<N, C> {
  readonly element: string
  readonly groups: readonly string[]
}

const table = <N extends string, C extends Columns>(
  name: N,
  element: string,
  title: string,
  columns: C,
  groups: readonly string[] = [],
): CinTable<N, C> => ({ name, element, title, columns, groups })

export const cin = {
  header: table(
    'header',
    'Header',
    'Header',
    {
      collection: textColumn('Collection'),
      year: wholeColumn('Year'),
      referenceDate: dayColumn('ReferenceDate'),
      sourceLevel: textColumn('SourceLevel'),
      lea: textColumn('LEA'),
      softwareCode: textColumn('SoftwareCode'),
      release: textColumn('Release'),
      serialNo: textColumn('SerialNo'),
      dateTime: textColumn('DateTime'),
    },
    ['CollectionDetails', 'Source'],
  ),
  child: table(
    'child',
    'Child',
    'Child',
    {
      laChildId: idColumn('LAchildID'),
      upn: textColumn('UPN', { longest: 13 }),
      formerUpn: textColumn('FormerUPN', { longest: 13 }),
      upnUnknown: codeColumn('UPNunknown', 'upn_unknown'),
      personBirthDate: dayColumn('PersonBirthDate'),
      expectedPersonBirthDate: dayColumn('ExpectedPersonBirthDate'),
      sex: codeColumn('Sex', 'sex', { from: 2025 }),
      /** The layout before 2025: 1, 2, 0, 9. A file has this or `sex`. */
      genderCurrent: codeColumn('GenderCurrent', 'gender_current', { to: 2024 }),
      personDeathDate: dayColumn('PersonDeathDate'),
      ethnicity: codeColumn('Ethnicity', 'ethnicity'),
    },
    ['ChildIdentifiers', 'ChildCharacteristics', 'Disabilities'],
  ),
  disability: table('disability', 'Disability', 'Disability', {
    disability: codeColumn('Disability', 'disability'),
  }),
  episode: table('episode', 'CINdetails', 'Episode of need', {
    cinReferralDate: dayColumn('CINreferralDate'),
    referralSource: codeColumn('ReferralSource', 'referral_source'),
    primaryNeedCode: codeColumn('PrimaryNeedCode', 'primary_need'),
    cinClosureDate: dayColumn('CINclosureDate'),
    reasonForClosure: codeColumn('ReasonForClosure', 'reason_for_closure'),
    dateOfInitialCpc: dayColumn('DateOfInitialCPC'),
    referralNfa: yesNoColumn('ReferralNFA'),
  }),
  assessment: table(
    'assessment',
    'Assessments',
    'Assessment',
    {
      assessmentActualStartDate: dayColumn('AssessmentActualStartDate'),
      assessmentInternalReviewDate: dayColumn('AssessmentInternalReviewDate'),
      assessmentAuthorisationDate: dayColumn('AssessmentAuthorisationDate'),
    },
    ['FactorsIdentifiedAtAssessment'],
  ),
  factor: table('factor', 'AssessmentFactors', 'Factor at assessment', {
    factor: codeColumn('AssessmentFactors', 'assessment_factor'),
  }),
  cinPlan: table('cinPlan', 'CINPlanDates', 'Child in need plan', {
    cinPlanStartDate: dayColumn('CINPlanStartDate', { from: 2022 }),
    cinPlanEndDate: dayColumn('CINPlanEndDate', { from: 2022 }),
  }),
  section47: table('section47', 'Section47', 'Section 47 enquiry', {
    s47ActualStartDate: dayColumn('S47ActualStartDate'),
    initialCpcTarget: dayColumn('InitialCPCtarget'),
    dateOfInitialCpc: dayColumn('DateOfInitialCPC'),
    icpcNotRequired: yesNoColumn('ICPCnotRequired'),
  }),
  cpPlan: table(
    'cpPlan',
    'ChildProtectionPlans',
    'Child protection plan',
    {
      cppStartDate: dayColumn('CPPstartDate'),
      cppEndDate: dayColumn('CPPendDate'),
      initialCategoryOfAbuse: codeColumn('InitialCategoryOfAbuse', 'category_of_abuse'),
      latestCategoryOfAbuse: codeColumn('LatestCategoryOfAbuse', 'category_of_abuse'),
      numberOfPreviousCpp: wholeColumn('NumberOfPreviousCPP'),
    },
    ['Reviews'],
  ),
  review: table('review', 'CPPreviewDate', 'Review conference', {
    cppReviewDate: dayColumn('CPPreviewDate'),
  }),
  preProceedings: table(
    'preProceedings',
    'PreProceedingsandFGDM',
    'Pre-proceedings and family group decision making',
    {
      ppStartDate: dayColumn('PPStartDate'),
      lbpSentDate: dayColumn('LBPSentDate'),
      fgdmMeetingOffer: yesNoColumn('FGDMMeetingOffer'),
      fgdmMeetingFac: yesNoColumn('FGDMMeetingFac'),
      initialPpMeetingDate: dayColumn('InitialPPMeetingDate'),
      reviewMeetingsCount: wholeColumn('ReviewMeetingsCount'),
      stepDecisionDate: dayColumn('StepDecisionDate'),
      ppOutcome: codeColumn('PPOutcome', 'pp_outcome'),
      courtAppDate: dayColumn('CourtAppDate'),
      letterInitCpDate: dayColumn('LetterInitCPDate'),
    },
  ),
} as const

export type CinTableName = keyof typeof cin
export type CinRow<T extends CinTableName = CinTableName> = { [N in T]: RowOf<(typeof cin)[N]> }[T]

export type CinHeaderRow = CinRow<'header'>
export type DisabilityRow = CinRow<'disability'>
export type FactorRow = CinRow<'factor'>
export type CinPlanRow = CinRow<'cinPlan'>
export type Section47Row = CinRow<'section47'>
export type CpReviewRow = CinRow<'review'>
export type PreProceedingsRow = CinRow<'preProceedings'>

/** A child with everything the census says of them, in file order. Positions count from 0 within each list. */
export type CinChild = CinRow<'child'> & {
  readonly disabilities: readonly DisabilityRow[]
  readonly episodes: readonly CinEpisode[]
}
export type CinEpisode = CinRow<'episode'> & {
  readonly assessments: readonly CinAssessment[]
  readonly cinPlans: readonly CinPlanRow[]
  readonly section47s: readonly Section47Row[]
  readonly cpPlans: readonly CpPlan[]
  readonly preProceedings: readonly PreProceedingsRow[]
}
export type CinAssessment = CinRow<'assessment'> & { readonly factors: readonly FactorRow[] }
export type CpPlan = CinRow<'cpPlan'> & { readonly reviews: readonly CpReviewRow[] }
