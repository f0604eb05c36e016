import type { Day } from '../../../../platform/dates/day.ts'
import type { CinEpisode } from '../../../return-files/index.ts'
import type { CollectionYear } from '../../year.ts'
import { findsIn, mark, type Mark } from '../declare.ts'
import {
  beneath,
  closedAfterAssessment,
  eachWithAnother,
  goesAhead,
  isBefore,
  isEmpty,
  isGiven,
  isSameDay,
  noFurtherAction,
  severalOf,
} from '../said.ts'

const isOpenAndGoesAhead = (row: CinEpisode): boolean => isEmpty(row, 'cinClosureDate') && goesAhead(row)

/** The day falls in the episode: to the day before it closed, or to the end of the year while it is open. */
function isDuring(at: Day | null, row: CinEpisode, { endsOn }: CollectionYear): boolean {
  if (at === null || row.cinReferralDate === null || at < row.cinReferralDate) return false
  if (row.cinClosureDate !== null) return at < row.cinClosureDate
  return isOpenAndGoesAhead(row) && at <= endsOn
}

/** A row with the dates of it that a rule is about: all are marked, because it takes a person to see which of them is wrong. */
interface Dated {
  readonly at: Mark
  readonly days: readonly (Day | null)[]
}

const assessmentDates = ({ assessments }: CinEpisode): readonly Dated[] =>
  assessments.map((each) => ({
    at: mark(each, 'assessmentActualStartDate', 'assessmentAuthorisationDate'),
    days: [each.assessmentActualStartDate, each.assessmentAuthorisationDate],
  }))

const enquiryDates = ({ section47s }: CinEpisode): readonly Dated[] =>
  section47s.map((each) => ({
    at: mark(each, 's47ActualStartDate', 'dateOfInitialCpc'),
    days: [each.s47ActualStartDate, each.dateOfInitialCpc],
  }))

/** A protection plan's start is left out, as the rule leaves it out. */
const planDates = ({ cpPlans, cinPlans }: CinEpisode): readonly Dated[] => [
  ...cpPlans.map((each) => ({ at: mark(each, 'cppEndDate'), days: [each.cppEndDate] })),
  ...cinPlans.map((each) => ({
    at: mark(each, 'cinPlanStartDate', 'cinPlanEndDate'),
    days: [each.cinPlanStartDate, each.cinPlanEndDate],
  })),
]

/** Any of the dates is given, be it unreadable. */
const isThere = ({ at: { row, fields }, days }: Dated): boolean =>
  days.some((on) => on !== null) || fields.some((field) => isGiven(row, field))

const marksOf = (dated: readonly Dated[]): readonly Mark[] => dated.map(({ at }) => at)

const aboutWhatFollows = [
  findsIn('episode')('2990', {
    reads: {
      episode: ['reasonForClosure', 'dateOfInitialCpc', 'section47s', 'cinPlans', 'cpPlans'],
    },
    says: 'The episode is closed after assessment (RC8 or RC9), so it can have no enquiry, conference or plan.',
    find: (row, _, report) => {
      const rows = [
        ...row.section47s.map((each) => mark(each)),
        ...row.cpPlans.map((each) => mark(each)),
        ...row.cinPlans.map((each) => mark(each)),
      ]
      if (closedAfterAssessment(row) && (rows.length > 0 || !isEmpty(row, 'dateOfInitialCpc')))
        report(mark(row, 'reasonForClosure'), ...rows)
    },
  }),
  findsIn('episode')('8565', {
    reads: {
      episode: ['cinClosureDate', 'dateOfInitialCpc', 'assessments', 'section47s', 'cpPlans', 'cinPlans'],
      assessment: ['assessmentActualStartDate', 'assessmentAuthorisationDate'],
      section47: ['s47ActualStartDate', 'dateOfInitialCpc'],
      cpPlan: ['cppEndDate'],
      cinPlan: ['cinPlanStartDate', 'cinPlanEndDate'],
    },
    says: 'Something happened in the episode after it was closed.',
    find: (row, _, report) => {
      const { cinClosureDate: closed } = row
      if (closed === null) return
      const dated = [...assessmentDates(row), ...enquiryDates(row), ...planDates(row)]
      const late = dated.filter(({ days }) => days.some((on) => isBefore(closed, on)))
      if (late.length > 0 || isBefore(closed, row.dateOfInitialCpc))
        report(mark(row, 'cinClosureDate', 'dateOfInitialCpc'), ...marksOf(late))
    },
  }),
  findsIn('episode')('8831', {
    reads: {
      episode: ['referralNfa', 'dateOfInitialCpc', 'assessments', 'section47s'],
      assessment: ['assessmentActualStartDate', 'assessmentAuthorisationDate'],
      section47: ['s47ActualStartDate', 'dateOfInitialCpc'],
    },
    says: 'The referral ended without further action, and yet there is an assessment, enquiry or conference.',
    find: (row, _, report) => {
      if (!noFurtherAction(row)) return
      const found = [...assessmentDates(row), ...enquiryDates(row)].filter(isThere)
      const conference = isEmpty(row, 'dateOfInitialCpc') ? [] : [mark(row, 'dateOfInitialCpc')]
      if (found.length + conference.length > 0) report(...conference, ...marksOf(found))
    },
  }),
]

const aboutEpisodesTogether = [
  findsIn('child')('2884', {
    reads: {
      child: ['episodes'],
      episode: ['dateOfInitialCpc', 'section47s'],
      section47: ['dateOfInitialCpc'],
    },
    says: 'The same conference is recorded with the enquiry and with the episode. Keep the one with the enquiry.',
    find: ({ episodes }, _, report) => {
      const enquiries = beneath(episodes, ({ section47s }) => section47s)
      for (const row of episodes) {
        const same = enquiries.filter((each) => isSameDay(each.dateOfInitialCpc, row.dateOfInitialCpc))
        if (same.length > 0)
          report(mark(row, 'dateOfInitialCpc'), ...same.map((each) => mark(each, 'dateOfInitialCpc')))
      }
    },
  }),
  findsIn('child')('8815', {
    reads: { child: ['episodes'], episode: ['cinClosureDate', 'referralNfa'] },
    says: 'The child has more than one open episode. All but one should be closed.',
    find: ({ episodes }, _, report) => {
      const open = severalOf(episodes, isOpenAndGoesAhead)
      if (open.length > 0) report(...open.map((each) => mark(each, 'referralNfa', 'cinClosureDate')))
    },
  }),
  findsIn('child')('8816', {
    reads: { child: ['episodes'], episode: ['cinReferralDate', 'cinClosureDate', 'referralNfa'] },
    says: 'An episode is open though the child has been referred since. Close it, or correct the dates.',
    find: ({ episodes }, _, report) => {
      if (episodes.length < 2) return
      const superseded = episodes.filter((row) => isOpenAndGoesAhead(row) && isSuperseded(row, episodes))
      if (superseded.length === 0) return
      const latest = latestReferral(episodes)
      const marked = episodes.filter((row) => superseded.includes(row) || row.cinReferralDate === latest)
      report(...marked.map((each) => mark(each, 'cinReferralDate')))
    },
  }),
  findsIn('child')('8820', {
    reads: { child: ['episodes'], episode: ['cinReferralDate', 'cinClosureDate', 'referralNfa'] },
    says: 'Two of the child’s episodes overlap: one was referred while the other went on.',
    find: ({ episodes }, { year }, report) =>
      eachWithAnother(episodes, (later, row) => {
        if (isDuring(later.cinReferralDate, row, year))
          report(mark(later, 'cinReferralDate'), mark(row, 'cinReferralDate', 'cinClosureDate'))
      }),
  }),
]

/** Another referral is later; or one of the same day is open too, when only one of the two can be the latest. */
const isSuperseded = (row: CinEpisode, episodes: readonly CinEpisode[]): boolean =>
  episodes.some(
    (other) =>
      isBefore(row.cinReferralDate, other.cinReferralDate) ||
      (other !== row && isOpenAndGoesAhead(other) && isSameDay(row.cinReferralDate, other.cinReferralDate)),
  )

function latestReferral(episodes: readonly CinEpisode[]): Day | null {
  let latest: Day | null = null
  for (const { cinReferralDate: on } of episodes)
    if (on !== null && (latest === null || on > latest)) latest = on
  return latest
}

export const episodeRules = [...aboutWhatFollows, ...aboutEpisodesTogether]
