import type { Day } from '../../../../platform/dates/day.ts'
import type { Section47Row } from '../../../return-files/index.ts'
import { dayAfter, type CollectionYear } from '../../year.ts'
import { findsIn, mark, rulesOf } from '../declare.ts'
import {
  eachWithAnother,
  isBefore,
  isEmpty,
  isOutside,
  isWeekend,
  severalOf,
  workingDaysBefore,
} from '../said.ts'

const section47 = rulesOf('section47')

const hasNoConference = (row: Section47Row): boolean => isEmpty(row, 'dateOfInitialCpc')

/** No conference yet, and nobody has said that none is required. */
const isUnfinished = (row: Section47Row): boolean => hasNoConference(row) && row.icpcNotRequired !== true

/** No conference yet, and it is said that one is required. */
const awaitsConference = (row: Section47Row): boolean => hasNoConference(row) && row.icpcNotRequired === false

/** Both days inclusive; to the end of the year while it is unfinished. */
function isDuring(at: Day | null, row: Section47Row, { endsOn }: CollectionYear): boolean {
  const { s47ActualStartDate: from, dateOfInitialCpc: to } = row
  if (at === null || from === null || at < from) return false
  return to !== null ? at <= to : isUnfinished(row) && at <= endsOn
}

export const section47Rules = [
  section47('1104', {
    marks: ['dateOfInitialCpc'],
    with: { episode: ['cinReferralDate'] },
    says: 'The initial conference is dated before the referral.',
    breaks: ({ dateOfInitialCpc }, { episode }) => isBefore(dateOfInitialCpc, episode.cinReferralDate),
  }),
  section47('2889', {
    marks: ['s47ActualStartDate'],
    with: { episode: ['cinReferralDate'] },
    says: 'The section 47 enquiry starts before the referral.',
    breaks: ({ s47ActualStartDate }, { episode }) => isBefore(s47ActualStartDate, episode.cinReferralDate),
  }),
  findsIn('section47')('2991Q', {
    reads: { section47: [], episode: ['section47s', 'assessments'] },
    says: 'There is a section 47 enquiry and no assessment in the episode. An enquiry is carried out through one: add it or say why.',
    find: (row, { episode }, report) => {
      if (episode.assessments.length === 0) report(mark(row))
    },
  }),
  section47('8615', {
    marks: ['s47ActualStartDate', 'dateOfInitialCpc'],
    says: 'An enquiry that led to a conference needs its start, on or before the conference.',
    breaks: ({ s47ActualStartDate: from, dateOfInitialCpc: held }) =>
      held !== null && (from === null || from > held),
  }),
  section47('8675Q', {
    marks: ['dateOfInitialCpc', 's47ActualStartDate', 'icpcNotRequired'],
    says: 'An enquiry begun more than 15 working days before the end of the year has had no conference. Give its date, say that none was required, or say why.',
    // The last day of the year is the first of the 15 that are counted back.
    breaks: (row, { year }) =>
      awaitsConference(row) && isBefore(row.s47ActualStartDate, workingDaysBefore(dayAfter(year), 15)),
  }),
  section47('8715', {
    marks: ['dateOfInitialCpc'],
    says: 'The initial conference is dated outside the census year.',
    breaks: ({ dateOfInitialCpc }, { year }) => isOutside(dateOfInitialCpc, year),
  }),
  section47('8740', {
    marks: ['s47ActualStartDate', 'dateOfInitialCpc', 'icpcNotRequired'],
    says: 'An enquiry that still awaits its conference must have started in the census year.',
    breaks: (row, { year }) => awaitsConference(row) && isOutside(row.s47ActualStartDate, year),
  }),
  section47('8868', {
    marks: ['icpcNotRequired', 'dateOfInitialCpc'],
    with: { episode: ['cinClosureDate'] },
    says: 'The episode is closed, so its enquiry must show either a conference or that none was required, and not both.',
    breaks: (row, { episode }) =>
      !isEmpty(episode, 'cinClosureDate') && hasNoConference(row) === (row.icpcNotRequired !== true),
  }),
  section47('8870Q', {
    marks: ['initialCpcTarget'],
    says: 'The target date of the initial conference is a Saturday or Sunday.',
    breaks: ({ initialCpcTarget }) => isWeekend(initialCpcTarget),
  }),
  section47('8875', {
    marks: ['dateOfInitialCpc'],
    says: 'The initial conference is dated on a Saturday or Sunday.',
    breaks: ({ dateOfInitialCpc }) => isWeekend(dateOfInitialCpc),
  }),
  findsIn('episode')('8839', {
    reads: { episode: ['section47s'], section47: ['dateOfInitialCpc', 'icpcNotRequired'] },
    says: 'The episode has more than one unfinished section 47 enquiry.',
    find: ({ section47s }, _, report) => {
      const open = severalOf(section47s, isUnfinished)
      if (open.length > 0) report(...open.map((row) => mark(row, 'dateOfInitialCpc')))
    },
  }),
  findsIn('episode')('8890', {
    reads: {
      episode: ['section47s'],
      section47: ['s47ActualStartDate', 'dateOfInitialCpc', 'icpcNotRequired'],
    },
    says: 'A section 47 enquiry starts while another of the same episode goes on.',
    find: ({ section47s }, { year }, report) =>
      eachWithAnother(section47s, (later, row) => {
        if (isDuring(later.s47ActualStartDate, row, year))
          report(mark(later, 's47ActualStartDate'), mark(row, 's47ActualStartDate'))
      }),
  }),
]
