import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { childProtectionRules } from './child-protection.ts'

const plan = (CPPstartDate: string, CPPendDate = ''): Told => ({ CPPstartDate, CPPendDate })
const plans = (...ChildProtectionPlans: readonly Told[]): Told => withEpisode({ ChildProtectionPlans })
const both = 'ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate'
const dead: Told = { PersonDeathDate: '2025-06-01' }

tryRules('child protection plans, census of 2025/26', childProtectionRules, 2026, [
  [
    '1105',
    withEpisode({ CINreferralDate: '2025-06-02', ChildProtectionPlans: [plan('2025-06-01')] }),
    ['ChildProtectionPlans.CPPstartDate CINdetails.CINreferralDate'],
    withEpisode({ CINreferralDate: '2025-06-02', ChildProtectionPlans: [plan('2025-06-02')] }),
  ],
  [
    '2883',
    [plans(plan('2025-06-02')), plans(plan('2025-03-31'))],
    [''],
    [
      plans(plan('2025-06-02')),
      withEpisode({ DateOfInitialCPC: '2025-07-01', ChildProtectionPlans: [plan('2025-07-01')] }),
      withEpisode({ Section47: [{ DateOfInitialCPC: '2025-06-02' }] }),
    ],
  ],
  [
    '2885',
    [
      withEpisode({
        Section47: [{ DateOfInitialCPC: '2025-06-02' }],
        ChildProtectionPlans: [plan('2025-06-02'), plan('2025-08-01')],
      }),
      withEpisode({
        Section47: [{ DateOfInitialCPC: '2025-06-02' }],
        ChildProtectionPlans: [plan('2025-06-03')],
      }),
      withEpisode({ DateOfInitialCPC: '2025-06-02', ChildProtectionPlans: [plan('2025-06-03')] }),
    ],
    [
      'ChildProtectionPlans.CPPstartDate',
      'ChildProtectionPlans.CPPstartDate Section47.DateOfInitialCPC',
      'ChildProtectionPlans.CPPstartDate CINdetails.DateOfInitialCPC',
    ],
    [
      withEpisode({
        Section47: [{ DateOfInitialCPC: '2025-06-02' }, { ICPCnotRequired: '1' }],
        ChildProtectionPlans: [plan('2025-06-02'), plan('2025-03-01')],
      }),
      withEpisode({ DateOfInitialCPC: '2025-06-02', ChildProtectionPlans: [plan('2025-06-02')] }),
    ],
  ],
  [
    '8720',
    plans({}, plan('2026-04-01')),
    ['ChildProtectionPlans.CPPstartDate', 'ChildProtectionPlans.CPPstartDate'],
    plans(plan('2026-03-31')),
  ],
  [
    '8730',
    plans({}, { NumberOfPreviousCPP: '-1' }),
    ['ChildProtectionPlans.NumberOfPreviousCPP', 'ChildProtectionPlans.NumberOfPreviousCPP'],
    plans({ NumberOfPreviousCPP: '0' }, { NumberOfPreviousCPP: '3' }),
  ],
  [
    '8832',
    withEpisode({ ReferralNFA: 'true', ChildProtectionPlans: [{}] }),
    ['ChildProtectionPlans CINdetails.ReferralNFA'],
    withEpisode({ ReferralNFA: 'false', ChildProtectionPlans: [{}] }),
  ],
  ['8840', plans(plan('2025-06-02', '2025-06-02')), [both], plans(plan('2025-06-02', '2025-06-03'), {})],
  [
    '8841',
    plans({ CPPstartDate: '2025-06-02', CPPreviewDate: ['2025-06-02', '2025-06-01'] }),
    [
      'CPPreviewDate.CPPreviewDate ChildProtectionPlans.CPPstartDate',
      'CPPreviewDate.CPPreviewDate ChildProtectionPlans.CPPstartDate',
    ],
    plans({ CPPstartDate: '2025-06-02', CPPreviewDate: ['2025-06-03'] }),
  ],
  [
    '8842Q',
    plans({ CPPreviewDate: [''] }),
    ['CPPreviewDate.CPPreviewDate'],
    plans({ CPPreviewDate: ['2025-09-01'] }, {}),
  ],
  [
    '8905',
    plans({}, { InitialCategoryOfAbuse: 'XXX' }),
    ['ChildProtectionPlans.InitialCategoryOfAbuse', 'ChildProtectionPlans.InitialCategoryOfAbuse'],
    plans({ InitialCategoryOfAbuse: 'NEG' }),
  ],
  [
    '8910',
    plans({}, { LatestCategoryOfAbuse: 'XXX' }),
    ['ChildProtectionPlans.LatestCategoryOfAbuse', 'ChildProtectionPlans.LatestCategoryOfAbuse'],
    plans({ LatestCategoryOfAbuse: 'MUL' }),
  ],
  [
    '8915',
    withEpisode({ ChildProtectionPlans: [plan('2025-06-02')] }, dead),
    ['ChildProtectionPlans.CPPstartDate Child.PersonDeathDate'],
    withEpisode({ ChildProtectionPlans: [plan('2025-06-01')] }, dead),
  ],
  [
    '8920',
    withEpisode({ ChildProtectionPlans: [plan('2025-05-01', '2025-06-02')] }, dead),
    ['ChildProtectionPlans.CPPendDate Child.PersonDeathDate'],
    withEpisode({ ChildProtectionPlans: [plan('2025-05-01', '2025-06-01')] }, dead),
  ],
  ['8925', plans(plan('2025-06-02', '2025-06-01')), [both], plans(plan('2025-06-02', '2025-06-02'))],
  [
    '8930',
    plans(plan('2025-01-01', '2025-03-31'), plan('2025-06-01', '2026-04-01')),
    ['ChildProtectionPlans.CPPendDate', 'ChildProtectionPlans.CPPendDate'],
    plans(plan('2025-01-01', '2025-04-01'), plan('2025-06-01')),
  ],
  [
    '8935',
    plans(plan('2025-06-01'), plan('2025-07-01'), plan('2025-04-01', '2025-05-01')),
    ['ChildProtectionPlans.CPPendDate ChildProtectionPlans.CPPendDate'],
    plans(plan('2025-06-01'), plan('2025-04-01', '2025-05-01')),
  ],
  [
    '8940',
    // Of one child, though in two episodes.
    {
      CINdetails: [
        { ChildProtectionPlans: [plan('2025-06-01')] },
        { ChildProtectionPlans: [plan('2025-07-01')] },
      ],
    },
    [`ChildProtectionPlans.CPPstartDate ${both}`],
    plans(plan('2025-06-01', '2025-07-01'), plan('2025-07-02')),
  ],
])
