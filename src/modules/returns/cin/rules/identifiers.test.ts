import { tryRules, type Told } from '../child.testing.ts'
import { identifierRules, lengthOfIdRules, upnAuthorityFrom } from './identifiers.ts'

const further: Told = { ReferralNFA: '0' }
const notFurther: Told = { ReferralNFA: '1' }

tryRules(
  'who the child is, census of 2025/26',
  [...identifierRules, ...lengthOfIdRules, upnAuthorityFrom(2024)],
  2026,
  [
    // 8×2 + 2×3 + 5×4 + 2×5 is 52, and 52 over 23 leaves 6: G.
    ['1510', { UPN: 'K825200000000' }, ['Child.UPN'], { UPN: 'G825200000000' }],
    // A temporary UPN ends in a letter that stands for a number: A for 0, B for 1, so 52 + 13 is 65, which leaves 19: W.
    ['1510', { UPN: 'G82520000000B' }, ['Child.UPN'], { UPN: 'W82520000000B' }],
    ['1520', [{ UPN: 'G825200000000' }, { UPN: 'G825200000000' }], ['Child.UPN', 'Child.UPN'], [{}, {}]],
    ['1530', { UPN: 'A999200000000' }, ['Child.UPN'], { UPN: 'A942200000000' }],
    ['1540', { UPN: 'A8252000X0000' }, ['Child.UPN'], { UPN: 'A82520000000B' }],
    ['1550', { UPN: 'A82520000000S' }, ['Child.UPN'], { UPN: 'A82520000000B' }],
    ['1560Q', { FormerUPN: 'A8252' }, ['Child.FormerUPN'], { FormerUPN: 'A825200000000' }],
    [
      '1570',
      { LAchildID: 'A23456789012345678901' },
      ['Child.LAchildID'],
      { LAchildID: 'A2345678901234567890' },
    ],
    ['1580', { LAchildID: 'A-1' }, ['Child.LAchildID'], { LAchildID: 'A1' }],
    ['8500', {}, ['Child.LAchildID'], { LAchildID: 'A1' }],
    [
      '8510',
      [{ LAchildID: 'A1' }, { LAchildID: 'A1' }],
      ['Child.LAchildID', 'Child.LAchildID'],
      // Two children without an id are not one child.
      [{}, {}, { LAchildID: 'A1' }],
    ],
    ['8520', { PersonBirthDate: '2026-04-01' }, ['Child.PersonBirthDate'], { PersonBirthDate: '2026-03-31' }],
    ['8525Q', {}, ['Child.PersonBirthDate Child.ExpectedPersonBirthDate'], { PersonBirthDate: '2020-01-01' }],
    [
      '8525Q',
      { PersonBirthDate: '2026-02-01', ExpectedPersonBirthDate: '2026-02-03' },
      ['Child.PersonBirthDate Child.ExpectedPersonBirthDate'],
      { ExpectedPersonBirthDate: '2026-05-01' },
    ],
    [
      '8530Q',
      [{ ExpectedPersonBirthDate: '2026-03-01' }, { ExpectedPersonBirthDate: '2026-12-31' }],
      ['Child.ExpectedPersonBirthDate', 'Child.ExpectedPersonBirthDate'],
      [{ ExpectedPersonBirthDate: '2026-03-02' }, { ExpectedPersonBirthDate: '2026-12-30' }],
    ],
    [
      '8535Q',
      [{ PersonDeathDate: '2025-05-01', PersonBirthDate: '2025-05-02' }, { PersonDeathDate: '2025-05-01' }],
      ['Child.PersonDeathDate Child.PersonBirthDate', 'Child.PersonDeathDate Child.PersonBirthDate'],
      { PersonDeathDate: '2025-05-01', PersonBirthDate: '2025-05-01' },
    ],
    [
      '8545Q',
      [{ PersonDeathDate: '2025-03-31' }, { PersonDeathDate: '2026-04-01' }],
      ['Child.PersonDeathDate', 'Child.PersonDeathDate'],
      [{ PersonDeathDate: '2025-04-01' }, { PersonDeathDate: '2026-03-31' }],
    ],
    ['8590', { LAchildID: 'A1' }, ['Child.LAchildID'], { LAchildID: 'A1', CINdetails: [further] }],
    [
      '8770Q',
      [
        { PersonBirthDate: '2020-08-31', CINdetails: [further] },
        { PersonBirthDate: '2015-01-01', UPNunknown: 'UN1', CINdetails: [notFurther, further] },
      ],
      ['Child.UPNunknown', 'Child.UPNunknown'],
      [
        { PersonBirthDate: '2020-09-01', UPNunknown: 'UN1', CINdetails: [further] },
        { PersonBirthDate: '2015-01-01', UPNunknown: 'UN2', CINdetails: [further] },
        { PersonBirthDate: '2015-01-01', UPN: 'G825200000000', CINdetails: [further] },
        { PersonBirthDate: '2015-01-01', CINdetails: [notFurther] },
      ],
    ],
    [
      '8772',
      { UPNunknown: 'UN7', CINdetails: [notFurther, further] },
      ['Child.UPNunknown CINdetails.ReferralNFA'],
      { UPNunknown: 'UN7', CINdetails: [notFurther] },
    ],
  ],
)

tryRules('the authorities of 2022/23', [upnAuthorityFrom(2023)], 2023, [
  // Cumberland is new in April 2023.
  ['1530', { UPN: 'A942200000000' }, ['Child.UPN'], { UPN: 'A909200000000' }],
])
