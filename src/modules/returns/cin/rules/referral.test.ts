import { tryRules, withEpisode } from '../child.testing.ts'
import { referralRules } from './referral.ts'

tryRules('the referral and its closing, census of 2025/26', referralRules, 2026, [
  [
    '8555Q',
    withEpisode({ CINreferralDate: '2025-06-02' }, { PersonDeathDate: '2025-06-01' }),
    ['CINdetails.CINreferralDate Child.PersonDeathDate'],
    withEpisode({ CINreferralDate: '2025-06-01' }, { PersonDeathDate: '2025-06-01' }),
  ],
  [
    '8568',
    [withEpisode({}), withEpisode({ ReferralNFA: '2' }), withEpisode({ ReferralNFA: 'yes' })],
    ['CINdetails.ReferralNFA', 'CINdetails.ReferralNFA', 'CINdetails.ReferralNFA'],
    [withEpisode({ ReferralNFA: '0' }), withEpisode({ ReferralNFA: 'true' })],
  ],
  [
    '8569Q',
    // 1 April 2025 is a Tuesday; the working day before it is Monday.
    withEpisode({ ReferralNFA: '1', CINreferralDate: '2025-03-30' }),
    ['CINdetails.ReferralNFA'],
    [
      withEpisode({ ReferralNFA: '1', CINreferralDate: '2025-03-31' }),
      withEpisode({ ReferralNFA: '0', CINreferralDate: '2024-03-31' }),
    ],
  ],
  [
    '8585Q',
    withEpisode({ ReasonForClosure: 'RC2' }),
    ['CINdetails.ReasonForClosure Child.PersonDeathDate'],
    withEpisode({ ReasonForClosure: 'RC2' }, { PersonDeathDate: '2025-06-01' }),
  ],
  [
    '8600',
    [withEpisode({}), withEpisode({ CINreferralDate: '2026-04-01' })],
    ['CINdetails.CINreferralDate', 'CINdetails.CINreferralDate'],
    withEpisode({ CINreferralDate: '2026-03-31' }),
  ],
  [
    '8606',
    // 280 days before 31 March 2026 is 24 June 2025.
    [
      withEpisode({ CINreferralDate: '2025-06-23' }, { PersonBirthDate: '2026-03-31' }),
      withEpisode({ CINreferralDate: '2025-06-23' }, { ExpectedPersonBirthDate: '2026-03-31' }),
    ],
    [
      'CINdetails.CINreferralDate Child.PersonBirthDate Child.ExpectedPersonBirthDate',
      'CINdetails.CINreferralDate Child.PersonBirthDate Child.ExpectedPersonBirthDate',
    ],
    withEpisode({ CINreferralDate: '2025-06-24' }, { PersonBirthDate: '2026-03-31' }),
  ],
  [
    '8610',
    withEpisode({ ReferralNFA: '0' }),
    ['CINdetails.ReferralNFA CINdetails.PrimaryNeedCode'],
    [withEpisode({ ReferralNFA: '0', PrimaryNeedCode: 'N1' }), withEpisode({ ReferralNFA: '1' })],
  ],
  [
    '8620',
    [withEpisode({ CINclosureDate: '2025-03-31' }), withEpisode({ CINclosureDate: '2026-04-01' })],
    ['CINdetails.CINclosureDate', 'CINdetails.CINclosureDate'],
    [withEpisode({ CINclosureDate: '2025-04-01' }), withEpisode({ CINclosureDate: '2026-03-31' })],
  ],
  [
    '8630',
    withEpisode({ CINreferralDate: '2025-06-02', CINclosureDate: '2025-06-01' }),
    ['CINdetails.CINreferralDate CINdetails.CINclosureDate'],
    withEpisode({ CINreferralDate: '2025-06-01', CINclosureDate: '2025-06-01' }),
  ],
  [
    '8640',
    withEpisode({ ReasonForClosure: 'RC10' }),
    ['CINdetails.ReasonForClosure'],
    [withEpisode({ ReasonForClosure: 'RC9' }), withEpisode({})],
  ],
  [
    '8650',
    withEpisode({ PrimaryNeedCode: 'N10' }),
    ['CINdetails.PrimaryNeedCode'],
    [withEpisode({ PrimaryNeedCode: 'N0' }), withEpisode({})],
  ],
  [
    '8775Q',
    [
      withEpisode({}, { PersonBirthDate: '2001-03-30' }),
      withEpisode({ CINclosureDate: '2026-03-31' }, { PersonBirthDate: '2001-03-30' }),
    ],
    ['CINdetails.CINclosureDate Child.PersonBirthDate', 'CINdetails.CINclosureDate Child.PersonBirthDate'],
    [
      withEpisode({}, { PersonBirthDate: '2001-03-31' }),
      withEpisode({ CINclosureDate: '2026-03-30' }, { PersonBirthDate: '2001-03-30' }),
    ],
  ],
  [
    '8805',
    // A closing date that cannot be read is a closing date.
    [withEpisode({ CINclosureDate: '2025-06-01' }), withEpisode({ CINclosureDate: 'in June' })],
    [
      'CINdetails.CINclosureDate CINdetails.ReasonForClosure',
      'CINdetails.CINclosureDate CINdetails.ReasonForClosure',
    ],
    [withEpisode({}), withEpisode({ CINclosureDate: '2025-06-01', ReasonForClosure: 'RC1' })],
  ],
  [
    '8810',
    withEpisode({ ReasonForClosure: 'RC1' }),
    ['CINdetails.ReasonForClosure CINdetails.CINclosureDate'],
    [
      withEpisode({ ReasonForClosure: 'RC1', CINclosureDate: '2025-06-01' }),
      withEpisode({ ReasonForClosure: 'RC1', CINclosureDate: 'in June' }),
    ],
  ],
  [
    '8825Q',
    [withEpisode({ ReasonForClosure: 'RC8' }), withEpisode({ ReasonForClosure: 'RC9' })],
    ['CINdetails.ReasonForClosure', 'CINdetails.ReasonForClosure'],
    [withEpisode({ ReasonForClosure: 'RC8', Assessments: [{}] }), withEpisode({ ReasonForClosure: 'RC1' })],
  ],
  [
    '8866',
    [
      withEpisode({ CINreferralDate: '2013-04-01' }),
      withEpisode({ CINreferralDate: '2025-06-01', ReferralSource: '1Z' }),
    ],
    [
      'CINdetails.CINreferralDate CINdetails.ReferralSource',
      'CINdetails.CINreferralDate CINdetails.ReferralSource',
    ],
    [
      withEpisode({ CINreferralDate: '2013-03-31' }),
      withEpisode({ CINreferralDate: '2025-06-01', ReferralSource: '5D' }),
    ],
  ],
])
