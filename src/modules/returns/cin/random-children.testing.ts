import fc from 'fast-check'
import { codesOf, type CodeListId } from '../../return-files/index.ts'
import type { Told } from './child.testing.ts'

/* Children made at random, few enough days and codes that rules meet and overlap often. */

const days =
  '2001-03-30 2020-08-31 2025-03-31 2025-04-01 2025-06-02 2025-06-07 2025-07-01 2026-03-10 2026-03-31 2026-04-01'
const day = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...days.split(' '), 'summer') },
  { weight: 1, arbitrary: fc.constant('') },
)
const code = (list: CodeListId) => fc.constantFrom(...codesOf(list).keys(), '', 'XX')
const yesNo = fc.constantFrom('0', '1', 'true', 'false', '', 'maybe')
const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 })
const upn = fc.constantFrom('G825200000000', 'A999200000000', 'A8252', '')

const preProceedings = fc.record({
  PPStartDate: day,
  LBPSentDate: day,
  FGDMMeetingOffer: yesNo,
  FGDMMeetingFac: yesNo,
  InitialPPMeetingDate: day,
  ReviewMeetingsCount: fc.constantFrom('0', '2', ''),
  StepDecisionDate: day,
  PPOutcome: fc.constantFrom('A', 'D', ''),
  CourtAppDate: day,
  LetterInitCPDate: day,
})

const episode = fc.record({
  CINreferralDate: day,
  ReferralSource: code('referral_source'),
  PrimaryNeedCode: code('primary_need'),
  CINclosureDate: day,
  ReasonForClosure: code('reason_for_closure'),
  DateOfInitialCPC: day,
  ReferralNFA: yesNo,
  Assessments: some(
    fc.record({
      AssessmentActualStartDate: day,
      AssessmentAuthorisationDate: day,
      AssessmentFactors: some(fc.constantFrom('1A', '18A', '19A', '21', 'XX', '')),
    }),
  ),
  CINPlanDates: some(fc.record({ CINPlanStartDate: day, CINPlanEndDate: day })),
  Section47: some(
    fc.record({
      S47ActualStartDate: day,
      InitialCPCtarget: day,
      DateOfInitialCPC: day,
      ICPCnotRequired: yesNo,
    }),
  ),
  ChildProtectionPlans: some(
    fc.record({
      CPPstartDate: day,
      CPPendDate: day,
      InitialCategoryOfAbuse: code('category_of_abuse'),
      LatestCategoryOfAbuse: code('category_of_abuse'),
      NumberOfPreviousCPP: fc.constantFrom('0', '-1', ''),
      CPPreviewDate: some(day),
    }),
  ),
  PreProceedingsandFGDM: some(preProceedings),
})

export const randomChild: fc.Arbitrary<Told> = fc.record({
  LAchildID: fc.constantFrom('A1', 'A2', 'A3', 'A-4', ''),
  UPN: upn,
  FormerUPN: upn,
  UPNunknown: code('upn_unknown'),
  PersonBirthDate: day,
  ExpectedPersonBirthDate: day,
  Sex: fc.constantFrom('M', 'F', 'U', '1', ''),
  PersonDeathDate: day,
  Ethnicity: code('ethnicity'),
  Disability: some(code('disability')),
  CINdetails: some(episode),
})
