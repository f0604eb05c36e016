import { dayKey, receiver, says, type Received } from '../../platform/record/received.ts'
import type {
  AnnexARow,
  CinEpisode,
  CpPlan as CensusPlan,
  CpReviewRow,
  Section47Row,
} from '../return-files/index.ts'
import { conference, cpPlan } from './record.ts'

const inOrder = [['startedOn', 'endedOn']] as const

export const planFromCensus = receiver(
  cpPlan,
  {
    takes: {
      startedOn: 'cppStartDate',
      endedOn: 'cppEndDate',
      firstCategory: 'initialCategoryOfAbuse',
      latestCategory: 'latestCategoryOfAbuse',
      previousPlans: 'numberOfPreviousCpp',
    },
    inOrder,
  },
  (row: CensusPlan, episode: Received) => ({
    key: dayKey(row, 'cppStartDate'),
    state: says(row, 'cppEndDate') ? 'ended' : 'open',
    under: { field: 'episodeId', record: episode },
  }),
)

export const reviewFromCensus = receiver(
  conference,
  { takes: { heldOn: 'cppReviewDate' } },
  (row: CpReviewRow, plan: Received) => ({
    key: `review ${dayKey(row, 'cppReviewDate')}`,
    state: 'held',
    sets: { kind: 'review', decision: 'not recorded' },
    under: { field: 'planId', record: plan },
  }),
)

/** The initial conference, which the census gives as a day of the episode and of the enquiry that led to it. */
export const initialFromEpisode = receiver(
  conference,
  { takes: { heldOn: 'dateOfInitialCpc' } },
  (row: CinEpisode) => ({ ...initial(dayKey(row, 'dateOfInitialCpc')), from: [] }),
)

export const initialFromEnquiry = receiver(
  conference,
  { takes: { heldOn: 'dateOfInitialCpc', strategyOn: 's47ActualStartDate' } },
  (row: Section47Row) => ({ ...initial(dayKey(row, 'dateOfInitialCpc')), from: [] }),
)

const initial = (day: string) => ({
  key: `initial ${day}`,
  state: 'held' as const,
  sets: { kind: 'initial' },
})

export const initialFromList = receiver(
  conference,
  { takes: { heldOn: 'conferenceOn', strategyOn: 'startedOn' } },
  (row: AnnexARow<'section47'>) => ({
    ...initial(dayKey(row, 'conferenceOn')),
    sets: { kind: 'initial', decision: decisions[row.conferenceLedToPlan ?? 'U'] ?? 'not recorded' },
    from: [],
  }),
)

const decisions: Readonly<Record<string, string>> = { Y: 'plan', N: 'no plan', U: 'not recorded' }

export const planFromList = receiver(
  cpPlan,
  {
    takes: {
      startedOn: 'startedOn',
      endedOn: 'endedOn',
      firstCategory: 'initialCategory',
      latestCategory: 'latestCategory',
      previousPlans: 'previousPlans',
      emergencyProtection: 'emergencyProtection',
    },
    inOrder,
  },
  (row: AnnexARow<'childProtection'>) => ({
    key: dayKey(row, 'startedOn'),
    state: says(row, 'endedOn') ? 'ended' : 'open',
  }),
)

/** The latest review conference, of which the list gives only the day. */
export const reviewFromList = receiver(
  conference,
  { takes: { heldOn: 'lastReviewOn' } },
  (row: AnnexARow<'childProtection'>, plan: Received) => ({
    key: `review ${dayKey(row, 'lastReviewOn')}`,
    state: 'held',
    sets: { kind: 'review', decision: 'not recorded' },
    from: [],
    under: { field: 'planId', record: plan },
  }),
)
