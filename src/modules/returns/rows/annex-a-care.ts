import { addMonths, type Day } from '../../../platform/dates/day.ts'
import { asylum, careEpisode, careSummary, careSummaryFromList } from '../../looked-after/index.ts'
import { dayOf, given, lastVisit, listed } from './annex-a-row.ts'
import {
  cellOf,
  dayIn,
  textIn,
  touches,
  type ChildRecord,
  type MadeCell,
  type MadeRow,
  type RecordRow,
  type ReturnSpan,
} from './made.ts'

/** List 8: what an earlier list said of the child, else their time in care as its episodes have it. */
export function careRow(child: ChildRecord, span: ReturnSpan): MadeRow[] {
  const uasc = child.rows(asylum)[0]
  const asylumCell = uasc === undefined ? undefined : cellOf('asylum', uasc, 'endedOn', '1')
  const summaries = child.rows(careSummary).map((row) => {
    const ended = dayIn(row, 'careEndedOn')
    return listed(
      'childrenInCare',
      careSummaryFromList,
      row,
      touches(span, dayIn(row, 'careStartedOn'), ended),
      given({ uasc: asylumCell }),
    )
  })
  return summaries.length > 0 ? summaries : fromEpisodes(child, span, asylumCell)
}

/** The latest unbroken time in care: episodes of which each begins on the day the one before it ended. */
function latestPeriod(child: ChildRecord, { endsOn }: ReturnSpan): RecordRow[] {
  const begun = child
    .rows(careEpisode)
    .filter((row) => (dayIn(row, 'startedOn') ?? '9') <= endsOn)
    .toSorted((a, b) => ((dayIn(a, 'startedOn') ?? '') < (dayIn(b, 'startedOn') ?? '') ? -1 : 1))
  const first = begun.findLastIndex(
    (row, at) => at === 0 || dayIn(begun[at - 1] ?? row, 'endedOn') !== dayIn(row, 'startedOn'),
  )
  return begun.slice(Math.max(0, first))
}

function fromEpisodes(child: ChildRecord, span: ReturnSpan, uasc: MadeCell | undefined): MadeRow[] {
  const period = latestPeriod(child, span)
  const [first, last] = [period[0], period.at(-1)]
  if (first === undefined || last === undefined) return []
  const ended = dayIn(last, 'endedOn')
  const placed = period.findLast((row, at) => at === 0 || !samePlace(row, period[at - 1])) ?? first
  const status =
    period.findLast(
      (row, at) => at === 0 || textIn(row, 'legalStatus') !== textIn(period[at - 1] ?? row, 'legalStatus'),
    ) ?? first
  const said = (record: RecordRow, field: string, text = textIn(record, field)): MadeCell =>
    cellOf('careEpisode', record, field, text)
  const yearBefore = addMonths(span.endsOn, -12)
  const earlier = child
    .rows(careEpisode)
    .some((row) => endedBetween(row, yearBefore, dayIn(first, 'startedOn')))
  const left = ended !== null && ended <= span.endsOn
  const cells = given({
    uasc,
    startedOn: said(first, 'startedOn'),
    categoryOfNeed: said(last, 'primaryNeed'),
    secondPeriodInYear: said(first, 'startedOn', earlier ? '1' : '0'),
    legalStatusOn: said(status, 'startedOn'),
    legalStatus: said(last, 'legalStatus'),
    lastVisitOn: dayOf('visit', lastVisit(child, span), 'visitedOn'),
    placementsInYear: said(last, 'placementType', String(placesSince(period, yearBefore))),
    ceasedOn: said(last, 'endedOn', left ? undefined : ''),
    ceasedReason: said(last, 'endedWhy', left ? undefined : ''),
    placedOn: said(placed, 'startedOn'),
    placementType: said(last, 'placementType'),
    placementProvider: said(last, 'provider'),
    placementPostcode: said(last, 'placementPostcode'),
    placementUrn: said(last, 'urn'),
  })
  const inYear = touches(span, dayIn(first, 'startedOn'), ended)
  return [{ table: 'childrenInCare', of: { kind: 'careEpisode', id: first.id }, under: null, cells, inYear }]
}

/** A change of legal status alone is a new episode in the same place (reason L). */
const samePlace = (row: RecordRow, before: RecordRow | undefined): boolean =>
  before !== undefined && textIn(row, 'startedWhy') === 'L'

const endedBetween = (row: RecordRow, from: Day, until: Day | null): boolean => {
  const ended = dayIn(row, 'endedOn')
  return ended !== null && ended >= from && until !== null && ended < until
}

const placesSince = (period: readonly RecordRow[], since: Day): number =>
  period.filter((row, at) => (dayIn(row, 'endedOn') ?? '9') >= since && !samePlace(row, period[at - 1]))
    .length
