import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { episodeRules } from './episodes.ts'

const episodes = (...CINdetails: readonly Told[]): Told => ({ LAchildID: 'A1', CINdetails })
const open = (CINreferralDate: string): Told => ({ CINreferralDate, ReferralNFA: '0' })
const shut = (CINreferralDate: string, CINclosureDate: string): Told => ({
  CINreferralDate,
  CINclosureDate,
  ReferralNFA: '0',
})
const closed: Told = { CINclosureDate: '2025-06-01' }
const overlap = 'CINdetails.CINreferralDate CINdetails.CINreferralDate CINdetails.CINclosureDate'

tryRules('an episode and what stands in it, census of 2025/26', episodeRules, 2026, [
  [
    '2884',
    // Of one child, though in two episodes.
    episodes({ DateOfInitialCPC: '2025-06-02' }, { Section47: [{ DateOfInitialCPC: '2025-06-02' }] }),
    ['CINdetails.DateOfInitialCPC Section47.DateOfInitialCPC'],
    episodes({ DateOfInitialCPC: '2025-06-03', Section47: [{ DateOfInitialCPC: '2025-06-02' }, {}] }),
  ],
  [
    '2990',
    [
      withEpisode({
        ReasonForClosure: 'RC9',
        Section47: [{}],
        ChildProtectionPlans: [{}],
        CINPlanDates: [{}],
      }),
      withEpisode({ ReasonForClosure: 'RC8', DateOfInitialCPC: '2025-06-02' }),
    ],
    [
      'CINdetails.ReasonForClosure Section47 ChildProtectionPlans CINPlanDates',
      'CINdetails.ReasonForClosure',
    ],
    [
      withEpisode({ ReasonForClosure: 'RC8', Assessments: [{}] }),
      withEpisode({ ReasonForClosure: 'RC1', Section47: [{}] }),
    ],
  ],
  [
    '8565',
    // The end of a child in need plan too, which the peer reads from elsewhere.
    withEpisode({
      ...closed,
      DateOfInitialCPC: '2025-06-02',
      Assessments: [{ AssessmentActualStartDate: '2025-06-02' }, { AssessmentActualStartDate: '2025-06-01' }],
      Section47: [{ S47ActualStartDate: '2025-06-02' }],
      ChildProtectionPlans: [{ CPPendDate: '2025-06-02' }],
      CINPlanDates: [{ CINPlanStartDate: '2025-05-01', CINPlanEndDate: '2025-06-02' }],
    }),
    [
      'CINdetails.CINclosureDate CINdetails.DateOfInitialCPC' +
        ' Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate' +
        ' Section47.S47ActualStartDate Section47.DateOfInitialCPC ChildProtectionPlans.CPPendDate' +
        ' CINPlanDates.CINPlanStartDate CINPlanDates.CINPlanEndDate',
    ],
    withEpisode({
      ...closed,
      DateOfInitialCPC: '2025-06-01',
      Assessments: [{ AssessmentAuthorisationDate: '2025-06-01' }],
      Section47: [{ DateOfInitialCPC: '2025-06-01' }],
      CINPlanDates: [{ CINPlanEndDate: '2025-06-01' }],
    }),
  ],
  [
    '8565',
    withEpisode({ ...closed, CINPlanDates: [{ CINPlanEndDate: '2025-06-02' }] }),
    [
      'CINdetails.CINclosureDate CINdetails.DateOfInitialCPC' +
        ' CINPlanDates.CINPlanStartDate CINPlanDates.CINPlanEndDate',
    ],
    withEpisode({ CINPlanDates: [{ CINPlanEndDate: '2025-06-02' }] }),
  ],
  [
    '8815',
    episodes(open('2025-06-01'), open('2025-07-01'), shut('2025-05-01', '2025-05-20')),
    ['CINdetails.ReferralNFA CINdetails.CINclosureDate CINdetails.ReferralNFA CINdetails.CINclosureDate'],
    episodes(open('2025-06-01'), { CINreferralDate: '2025-07-01', ReferralNFA: '1' }),
  ],
  [
    '8816',
    episodes(open('2025-05-01'), shut('2025-06-01', '2025-07-01')),
    ['CINdetails.CINreferralDate CINdetails.CINreferralDate'],
    episodes(shut('2025-05-01', '2025-05-20'), open('2025-06-01')),
  ],
  [
    '8820',
    episodes(shut('2025-05-01', '2025-06-01'), open('2025-05-31')),
    [overlap],
    // One may begin on the day another closes; a referral without further action has no length while it is open.
    episodes(shut('2025-05-01', '2025-06-01'), open('2025-06-01'), {
      CINreferralDate: '2025-04-02',
      ReferralNFA: '1',
    }),
  ],
  [
    '8831',
    withEpisode({
      ReferralNFA: '1',
      DateOfInitialCPC: '2025-06-02',
      Assessments: [{ AssessmentActualStartDate: '2025-06-02' }],
      Section47: [{ S47ActualStartDate: 'soon' }],
    }),
    [
      'CINdetails.DateOfInitialCPC Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate' +
        ' Section47.S47ActualStartDate Section47.DateOfInitialCPC',
    ],
    [
      withEpisode({ ReferralNFA: '0', Assessments: [{ AssessmentActualStartDate: '2025-06-02' }] }),
      withEpisode({ ReferralNFA: '1', Assessments: [{}] }),
    ],
  ],
])
