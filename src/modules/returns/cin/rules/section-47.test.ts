import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { section47Rules } from './section-47.ts'

const enquiry = (S47ActualStartDate: string, DateOfInitialCPC = '', ICPCnotRequired = '0'): Told => ({
  S47ActualStartDate,
  DateOfInitialCPC,
  ICPCnotRequired,
})
const enquiries = (...Section47: readonly Told[]): Told => withEpisode({ Section47 })
const closed = (...Section47: readonly Told[]): Told =>
  withEpisode({ CINclosureDate: '2025-09-01', Section47 })
const awaiting = 'Section47.DateOfInitialCPC Section47.S47ActualStartDate Section47.ICPCnotRequired'

tryRules('section 47 enquiries, census of 2025/26', section47Rules, 2026, [
  [
    '1104',
    withEpisode({ CINreferralDate: '2025-06-03', Section47: [enquiry('', '2025-06-02')] }),
    ['Section47.DateOfInitialCPC CINdetails.CINreferralDate'],
    withEpisode({ CINreferralDate: '2025-06-02', Section47: [enquiry('', '2025-06-02')] }),
  ],
  [
    '2889',
    withEpisode({ CINreferralDate: '2025-06-03', Section47: [enquiry('2025-06-02')] }),
    ['Section47.S47ActualStartDate CINdetails.CINreferralDate'],
    withEpisode({ CINreferralDate: '2025-06-02', Section47: [enquiry('2025-06-02')] }),
  ],
  [
    '2991Q',
    enquiries({}, {}),
    ['Section47', 'Section47'],
    withEpisode({ Section47: [{}], Assessments: [{}] }),
  ],
  [
    '8615',
    enquiries(enquiry('', '2025-06-02'), enquiry('2025-06-03', '2025-06-02')),
    [
      'Section47.S47ActualStartDate Section47.DateOfInitialCPC',
      'Section47.S47ActualStartDate Section47.DateOfInitialCPC',
    ],
    enquiries(enquiry('2025-06-02', '2025-06-02'), enquiry('')),
  ],
  [
    '8675Q',
    // Tuesday 31 March 2026 is the first of 15 working days counted back; the 15th is Wednesday 11 March.
    enquiries(enquiry('2026-03-10')),
    [awaiting],
    enquiries(enquiry('2026-03-11'), enquiry('2026-03-10', '', '1'), enquiry('2026-03-10', '2026-03-20')),
  ],
  [
    '8715',
    enquiries(enquiry('2025-03-20', '2025-03-31'), enquiry('2026-03-20', '2026-04-01')),
    ['Section47.DateOfInitialCPC', 'Section47.DateOfInitialCPC'],
    enquiries(enquiry('2025-03-20', '2025-04-01'), enquiry('2026-03-20')),
  ],
  [
    '8740',
    enquiries(enquiry('2025-03-31')),
    ['Section47.S47ActualStartDate Section47.DateOfInitialCPC Section47.ICPCnotRequired'],
    enquiries(enquiry('2025-04-01'), enquiry('2025-03-31', '2025-04-10'), enquiry('2025-03-31', '', '1')),
  ],
  [
    '8839',
    enquiries(enquiry('2025-06-02'), enquiry('2025-07-02', '', '')),
    ['Section47.DateOfInitialCPC Section47.DateOfInitialCPC'],
    enquiries(enquiry('2025-06-02'), enquiry('2025-07-02', '', '1'), enquiry('2025-08-01', '2025-08-12')),
  ],
  [
    '8868',
    closed(enquiry('2025-06-02'), enquiry('2025-06-02', '2025-06-12', '1')),
    [
      'Section47.ICPCnotRequired Section47.DateOfInitialCPC CINdetails.CINclosureDate',
      'Section47.ICPCnotRequired Section47.DateOfInitialCPC CINdetails.CINclosureDate',
    ],
    [
      closed(enquiry('2025-06-02', '2025-06-12'), enquiry('2025-06-02', '', '1')),
      enquiries(enquiry('2025-06-02')),
    ],
  ],
  [
    '8870Q',
    enquiries({ InitialCPCtarget: '2025-06-07' }, { InitialCPCtarget: '2025-06-08' }),
    ['Section47.InitialCPCtarget', 'Section47.InitialCPCtarget'],
    enquiries({ InitialCPCtarget: '2025-06-06' }, { InitialCPCtarget: '2025-06-09' }, {}),
  ],
  [
    '8875',
    enquiries(enquiry('', '2025-06-07'), enquiry('', '2025-06-08')),
    ['Section47.DateOfInitialCPC', 'Section47.DateOfInitialCPC'],
    enquiries(enquiry('', '2025-06-06'), enquiry('', '2025-06-09')),
  ],
  [
    '8890',
    enquiries(enquiry('2025-06-02', '2025-06-12'), enquiry('2025-06-12', '2025-06-20')),
    ['Section47.S47ActualStartDate Section47.S47ActualStartDate'],
    // One that needed no conference is over, though nothing says when.
    enquiries(enquiry('2025-06-02', '', '1'), enquiry('2025-06-12', '2025-06-20')),
  ],
])
