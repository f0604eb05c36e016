import { tryRules, type Told } from '../child.testing.ts'
import { characteristicRules, sexRules } from './characteristics.ts'

const fifty = (one: Told, other: Told): Told[] => [one, ...Array.from({ length: 49 }, () => other)]
const further: Told = { ReferralNFA: 'false' }
const used = (...codes: readonly string[]): Told[] => codes.map((code) => ({ Disability: [code] }))

tryRules('what the child is like, census of 2025/26', [...characteristicRules, ...sexRules.lettered], 2026, [
  [
    '2886Q',
    fifty({ Sex: 'U' }, { Sex: 'F' }).concat({}),
    [''],
    // One in fifty is 2 in 100, which is not more; an unborn child is not counted.
    fifty({ Sex: 'U' }, { Sex: 'F' }).concat({ Sex: 'U', ExpectedPersonBirthDate: '2026-05-01' }),
  ],
  [
    '2887Q',
    // Different codes are counted, not children, and not NONE.
    used('MOB', 'MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'HEAR', 'NONE', 'NONE', 'NONE'),
    [''],
    used('MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'HEAR', 'VIS'),
  ],
  [
    '2888Q',
    [{ Disability: ['MOB', 'NONE'] }, { Disability: ['LD', 'LD'] }],
    [''],
    [{ Disability: ['MOB', 'LD'] }, { Disability: ['NONE'] }],
  ],
  ['4180', [{ Sex: '1' }, {}], ['Child.Sex', 'Child.Sex'], [{ Sex: 'M' }, { Sex: 'F' }, { Sex: 'U' }]],
  ['4220', [{ Ethnicity: 'ZZZZ' }, {}], ['Child.Ethnicity', 'Child.Ethnicity'], { Ethnicity: 'WROM' }],
  [
    '8540',
    // No row at all, and one that is no code: the peer's report shows neither.
    [
      { PersonBirthDate: '2015-01-01', CINdetails: [further] },
      {
        PersonBirthDate: '2015-01-01',
        Disability: ['MOB', 'ABLE'],
        CINdetails: [further, { ReferralNFA: '1' }],
      },
    ],
    [
      'Child.PersonBirthDate Child.disabilities CINdetails.ReferralNFA',
      'Child.PersonBirthDate Disability.Disability CINdetails.ReferralNFA',
    ],
    [
      { PersonBirthDate: '2015-01-01', Disability: ['NONE'], CINdetails: [further] },
      { PersonBirthDate: '2015-01-01', CINdetails: [{ ReferralNFA: '1' }] },
      { ExpectedPersonBirthDate: '2026-05-01', CINdetails: [further] },
    ],
  ],
  [
    '8750',
    { ExpectedPersonBirthDate: '2026-05-01', Sex: 'F' },
    ['Child.Sex Child.PersonBirthDate Child.ExpectedPersonBirthDate'],
    [
      { ExpectedPersonBirthDate: '2026-05-01', Sex: 'U' },
      { PersonBirthDate: '2025-05-01', Sex: 'F' },
    ],
  ],
  [
    '8790',
    { Disability: ['NONE', 'LD'] },
    ['Disability.Disability Disability.Disability'],
    [{ Disability: ['NONE'] }, { Disability: ['LD', 'MOB'] }],
  ],
  [
    '8794',
    { Disability: ['LD', 'MOB', 'LD'] },
    ['Disability.Disability Disability.Disability'],
    { Disability: ['LD', 'MOB'] },
  ],
])

tryRules('sex as it was written until 2023/24', sexRules.numbered, 2024, [
  [
    '2886Q',
    fifty({ GenderCurrent: '0' }, { GenderCurrent: '2' }).concat({}),
    [''],
    // Indeterminate is recorded.
    fifty({ GenderCurrent: '0' }, { GenderCurrent: '9' }),
  ],
  ['4180', { GenderCurrent: '3' }, ['Child.GenderCurrent'], { GenderCurrent: '2' }],
  [
    '8750',
    { ExpectedPersonBirthDate: '2024-05-01', GenderCurrent: '2' },
    ['Child.GenderCurrent Child.PersonBirthDate Child.ExpectedPersonBirthDate'],
    { ExpectedPersonBirthDate: '2024-05-01', GenderCurrent: '0' },
  ],
])
