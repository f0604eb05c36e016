import { isDay } from '../../../platform/dates/day.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import type { ReadBack } from '../../../platform/record/received.ts'
import { adoptedAlone, adoptedFromReturn, adoption, placedFromReturn } from '../../adoption/index.ts'
import { allocation, allocationFromReturn } from '../../allocation/index.ts'
import { careLeaverContact, contactFromReturn } from '../../care-leavers/index.ts'
import { healthOutcome, outcomeFromReturn } from '../../health/index.ts'
import {
  asylum,
  asylumFromReturn,
  careEpisode,
  careEpisodeFromReturn,
  claReview,
  deprivationOfLiberty,
  libertyFromReturn,
  motherhood,
  motherhoodFromHeader,
  permanenceFromReturn,
  previousPermanence,
  reviewFromReturn,
} from '../../looked-after/index.ts'
import { missingEpisode, missingFromReturn } from '../../missing/index.ts'
import { ssda903, type Ssda903Table } from '../../return-files/index.ts'
import {
  cellOf,
  cellsOf,
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

/** The kinds of record the looked-after return is made of, beside the child's own. */
export const ssda903Kinds: readonly AnyRecordType[] = [
  careEpisode,
  claReview,
  asylum,
  motherhood,
  healthOutcome,
  careLeaverContact,
  adoption,
  previousPermanence,
  missingEpisode,
  allocation,
  deprivationOfLiberty,
]

/** Sex was coded 1 and 2 until the return of 2023/24. */
const sexBefore2025: Readonly<Record<string, string>> = { M: '1', F: '2' }

interface Making {
  readonly child: ChildRecord
  readonly span: ReturnSpan
  /** The child was looked after on some day of the span. */
  readonly inCare: boolean
}

/** The SSDA903 rows of one child, days as DD/MM/YYYY, those of the year and those the record could give for another alike. */
export function ssda903Rows(child: ChildRecord, span: ReturnSpan): MadeRow[] {
  const inCare = child
    .rows(careEpisode)
    .some((row) => touches(span, dayIn(row, 'startedOn'), dayIn(row, 'endedOn')))
  const making: Making = { child, span, inCare }
  const rows = tables.flatMap(({ table, on, from, asked, cells }) =>
    child.rows(on).flatMap((record) => {
      if (from !== undefined && !from(record)) return []
      const own = { ...shared(table, child, span), ...cells(record, making) }
      return [rowOf(table, on.table, record, own, asked(record, making))]
    }),
  )
  const header = rowOf(
    'header',
    'person',
    child.person,
    headerCells(making),
    rows.some(({ inYear }) => inYear),
  )
  return [header, ...rows].map(written)
}

const rowOf = (
  table: Ssda903Table,
  kind: string,
  { id }: RecordRow,
  cells: MadeCells,
  inYear: boolean,
): MadeRow => ({ table, of: { kind, id }, under: null, cells, inYear })

/** The cells that every table repeats of the child. */
function shared(table: Ssda903Table, { person }: ChildRecord, span: ReturnSpan): Record<string, MadeCell> {
  const cells: Record<string, MadeCell> = { child: personCell(person, 'laChildId') }
  if ('dob' in ssda903[table].columns) cells['dob'] = personCell(person, 'bornOn')
  if ('sex' in ssda903[table].columns) cells['sex'] = sexCell(person, span)
  return cells
}

const personCell = (person: RecordRow, field: string): MadeCell =>
  cellOf('person', person, field, textIn(person, field))

function sexCell(person: RecordRow, { ends }: ReturnSpan): MadeCell {
  const sex = textIn(person, 'sex')
  return cellOf('person', person, 'sex', ends >= 2025 ? sex : (sexBefore2025[sex] ?? sex))
}

function headerCells({ child, span, inCare }: Making): MadeCells {
  const { person } = child
  const upn = textIn(person, 'upn')
  const [mother] = child.rows(motherhood)
  const [sought] = child.rows(asylum)
  return {
    ...shared('header', child, span),
    ethnic: personCell(person, 'ethnicity'),
    upn: upn === '' ? personCell(person, 'upnUnknown') : personCell(person, 'upn'),
    ...(mother === undefined ? {} : cellsOf(motherhoodFromHeader, mother)),
    ...(sought === undefined || !inCare ? {} : { uasc: cellOf('asylum', sought, 'endedOn', '1') }),
  }
}

interface TableRows {
  readonly table: Ssda903Table
  readonly on: AnyRecordType
  /** Which records of the kind it is of; all when left out. */
  readonly from?: (record: RecordRow) => boolean
  readonly asked: (record: RecordRow, making: Making) => boolean
  readonly cells: (record: RecordRow, making: Making) => MadeCells
}

const back =
  (receiver: ReadBack) =>
  (record: RecordRow): MadeCells =>
    cellsOf(receiver, record)

/** What ended after the last day of the return had not ended for it. */
const asThen =
  (receiver: ReadBack, end: string, cells: readonly string[]) =>
  (record: RecordRow, { span }: Making): MadeCells =>
    without(cellsOf(receiver, record), cells, (dayIn(record, end) ?? '') > span.endsOn)

const ran =
  (from: string, to: string) =>
  (record: RecordRow, { span }: Making): boolean =>
    touches(span, dayIn(record, from), dayIn(record, to))

const ranInCare =
  (from: string, to: string) =>
  (record: RecordRow, making: Making): boolean =>
    making.inCare && ran(from, to)(record, making)

const ofYear = (record: RecordRow, { span }: Making): boolean => record['yearEnding'] === span.ends

const says = (record: RecordRow, fields: readonly string[]): boolean =>
  fields.some((field) => textIn(record, field) !== '')

const tables: readonly TableRows[] = [
  {
    table: 'episodes',
    on: careEpisode,
    asked: ran('startedOn', 'endedOn'),
    cells: asThen(careEpisodeFromReturn, 'endedOn', ['dec', 'rec', 'reasonPlaceChange']),
  },
  {
    table: 'reviews',
    on: claReview,
    asked: (record, { span, inCare }) => inCare && within(span, dayIn(record, 'heldOn')),
    cells: back(reviewFromReturn),
  },
  {
    table: 'uasc',
    on: asylum,
    asked: (record, { span, inCare }) => {
      const until = dayIn(record, 'endedOn')
      return inCare && (until === null || until >= span.startsOn)
    },
    cells: back(asylumFromReturn),
  },
  { table: 'oc2', on: healthOutcome, asked: ofYear, cells: back(outcomeFromReturn) },
  { table: 'oc3', on: careLeaverContact, asked: ofYear, cells: back(contactFromReturn) },
  {
    table: 'ad1',
    on: adoption,
    from: (record) => record.state === 'adopted',
    asked: adoptedInYear,
    cells: back(adoptedFromReturn),
  },
  {
    table: 'placedAdoption',
    on: adoption,
    from: (record) =>
      says(record, ['decidedOn', 'reversedOn', 'placedEndedWhy']) &&
      !textIn(record, 'importKey').startsWith(adoptedAlone),
    asked: ranInCare('decidedOn', 'reversedOn'),
    cells: asThen(placedFromReturn, 'reversedOn', ['datePlacedCeased', 'reasonPlacedCeased']),
  },
  {
    table: 'prevPerm',
    on: previousPermanence,
    asked: cameIntoCare,
    cells: (record) => ({
      ...cellsOf(permanenceFromReturn, record),
      datePerm: cellOf('previousPermanence', record, 'permanenceDate', textIn(record, 'permanenceDate')),
    }),
  },
  {
    table: 'missing',
    on: missingEpisode,
    asked: ranInCare('startedOn', 'endedOn'),
    cells: asThen(missingFromReturn, 'endedOn', ['misEnd']),
  },
  {
    table: 'swEpisodes',
    on: allocation,
    from: (record) => record['role'] === 'lead social worker' && says(record, ['fromOn', 'toOn', 'swReason']),
    asked: (record, making) => making.span.ends >= 2024 && ranInCare('fromOn', 'toOn')(record, making),
    cells: (record, making) => ({
      ...asThen(allocationFromReturn, 'toOn', ['swDec'])(record, making),
      swId: cellOf('allocation', record, 'workerId', making.child.staff(record['workerId'])?.number ?? ''),
    }),
  },
  {
    table: 'dolo',
    on: deprivationOfLiberty,
    asked: (record, making) => making.span.ends >= 2027 && ranInCare('startedOn', 'endedOn')(record, making),
    cells: asThen(libertyFromReturn, 'endedOn', ['doloEnd']),
  },
]

/** AD1 is asked of children adopted in the year: the order's day, else the end of care by adoption (E11 and E12). */
function adoptedInYear(record: RecordRow, { child, span }: Making): boolean {
  const ordered = dayIn(record, 'orderedOn')
  if (ordered !== null) return within(span, ordered)
  return child
    .rows(careEpisode)
    .some(
      (episode) =>
        ['E11', 'E12'].includes(textIn(episode, 'endedWhy')) && within(span, dayIn(episode, 'endedOn')),
    )
}

/** Previous permanence is asked of children who started to be looked after in the year. */
function cameIntoCare(_: RecordRow, { child, span }: Making): boolean {
  return child
    .rows(careEpisode)
    .some((episode) => episode['startedWhy'] === 'S' && within(span, dayIn(episode, 'startedOn')))
}

/** Days as the return writes them. */
function written(row: MadeRow): MadeRow {
  const columns: Readonly<Record<string, { readonly kind: string }>> =
    ssda903[row.table as Ssda903Table].columns
  const cells: Record<string, MadeCell> = {}
  for (const [name, cell] of Object.entries(row.cells))
    cells[name] = columns[name]?.kind === 'day' ? { ...cell, text: britishDay(cell.text) } : cell
  return { ...row, cells }
}

/** 22/11/2026 for 2026-11-22; what is no day stands as it is. */
export const britishDay = (text: string): string =>
  isDay(text) ? `${text.slice(8)}/${text.slice(5, 7)}/${text.slice(0, 4)}` : text
