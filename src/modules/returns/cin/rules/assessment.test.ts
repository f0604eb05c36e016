import { tryRules, withEpisode, type Told } from '../child.testing.ts'
import { assessmentRules, outdatedFactorRules } from './assessment.ts'

const assessments = (...Assessments: readonly Told[]): Told => withEpisode({ Assessments })
const from = (AssessmentActualStartDate: string, AssessmentAuthorisationDate = ''): Told => ({
  AssessmentActualStartDate,
  AssessmentAuthorisationDate,
})
const found = (...AssessmentFactors: readonly string[]): Told => ({
  AssessmentAuthorisationDate: '2025-06-01',
  AssessmentFactors,
})

tryRules(
  'assessments and their factors, census of 2025/26',
  [...assessmentRules, ...outdatedFactorRules],
  2026,
  [
    [
      '1103',
      withEpisode({ CINreferralDate: '2025-06-02', Assessments: [from('2025-06-01')] }),
      ['Assessments.AssessmentActualStartDate CINdetails.CINreferralDate'],
      withEpisode({ CINreferralDate: '2025-06-02', Assessments: [from('2025-06-02')] }),
    ],
    [
      '8608',
      assessments(from('2025-06-02', '2025-06-01')),
      ['Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate'],
      assessments(from('2025-06-01', '2025-06-01')),
    ],
    [
      '8614',
      assessments({ AssessmentFactors: ['1A'] }),
      ['Assessments.AssessmentAuthorisationDate Assessments.factors'],
      // What cannot be read may well be a day of authorisation.
      assessments(found('1A'), { AssessmentAuthorisationDate: 'last week', AssessmentFactors: ['1A'] }, {}),
    ],
    [
      '8670Q',
      // Tuesday 31 March 2026 is the first of 45 working days counted back; the 45th is Wednesday 28 January.
      assessments(from('2026-01-27')),
      ['Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate'],
      assessments(from('2026-01-28'), from('2026-01-27', '2026-02-10')),
    ],
    [
      '8696',
      assessments(from('2025-01-01', '2025-03-31'), from('2026-01-01', '2026-04-01')),
      ['Assessments.AssessmentAuthorisationDate', 'Assessments.AssessmentAuthorisationDate'],
      assessments(from('2025-01-01', '2025-04-01'), from('2026-01-01')),
    ],
    [
      '8736',
      assessments(from('2025-03-31'), {}),
      [
        'Assessments.AssessmentAuthorisationDate Assessments.AssessmentActualStartDate',
        'Assessments.AssessmentAuthorisationDate Assessments.AssessmentActualStartDate',
      ],
      assessments(from('2025-04-01'), from('2026-03-31'), from('2025-03-31', '2025-04-05')),
    ],
    [
      '8863Q',
      assessments(from('2025-06-01', '2025-07-01'), from('2025-07-01', '2025-08-01')),
      [
        'Assessments.AssessmentActualStartDate' +
          ' Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate',
      ],
      [
        assessments(from('2025-06-01', '2025-07-01'), from('2025-07-02')),
        // Of two episodes.
        {
          CINdetails: [
            { Assessments: [from('2025-06-01', '2025-07-01')] },
            { Assessments: [from('2025-06-15')] },
          ],
        },
      ],
    ],
    [
      '8867',
      withEpisode({ CINclosureDate: '2025-07-01', Assessments: [{}, found('1A')] }),
      ['Assessments.AssessmentAuthorisationDate CINdetails.CINclosureDate'],
      withEpisode({ Assessments: [{}] }),
    ],
    [
      '8869',
      // The peer compares the text of the whole list, and so sees 21 only when it stands alone.
      assessments(found('21', '1A', '2B')),
      ['AssessmentFactors.AssessmentFactors AssessmentFactors.AssessmentFactors'],
      assessments(found('21'), found('1A', '2B')),
    ],
    [
      '8873Q',
      withEpisode({ ReasonForClosure: 'RC1', Assessments: [found('21')] }),
      ['Assessments.factors CINdetails.ReasonForClosure'],
      [
        withEpisode({ ReasonForClosure: 'RC9', Assessments: [found('21')] }),
        withEpisode({ ReasonForClosure: 'RC1', Assessments: [found('21'), found('1A')] }),
      ],
    ],
    [
      '8896',
      assessments({}, {}, found('1A')),
      ['Assessments.AssessmentAuthorisationDate Assessments.AssessmentAuthorisationDate'],
      { CINdetails: [{ Assessments: [{}] }, { Assessments: [{}] }] },
    ],
    [
      '8897Q',
      // The peer stops with an error on each of these.
      assessments(found(), found('99'), found('99', 'XX')),
      [
        'Assessments.AssessmentAuthorisationDate Assessments.factors',
        'Assessments.AssessmentAuthorisationDate Assessments.factors',
        'Assessments.AssessmentAuthorisationDate Assessments.factors',
      ],
      assessments(found('1A'), found('99', '1A'), { AssessmentAuthorisationDate: '2025-03-31' }, {}),
    ],
    [
      '8898',
      assessments(found('1A', '2B', '1A')),
      ['AssessmentFactors.AssessmentFactors AssessmentFactors.AssessmentFactors'],
      assessments(found('1A', '2B'), found('1A')),
    ],
    [
      '8945Q',
      assessments(found('1A', '18A')),
      ['AssessmentFactors.AssessmentFactors'],
      assessments(found('18B', '18C', '19A')),
    ],
    [
      '8950Q',
      assessments(found('1A', '19A')),
      ['AssessmentFactors.AssessmentFactors'],
      assessments(found('19B', '19C', '18A')),
    ],
  ],
)
