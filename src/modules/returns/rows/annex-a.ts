import { addMonths, ageOn, type Day } from '../../../platform/dates/day.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { adoption, adoptionFromList } from '../../adoption/index.ts'
import { allocation } from '../../allocation/index.ts'
import { assessment, assessmentFromList } from '../../assessment/index.ts'
import { leavingCare, leavingCareFromList } from '../../care-leavers/index.ts'
import { conference, cpPlan, planFromList } from '../../child-protection/index.ts'
import { cinPlan } from '../../child-in-need/index.ts'
import { earlyHelpAssessment, earlyHelpFromList } from '../../early-help/index.ts'
import { contact, contactFromList } from '../../front-door/index.ts'
import { asylum, careEpisode, careSummary } from '../../looked-after/index.ts'
import { cinEpisode, episodeFromList, referralFromList } from '../../referrals/index.ts'
import { annexA, type AnnexAListName } from '../../return-files/index.ts'
import { enquiryFromList, section47 } from '../../strategy-and-enquiry/index.ts'
import { visit } from '../../visits/index.ts'
import { careRow } from './annex-a-care.ts'
import { dayOf, given, lastVisit, latestFirst, listed } from './annex-a-row.ts'
import {
  cellOf,
  dayIn,
  textIn,
  touches,
  within,
  without,
  type ChildRecord,
  type MadeCell,
  type MadeCells,
  type MadeRow,
  type RecordRow,
  type ReturnSpan,
} from './made.ts'
import { britishDay } from './ssda903.ts'

/** The kinds of record the lists of children are made of, beside the child's own. */
export const annexAKinds: readonly AnyRecordType[] = [
  contact,
  earlyHelpAssessment,
  cinEpisode,
  assessment,
  section47,
  cinPlan,
  cpPlan,
  conference,
  careEpisode,
  careSummary,
  asylum,
  leavingCare,
  adoption,
  allocation,
  visit,
]

/** What the lists look back over from the day they are of, inclusive: six months, and twelve for adoption (Annex A, windows). */
const back = ({ ends, endsOn }: ReturnSpan, months: number): ReturnSpan => ({
  ends,
  startsOn: addMonths(endsOn, -months),
  endsOn,
})

/** The rows of one child in lists 1 to 10, on the last day of the span. Codes stand as codes: their words are put to them where the workbook is written. */
export function annexARows(child: ChildRecord, span: ReturnSpan): MadeRow[] {
  const six = back(span, 6)
  return [
    ...child
      .rows(contact)
      .map((row) => listed('contacts', contactFromList, row, within(six, dayIn(row, 'receivedOn')))),
    ...child.rows(earlyHelpAssessment).map((row) => earlyHelpRow(row, six)),
    ...child.rows(cinEpisode).map((row) => referralRow(row, child, six)),
    ...child.rows(assessment).map((row) => assessmentRow(row, six)),
    ...child.rows(section47).map((row) => enquiryRow(row, child, six)),
    ...latestFirst(child.rows(cinEpisode), 'referredOn').map((row, at) => needRow(row, child, six, at === 0)),
    ...latestFirst(child.rows(cpPlan), 'startedOn').map((row, at) => planRow(row, child, six, at === 0)),
    ...careRow(child, six),
    ...child.rows(leavingCare).map((row) => leaverRow(row, child)),
    ...child.rows(adoption).map((row) => adoptionRow(row, back(span, 12))),
  ].map((row) => finished(row, child, span))
}

const earlyHelpRow = (row: RecordRow, span: ReturnSpan): MadeRow =>
  listed(
    'earlyHelp',
    earlyHelpFromList,
    row,
    touches(span, dayIn(row, 'startedOn'), dayIn(row, 'completedOn')),
  )

/** A count the record of a return gives, else reckoned from the records of the twelve months before. */
function countOr(
  given: MadeCell | undefined,
  kind: string,
  record: RecordRow,
  count: () => number,
): MadeCell {
  if (given !== undefined && given.text !== '') return given
  // A record that a return brought says no more than the return did.
  const text = (record['importId'] ?? null) === null ? String(count()) : ''
  return given === undefined ? cellOf(kind, record, 'id', text) : { ...given, text }
}

const inYearBefore = (rows: readonly RecordRow[], field: string, on: Day | null): number =>
  on === null
    ? 0
    : rows.filter((row) => {
        const held = dayIn(row, field)
        return held !== null && held < on && held >= addMonths(on, -12)
      }).length

function referralRow(row: RecordRow, child: ChildRecord, span: ReturnSpan): MadeRow {
  const on = dayIn(row, 'referredOn')
  const made = listed('referrals', referralFromList, row, within(span, on))
  const before = () => inYearBefore(child.rows(cinEpisode), 'referredOn', on)
  return {
    ...made,
    cells: {
      ...made.cells,
      referralsInYear: countOr(made.cells['referralsInYear'], 'cinEpisode', row, before),
    },
  }
}

function assessmentRow(row: RecordRow, span: ReturnSpan): MadeRow {
  const needed = textIn(row, 'supportNeeded')
  const text = needed === 'yes' ? '1' : needed === 'no' ? '0' : ''
  const open = touches(span, dayIn(row, 'startedOn'), dayIn(row, 'authorisedOn'))
  return listed('assessments', assessmentFromList, row, open, {
    requiresSupport: cellOf('assessment', row, 'supportNeeded', text),
  })
}

function enquiryRow(row: RecordRow, child: ChildRecord, span: ReturnSpan): MadeRow {
  const on = dayIn(row, 'startedOn')
  const made = listed('section47', enquiryFromList, row, within(span, on))
  const held = child.rows(conference).filter(({ kind }) => kind === 'initial')
  const { enquiriesInYear, conferencesInYear } = made.cells
  return {
    ...made,
    cells: {
      ...made.cells,
      enquiriesInYear: countOr(enquiriesInYear, 'section47', row, () =>
        inYearBefore(child.rows(section47), 'startedOn', on),
      ),
      conferencesInYear: countOr(conferencesInYear, 'section47', row, () => inYearBefore(held, 'heldOn', on)),
    },
  }
}

/** One row a child: the latest episode. Its status is the weightiest of what is open (Annex A list 6). */
function needRow(row: RecordRow, child: ChildRecord, span: ReturnSpan, latest: boolean): MadeRow {
  const open = touches(span, dayIn(row, 'referredOn'), dayIn(row, 'closedOn'))
  // List 3 names a referral and does not say whether its episode is open: a return's record is in need where it says so.
  const isSaid = textIn(row, 'primaryNeed') !== '' || textIn(row, 'caseStatus') !== ''
  const isNeed = row.state !== 'no further action' && ((row['importId'] ?? null) === null || isSaid)
  const made = listed(
    'childrenInNeed',
    episodeFromList,
    row,
    latest && open && isNeed,
    given({ lastSeenOn: dayOf('visit', lastVisit(child, span), 'visitedOn') }),
  )
  const status = made.cells['status']
  const cells = without(
    made.cells,
    ['closedOn', 'closureReason'],
    (dayIn(row, 'closedOn') ?? '') > span.endsOn,
  )
  if (status === undefined || status.text !== '' || (row['importId'] ?? null) !== null)
    return { ...made, cells }
  return { ...made, cells: { ...cells, status: { ...status, text: statusOf(row, child, span) } } }
}

function statusOf(row: RecordRow, child: ChildRecord, { endsOn }: ReturnSpan): string {
  const on = { ends: 0, startsOn: endsOn, endsOn }
  const isOpen = (kind: AnyRecordType, to: string): boolean =>
    child.rows(kind).some((one) => touches(on, dayIn(one, 'startedOn'), dayIn(one, to)))
  if (isOpen(careEpisode, 'endedOn')) return 'a'
  if (isOpen(cpPlan, 'endedOn')) return 'b'
  if (isOpen(cinPlan, 'endedOn')) return 'c'
  return dayIn(row, 'closedOn') === null ? 'd' : 'e'
}

function planRow(row: RecordRow, child: ChildRecord, span: ReturnSpan, latest: boolean): MadeRow {
  const open = touches(span, dayIn(row, 'startedOn'), dayIn(row, 'endedOn'))
  const seen = lastVisit(child, span)
  const reviews = child.rows(conference).filter(({ kind, planId }) => kind === 'review' && planId === row.id)
  const alone = { yes: 'Y', no: 'N' }[String(seen?.['seenAlone'])] ?? ''
  const made = listed(
    'childProtection',
    planFromList,
    row,
    latest && open,
    given({
      lastVisitOn: dayOf('visit', seen, 'visitedOn'),
      seenAlone: seen === undefined ? undefined : cellOf('visit', seen, 'seenAlone', alone),
      lastReviewOn: dayOf('conference', latestFirst(reviews, 'heldOn')[0], 'heldOn'),
    }),
  )
  const protectedNow = made.cells['emergencyProtection']
  if (protectedNow === undefined || protectedNow.text !== '' || (row['importId'] ?? null) !== null)
    return made
  // Subject to an emergency order or police protection: legal status L1 or L2 in the window.
  const was = child
    .rows(careEpisode)
    .some(
      (one) =>
        ['L1', 'L2'].includes(textIn(one, 'legalStatus')) &&
        touches(span, dayIn(one, 'startedOn'), dayIn(one, 'endedOn')),
    )
  return {
    ...made,
    cells: { ...made.cells, emergencyProtection: { ...protectedNow, text: was ? '1' : '0' } },
  }
}

const leaverRow = (row: RecordRow, child: ChildRecord): MadeRow =>
  listed('careLeavers', leavingCareFromList, row, true, {
    personalAdviser: cellOf('leavingCare', row, 'adviserId', child.staff(row['adviserId'])?.name ?? ''),
  })

function adoptionRow(row: RecordRow, span: ReturnSpan): MadeRow {
  const ended = dayIn(row, 'orderedOn') ?? dayIn(row, 'reversedOn')
  const begun = dayIn(row, 'decidedOn') ?? dayIn(row, 'placedOn')
  return listed('adoption', adoptionFromList, row, touches(span, begun, ended))
}

/** The cells of the child and of who works with them, and days as the workbook writes them. */
function finished(row: MadeRow, child: ChildRecord, span: ReturnSpan): MadeRow {
  const columns: Readonly<Record<string, { readonly kind: string }>> =
    annexA[row.table as AnnexAListName].columns
  const all = { ...row.cells, ...childCells(child, span), ...workerCells(child, span) }
  const cells: Record<string, MadeCell> = {}
  for (const [name, { kind }] of Object.entries(columns)) {
    const cell = all[name]
    if (cell !== undefined) cells[name] = kind === 'day' ? { ...cell, text: britishDay(cell.text) } : cell
  }
  return { ...row, cells }
}

const genders: Readonly<Record<string, string>> = { M: 'a', F: 'b', U: 'c', I: 'd' }

function childCells({ person }: ChildRecord, { endsOn }: ReturnSpan): MadeCells {
  const said = (field: string, text = textIn(person, field)): MadeCell =>
    cellOf('person', person, field, text)
  const born = dayIn(person, 'bornOn')
  const disabilities = Array.isArray(person['disabilities']) ? person['disabilities'].map(String) : []
  return {
    child: said('laChildId'),
    gender: said('sex', genders[textIn(person, 'sex')] ?? textIn(person, 'sex')),
    ethnicity: said('ethnicity'),
    dob: said('bornOn'),
    age: said('bornOn', born === null || born > endsOn ? '' : String(ageOn(born, endsOn))),
    disabled: said(
      'disabilities',
      disabilities.length === 0 ? '' : disabilities.includes('NONE') ? 'N' : 'Y',
    ),
  }
}

/** Who works with the child on the day of the list: the lead social worker and their team. */
function workerCells(child: ChildRecord, { endsOn }: ReturnSpan): MadeCells {
  const leads = child
    .rows(allocation)
    .filter((row) => row['role'] === 'lead social worker' && (dayIn(row, 'fromOn') ?? '') <= endsOn)
  const lead = leads.findLast(({ state }) => state !== 'ended') ?? leads.at(-1)
  if (lead === undefined) return {}
  return {
    team: cellOf('allocation', lead, 'teamId', child.team(lead['teamId']) ?? ''),
    worker: cellOf('allocation', lead, 'workerId', child.staff(lead['workerId'])?.name ?? ''),
  }
}
