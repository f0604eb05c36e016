import type { Day } from '../../platform/dates/day.ts'
import { says, type Received } from '../../platform/record/received.ts'
import { adoptionFromList } from '../adoption/index.ts'
import { adviserFromList, leadFromList } from '../allocation/index.ts'
import { assessmentFromList } from '../assessment/index.ts'
import { leavingCareFromList } from '../care-leavers/index.ts'
import { initialFromList, planFromList, reviewFromList } from '../child-protection/index.ts'
import { earlyHelpFromList } from '../early-help/index.ts'
import { contactFromList } from '../front-door/index.ts'
import { assessmentFromList as healthFromList, dentalFromList } from '../health/index.ts'
import {
  asylumFromHeader,
  careSummaryFromList,
  reviewFromList as careReviewFromList,
} from '../looked-after/index.ts'
import { personFromList } from '../people/index.ts'
import { episodeFromList, referralFromList } from '../referrals/index.ts'
import type { AnnexARow } from '../return-files/index.ts'
import { enquiryFromList } from '../strategy-and-enquiry/index.ts'
import { careVisitFromList, lastSeenFromList, protectionVisitFromList } from '../visits/index.ts'
import type { ChildReceived, Covered } from './child-received.ts'
import { distinct } from './distinct.ts'

/** A row of a list of children; list 11 is of adopters. */
export type ListedRow = Exclude<AnnexARow, AnnexARow<'adopters'>>

/** The list that says most of a visit comes first: list 7 alone says whether the child was seen alone. */
const order: readonly ListedRow['table'][] = [
  'contacts',
  'earlyHelp',
  'childProtection',
  'childrenInCare',
  'childrenInNeed',
  'referrals',
  'assessments',
  'section47',
  'careLeavers',
  'adoption',
]

/** A child of an Annex A workbook, from their rows in every list. */
export function childFromLists(laChildId: string, rows: readonly ListedRow[]): ChildReceived {
  const ordered = rows.toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table) || a.line - b.line)
  return {
    laChildId,
    people: ordered.map((row) => personFromList(laChildId, row)),
    records: distinct(ordered.flatMap((row) => [...recordsOf(row), ...workersOf(row)])),
    // Without a day to tell from, nothing is told.
    covered: eachOnce(withLastVisit(ordered.flatMap(coveredBy).filter(({ fromOn }) => fromOn !== null))),
    rows,
  }
}

/** Two lists may tell of the same. */
const eachOnce = (covered: readonly Covered[]): Covered[] => [
  ...new Map(covered.map((one) => [`${one.fact} ${one.fromOn} ${one.untilOn}`, one])).values(),
]

/** Lists 6, 7 and 8 may each give a last visit: between two of them there may have been others, so visits are known from the latest. */
function withLastVisit(covered: readonly Covered[]): Covered[] {
  const visits = covered
    .filter(({ fact }) => fact === 'visit')
    .toSorted((a, b) => ((a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : 1))
  return [...covered.filter(({ fact }) => fact !== 'visit'), ...visits.slice(-1)]
}

function recordsOf(row: ListedRow): Received[] {
  if (isLater(row)) return [laterOf(row)]
  switch (row.table) {
    case 'contacts':
      return [contactFromList(row)]
    case 'earlyHelp':
      return [earlyHelpFromList(row)]
    case 'referrals':
      return [referralFromList(row)]
    case 'assessments':
      return [assessmentFromList(row)]
    case 'section47':
      return [enquiryFromList(row), ...(row.conferenceOn === null ? [] : [initialFromList(row)])]
    case 'childrenInNeed':
      return [episodeFromList(row), ...(row.lastSeenOn === null ? [] : [lastSeenFromList(row)])]
    case 'childProtection':
      return protectionOf(row)
    case 'childrenInCare':
      return careOf(row)
  }
}

/** What comes after care: of these the row is the whole of the record. */
type Later = AnnexARow<'careLeavers'> | AnnexARow<'adoption'>
const isLater = (row: ListedRow): row is Later => row.table === 'careLeavers' || row.table === 'adoption'

const laterOf = (row: Later): Received =>
  row.table === 'careLeavers' ? leavingCareFromList(row) : adoptionFromList(row)

function protectionOf(row: AnnexARow<'childProtection'>): Received[] {
  const plan = planFromList(row)
  return [
    plan,
    ...(row.lastVisitOn === null ? [] : [protectionVisitFromList(row)]),
    ...(row.lastReviewOn === null ? [] : [reviewFromList(row, plan)]),
  ]
}

const careOf = (row: AnnexARow<'childrenInCare'>): Received[] => [
  careSummaryFromList(row),
  ...(row.lastVisitOn === null ? [] : [careVisitFromList(row)]),
  ...(row.lastReviewOn === null ? [] : [careReviewFromList(row)]),
  ...(row.lastHealthAssessmentOn === null ? [] : [healthFromList(row)]),
  ...(row.lastDentalCheckOn === null ? [] : [dentalFromList(row)]),
  ...(row.uasc === true ? [asylumFromHeader(row)] : []),
]

function workersOf(row: ListedRow): Received[] {
  const lead =
    'worker' in row && (row.worker !== null || row.team !== null) ? [leadFromList(row, isOver(row))] : []
  const adviser =
    row.table === 'careLeavers' && row.personalAdviser !== null
      ? [adviserFromList({ ...row, personalAdviser: row.personalAdviser })]
      : []
  return [...lead, ...adviser]
}

/** Whether what the row is about has ended, so that nobody need be working with the child on its account. */
function isOver(row: ListedRow): boolean {
  if (row.table === 'childrenInNeed') return says(row, 'closedOn') || row.status === 'e'
  if (row.table === 'childProtection') return says(row, 'endedOn')
  return row.table === 'childrenInCare' && says(row, 'ceasedOn')
}

/**
 * What a list can tell of a child. It gives the last doing of a duty and not those before, so it tells from that day;
 * where it gives none, nobody had done it since the plan or the care began.
 */
function coveredBy(row: ListedRow): Covered[] {
  switch (row.table) {
    case 'contacts':
      return [from('contact', row.contactOn)]
    case 'earlyHelp':
      return [from('early help', row.startedOn)]
    case 'referrals':
      return [from('referral', row.referredOn), ...workedOn(row.referredOn)]
    case 'assessments':
      return [from('assessment', row.startedOn), ...workedOn(row.startedOn)]
    case 'section47':
      return [
        from('section 47', row.startedOn),
        from('conference', row.startedOn),
        ...workedOn(row.startedOn),
      ]
    case 'childrenInNeed':
      return [from('visit', row.lastSeenOn, row.startedOn), ...workedOn(row.startedOn)]
    case 'childProtection':
      return [
        from('visit', row.lastVisitOn, row.startedOn),
        from('review conference', row.lastReviewOn, row.startedOn),
        ...workedOn(row.startedOn),
      ]
    case 'childrenInCare':
      return [
        from('visit', row.lastVisitOn, row.startedOn),
        from('looked-after review', row.lastReviewOn, row.startedOn),
        from('health assessment', row.lastHealthAssessmentOn, row.startedOn),
        from('placement', row.placedOn, row.startedOn),
        ...workedOn(row.startedOn),
      ]
    case 'careLeavers':
      return [from('care leaver contact', row.lastContactOn), from('pathway plan', row.lastPathwayReviewOn)]
    case 'adoption':
      return [from('adoption', row.decidedOn)]
  }
}

const from = (fact: Covered['fact'], last: Day | null, since: Day | null = null): Covered => ({
  fact,
  fromOn: last ?? since,
  untilOn: null,
})
const workedOn = (since: Day | null): Covered[] => [from('allocation', since)]
