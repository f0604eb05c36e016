import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { preProceedingsRules } from './pre-proceedings.ts'

const each = (...PreProceedingsandFGDM: readonly Told[]): Told => withEpisode({ PreProceedingsandFGDM })
const place = (cell: string, times = 1): string[] =>
  Array.from({ length: times }, () => `PreProceedingsandFGDM.${cell}`)

tryRules('pre-proceedings, first returned for 2026/27', preProceedingsRules, 2027, [
  ['8995Q', [withEpisode({}), withEpisode({})], [''], [withEpisode({}), each({})]],
  // The peer counts rows: here there is a row, and no date.
  ['9000Q', [each({ PPOutcome: 'A' })], [''], [each({}), each({ PPStartDate: '2026-06-01' })]],
  [
    '9005',
    each({ PPStartDate: '2026-03-31' }, { PPStartDate: '2027-04-01' }),
    place('PPStartDate', 2),
    each({ PPStartDate: '2026-04-01' }, { PPStartDate: '2027-03-31' }, {}),
  ],
  [
    '9006',
    each({ LBPSentDate: '2026-03-31' }, { PPStartDate: '2026-06-02', LBPSentDate: '2026-06-01' }),
    place('LBPSentDate', 2),
    each({ PPStartDate: '2026-06-01', LBPSentDate: '2026-06-01' }, {}),
  ],
  [
    '9007',
    // As the message has it: a letter was sent and nothing says what it offered. The peer asks the reverse.
    each({ LBPSentDate: '2026-06-01' }),
    place('FGDMMeetingOffer'),
    each({ LBPSentDate: '2026-06-01', FGDMMeetingOffer: '0' }, { FGDMMeetingOffer: '1' }),
  ],
  [
    '9008',
    each({ InitialPPMeetingDate: '2027-04-01' }),
    place('InitialPPMeetingDate'),
    each({ InitialPPMeetingDate: '2027-03-31' }, {}),
  ],
  [
    '9009',
    each({ StepDecisionDate: '2027-04-01' }, { PPStartDate: '2026-06-02', StepDecisionDate: '2026-06-01' }),
    place('StepDecisionDate', 2),
    each({ PPStartDate: '2026-06-01', StepDecisionDate: '2026-06-01' }, {}),
  ],
  [
    '9010Q',
    each({ FGDMMeetingOffer: '1' }),
    place('FGDMMeetingFac'),
    each({ FGDMMeetingOffer: '1', FGDMMeetingFac: '0' }, { FGDMMeetingOffer: '0' }, {}),
  ],
  // Pre-proceedings that go on have no outcome yet.
  ['9011', each({ PPOutcome: 'D' }), place('PPOutcome'), each({ PPOutcome: 'A' }, {})],
  [
    '9012',
    each({ CourtAppDate: '2026-03-31' }, { StepDecisionDate: '2026-06-02', CourtAppDate: '2026-06-01' }),
    place('CourtAppDate', 2),
    each({ StepDecisionDate: '2026-06-01', CourtAppDate: '2026-06-01' }, {}),
  ],
  [
    '9013',
    each({ LetterInitCPDate: '2026-03-31' }, { CourtAppDate: '2026-06-02', LetterInitCPDate: '2026-06-01' }),
    place('LetterInitCPDate', 2),
    each({ CourtAppDate: '2026-06-01', LetterInitCPDate: '2026-06-01' }, {}),
  ],
  [
    '9015Q',
    each({ InitialPPMeetingDate: '2026-06-01' }),
    place('ReviewMeetingsCount'),
    each({ InitialPPMeetingDate: '2026-06-01', ReviewMeetingsCount: '0' }, {}),
  ],
])
