import { dayKey, receiver, says, type Received } from '../../platform/record/received.ts'
import type { AnnexARow, Section47Row } from '../return-files/index.ts'
import { section47 } from './record.ts'

export const enquiryFromCensus = receiver(
  section47,
  {
    takes: {
      startedOn: 's47ActualStartDate',
      conferenceTargetOn: 'initialCpcTarget',
      conferenceOn: 'dateOfInitialCpc',
      conferenceNotRequired: 'icpcNotRequired',
    },
  },
  (row: Section47Row, episode: Received) => ({
    key: dayKey(row, 's47ActualStartDate'),
    state: says(row, 'dateOfInitialCpc') || row.icpcNotRequired === true ? 'concluded' : 'open',
    under: { field: 'episodeId', record: episode },
  }),
)

export const enquiryFromList = receiver(
  section47,
  {
    takes: {
      startedOn: 'startedOn',
      conferenceOn: 'conferenceOn',
      conferenceNotRequired: 'conferenceUnnecessary',
      conferenceLedToPlan: 'conferenceLedToPlan',
      previousEnquiries: 'enquiriesInYear',
      previousConferences: 'conferencesInYear',
    },
  },
  (row: AnnexARow<'section47'>) => ({
    key: dayKey(row, 'startedOn'),
    state: says(row, 'conferenceOn') || row.conferenceUnnecessary === true ? 'concluded' : 'open',
  }),
)
