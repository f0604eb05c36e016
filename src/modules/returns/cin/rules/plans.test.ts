import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { planRules } from './plans.ts'

const inNeed = (CINPlanStartDate: string, CINPlanEndDate = ''): Told => ({ CINPlanStartDate, CINPlanEndDate })
const protection = (CPPstartDate: string, CPPendDate = '', CPPreviewDate: readonly string[] = []): Told => ({
  CPPstartDate,
  CPPendDate,
  CPPreviewDate,
})
const plans = (CINPlanDates: readonly Told[], ChildProtectionPlans: readonly Told[] = []): Told =>
  withEpisode({ CINPlanDates, ChildProtectionPlans })
const both = 'CINPlanDates.CINPlanStartDate CINPlanDates.CINPlanEndDate'

tryRules('child in need plans, census of 2025/26', planRules, 2026, [
  [
    '4000',
    withEpisode({ ReferralNFA: '1', CINPlanDates: [{}] }),
    ['CINPlanDates CINdetails.ReferralNFA'],
    withEpisode({ ReferralNFA: '0', CINPlanDates: [{}] }),
  ],
  [
    '4001',
    plans([inNeed('2025-06-01')], [protection('2025-05-01'), protection('2025-04-01', '2025-04-20')]),
    ['CINPlanDates.CINPlanEndDate ChildProtectionPlans.CPPendDate'],
    [
      plans([inNeed('2025-06-01', '2025-07-01')], [protection('2025-07-01')]),
      { CINdetails: [{ CINPlanDates: [{}] }, { ChildProtectionPlans: [{}] }] },
    ],
  ],
  [
    '4003',
    plans([inNeed('2025-06-01')], [protection('2025-04-01', '2025-06-20', ['2025-05-31', '2025-06-10'])]),
    [`CPPreviewDate.CPPreviewDate ChildProtectionPlans.CPPendDate ${both}`],
    plans([inNeed('2025-06-20')], [protection('2025-04-01', '2025-06-20', ['2025-06-20'])]),
  ],
  [
    '4004',
    plans([{}, {}, inNeed('2025-06-01', '2025-07-01')]),
    ['CINPlanDates.CINPlanEndDate CINPlanDates.CINPlanEndDate'],
    plans([{}, inNeed('2025-06-01', '2025-07-01')]),
  ],
  [
    '4008',
    withEpisode({ CINPlanDates: [inNeed('2025-06-02')] }, { PersonDeathDate: '2025-06-01' }),
    ['CINPlanDates.CINPlanStartDate Child.PersonDeathDate'],
    withEpisode({ CINPlanDates: [inNeed('2025-06-01')] }, { PersonDeathDate: '2025-06-01' }),
  ],
  [
    '4009Q',
    withEpisode({ CINPlanDates: [inNeed('2025-05-01', '2025-06-02')] }, { PersonDeathDate: '2025-06-01' }),
    ['CINPlanDates.CINPlanEndDate Child.PersonDeathDate'],
    withEpisode({ CINPlanDates: [inNeed('2025-05-01', '2025-06-01')] }, { PersonDeathDate: '2025-06-01' }),
  ],
  [
    '4010',
    plans([{}, inNeed('2026-04-01')]),
    ['CINPlanDates.CINPlanStartDate', 'CINPlanDates.CINPlanStartDate'],
    plans([inNeed('2026-03-31'), inNeed('2020-01-01')]),
  ],
  [
    '4011',
    plans([inNeed('2025-06-02', '2025-06-01')]),
    ['CINPlanDates.CINPlanEndDate CINPlanDates.CINPlanStartDate'],
    plans([inNeed('2025-06-02', '2025-06-02')]),
  ],
  [
    '4012Q',
    plans([inNeed('2025-06-02', '2025-06-02')]),
    [both],
    plans([inNeed('2025-06-02', '2025-06-03'), {}]),
  ],
  [
    '4013',
    plans([inNeed('2025-01-01', '2025-03-31'), inNeed('2025-06-01', '2026-04-01')]),
    ['CINPlanDates.CINPlanEndDate', 'CINPlanDates.CINPlanEndDate'],
    plans([inNeed('2025-01-01', '2025-04-01'), inNeed('2025-06-01')]),
  ],
  [
    '4014',
    // An open plan goes on to the last day of the year.
    [
      plans([inNeed('2025-06-01', '2025-07-01'), inNeed('2025-07-01')]),
      plans([inNeed('2025-06-01'), inNeed('2026-03-31', '2026-04-02')]),
    ],
    [`CINPlanDates.CINPlanStartDate ${both}`, `CINPlanDates.CINPlanStartDate ${both}`],
    [
      plans([inNeed('2025-06-01', '2025-07-01'), inNeed('2025-07-02')]),
      // An end that cannot be read says nothing.
      plans([inNeed('2025-06-01', 'summer'), inNeed('2025-07-02')]),
    ],
  ],
  [
    '4015',
    withEpisode({ CINreferralDate: '2025-06-02', CINPlanDates: [inNeed('2025-06-01')] }),
    ['CINPlanDates.CINPlanStartDate CINdetails.CINreferralDate'],
    withEpisode({ CINreferralDate: '2025-06-02', CINPlanDates: [inNeed('2025-06-02')] }),
  ],
  [
    '4016',
    plans([inNeed('2025-06-01')], [protection('2025-05-01', '2025-06-02')]),
    ['CINPlanDates.CINPlanStartDate ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate'],
    plans([inNeed('2025-06-02')], [protection('2025-05-01', '2025-06-02')]),
  ],
  [
    '4017',
    plans([inNeed('2025-05-01', '2025-06-02')], [protection('2025-06-01')]),
    [`ChildProtectionPlans.CPPstartDate ${both}`],
    plans([inNeed('2025-05-01', '2025-06-02')], [protection('2025-06-02')]),
  ],
])
