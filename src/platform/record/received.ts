import type { Field } from './field.ts'
import type { AnyRecordType } from './record.ts'

/** A row of a return, as far as making a record of it goes: where it stands, and what could not be told in full. */
export interface RowRead {
  readonly table: string
  readonly file: number
  readonly line: number
  readonly given: { readonly [field: string]: string | undefined } | null
  /** What stood beside its cells and has no place in the return's layout, by its name. */
  readonly beyond?: { readonly [name: string]: string }
}

/** What is doubtful in a row once it is read as a record: it is stored all the same, and a person is told. */
export interface Doubt {
  readonly kind:
    'code-not-kept' | 'number-not-kept' | 'end-before-start' | 'repeated-row' | 'sources-disagree'
  /** The field of the record, or null for the whole row. */
  readonly field: string | null
  readonly given: string
  readonly message: string
  readonly at: RowRead
}

/** A record a chapter makes of a return's rows, before it is known whose id it gets. */
export interface Received<R extends AnyRecordType = AnyRecordType> {
  readonly on: R
  /** What makes it the same record when it comes again, within the child. */
  readonly key: string
  readonly state: R['states'][number]
  /** The row does not say how the record stands: the state is that of a new one, and one held keeps its own. */
  readonly stateIfNew: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly given: Readonly<Record<string, string>> | null
  /** The row it was read from. */
  readonly at: RowRead
  /** The rows it accounts for: the first is stored as this record, the others are merged into it. None for a record beside its row. */
  readonly from: readonly RowRead[]
  readonly doubts: readonly Doubt[]
  /** Field of the record by the row's field it was read from. */
  readonly reads: ReadonlyMap<string, string>
  /** The record it belongs to, whose id goes into `field` once it is stored. */
  readonly under: { readonly field: string; readonly record: Received } | null
  /** The member of staff whose id goes into `field`. */
  readonly staff: { readonly field: string; readonly named: StaffNamed } | null
  /** The team whose id goes into `field`. */
  readonly team: { readonly field: string; readonly name: string } | null
}

/** How a return names a worker: by the number their authority or Social Work England knows them by, or by name. */
export type StaffNamed =
  { readonly externalId: string } | { readonly name: string; readonly team: string | null }

type Reads<R extends AnyRecordType, Row> = { readonly [F in keyof R['fields'] & string]?: keyof Row & string }

interface Reading<R extends AnyRecordType, Row> {
  /** Field of the record: the row's field it is read from. */
  readonly takes: Reads<R, Row>
  /** Codes of the row that mean one of the record's answers; null for one that means nothing is known. */
  readonly means?: { readonly [F in keyof R['fields'] & string]?: Readonly<Record<string, unknown>> }
  /** Pairs of days of which the second may not come before the first. */
  readonly inOrder?: readonly (readonly [keyof R['fields'] & string, keyof R['fields'] & string])[]
  /** The largest number, or the longest text in characters, that the record holds in a field. */
  readonly atMost?: { readonly [F in keyof R['fields'] & string]?: number }
}

interface Says<R extends AnyRecordType> {
  readonly key: string
  readonly state: R['states'][number]
  readonly stateIfNew?: boolean
  /** What is not one cell's answer. */
  readonly sets?: Readonly<Record<string, unknown>>
  /** The rows it accounts for; the row itself if not said. */
  readonly from?: readonly RowRead[]
  readonly under?: Received['under']
  readonly staff?: Received['staff']
  readonly team?: Received['team']
}

/**
 * Says once how rows of a return become records of one kind. What the record cannot hold (an unknown code, an end
 * before its start) is left out of its values, kept in `given`, and doubted: a broken value never stops a row.
 */
export function receiver<R extends AnyRecordType, Row extends RowRead, More extends readonly unknown[]>(
  on: R,
  reading: Reading<R, Row>,
  says: (row: Row, ...more: More) => Says<R>,
): Receiver<R, Row, More> {
  const cells = cellsOf(on, reading)
  const pairs = reading.inOrder ?? []
  const reads = new Map(cells.map(({ field, from }) => [from, field]))
  const receive = (row: Row, ...more: More): Received<R> => {
    const said = says(row, ...more)
    const draft: Draft = { row, values: {}, given: null, doubts: [] }
    for (const cell of cells) readCell(cell, (row as Readonly<Record<string, unknown>>)[cell.from], draft)
    if (said.sets !== undefined) Object.assign(draft.values, said.sets)
    for (const [first, second] of pairs) refuseBackwards(draft, first, second)
    return {
      on,
      key: said.key,
      state: said.state,
      stateIfNew: said.stateIfNew ?? false,
      values: draft.values,
      given: draft.given,
      at: row,
      from: said.from ?? [row],
      doubts: draft.doubts,
      reads,
      under: said.under ?? null,
      staff: said.staff ?? null,
      team: said.team ?? null,
    }
  }
  return Object.assign(receive, { on, takes: reading.takes, means: reading.means ?? {} })
}

/** What a chapter says of its rows, kept so that it can be read backwards: from the record to the row. */
export interface ReadBack {
  readonly on: AnyRecordType
  /** Field of the record: the row's field it is read from. */
  readonly takes: Readonly<Record<string, string | undefined>>
  readonly means: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>
}

/** Makes a record of a row, and says which cell of the row stands in which field of the record. */
interface Receiver<
  R extends AnyRecordType,
  Row extends RowRead,
  More extends readonly unknown[],
> extends ReadBack {
  (row: Row, ...more: More): Received<R>
  readonly on: R
}

/** A record as its answers stand, with what came and could not be read. */
export interface Answered {
  readonly given?: Readonly<Record<string, string>> | null
  readonly [field: string]: unknown
}

/** A cell read back from a record: its text, and the field of the record it stands in. */
interface CellBack {
  /** Days as 2026-11-22, yes and no as 1 and 0; empty where the record says nothing. */
  readonly text: string
  readonly field: string
}

/**
 * A receiver's sentence read backwards: what the cells of its row are, as the record stands. Where the record holds no
 * answer, what came and could not be read stands as it came.
 */
export function cellsBack({ takes, means }: ReadBack, record: Answered): Record<string, CellBack> {
  const cells: Record<string, CellBack> = {}
  for (const [field, cell] of Object.entries(takes))
    if (cell !== undefined) cells[cell] = { text: textBack(record, field, means[field]), field }
  return cells
}

function textBack(record: Answered, field: string, means: Readonly<Record<string, unknown>> = {}): string {
  const value = record[field]
  if (value === null || value === undefined) return record.given?.[field] ?? ''
  for (const [code, meant] of Object.entries(means)) if (meant === value) return code
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

interface Draft {
  readonly row: RowRead
  readonly values: Record<string, unknown>
  given: Record<string, string> | null
  readonly doubts: Doubt[]
}

interface CellRead {
  readonly field: string
  readonly from: string
  readonly kind: Field<unknown>['kind']
  readonly options: ReadonlySet<string> | null
  readonly means: Readonly<Record<string, unknown>> | null
  readonly atMost: number
}

const cellsOf = <R extends AnyRecordType, Row>(on: R, reading: Reading<R, Row>): CellRead[] =>
  Object.entries<string | undefined>(reading.takes).flatMap(([field, from]) => {
    const asked = on.fields[field]
    if (asked === undefined || from === undefined) return []
    return [
      {
        field,
        from,
        kind: asked.kind,
        options: asked.options === undefined ? null : new Set(Object.keys(asked.options)),
        means: reading.means?.[field] ?? (asked.kind === 'yes-no' ? yesOrNo : null),
        atMost: reading.atMost?.[field] ?? 2_147_483_647,
      },
    ]
  })

const yesOrNo = { '1': true, '0': false, Y: true, N: false, U: null }

function readCell(cell: CellRead, value: unknown, draft: Draft): void {
  const text = draft.row.given?.[cell.from]
  if (text !== undefined) keep(draft, cell.field, text)
  // A cell of a row is text, a number or yes or no.
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return
  const meant = meantBy(cell, value)
  if (meant !== null && meant !== undefined && holds(cell, meant)) {
    draft.values[cell.field] = cell.kind === 'line' ? textOf(meant) : meant
    return
  }
  keep(draft, cell.field, String(value))
  if (meant === null) return
  const kind = cell.kind === 'whole' ? 'number-not-kept' : 'code-not-kept'
  doubt(draft, kind, cell.field, String(value), notKept[kind])
}

/** The answer a cell's text stands for: null where it says that nothing is known, undefined where nobody knows what it says. */
const meantBy = ({ means }: CellRead, value: string | number | boolean): unknown =>
  means !== null && typeof value === 'string' ? means[value] : value

const textOf = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)

function holds(cell: CellRead, value: unknown): boolean {
  if (cell.kind === 'whole') return typeof value === 'number' && value >= 0 && value <= cell.atMost
  if (cell.kind === 'yes-no') return typeof value === 'boolean'
  if (cell.kind === 'line') return typeof value !== 'string' || value.length <= cell.atMost
  return cell.options === null || (typeof value === 'string' && cell.options.has(value))
}

const notKept = {
  'code-not-kept':
    'This answer is not one the record can hold, so it is left out there and kept as it came. Put the right one in the record.',
  'number-not-kept':
    'This number is not one the record can hold, so it is left out there and kept as it came. Put the right one in the record.',
}

function refuseBackwards(draft: Draft, first: string, second: string): void {
  const [start, end] = [draft.values[first], draft.values[second]]
  if (typeof start !== 'string' || typeof end !== 'string' || end >= start) return
  draft.values[second] = null
  keep(draft, second, end)
  doubt(draft, 'end-before-start', second, end, endsBefore(start))
}

const endsBefore = (start: string): string =>
  `This day comes before the one it should follow (${start}), so it is left out of the record and kept as it came. Find out which of the two is right and put it in the record.`

function keep(draft: Draft, field: string, text: string): void {
  draft.given ??= {}
  draft.given[field] ??= text
}

const doubt = (draft: Draft, kind: Doubt['kind'], field: string, given: string, message: string): void =>
  void draft.doubts.push({ kind, field, given, message, at: draft.row })

/** A day as a key: the day, else what stood in its place, else that there was none. */
export const dayKey = <Row extends RowRead>(row: Row, field: keyof Row & string): string => {
  const value = (row as Readonly<Record<string, unknown>>)[field]
  return typeof value === 'string' ? value : (row.given?.[field] ?? 'no day')
}

/** Whether a row says anything in a field, readable or not. */
export const says = <Row extends RowRead>(row: Row, field: keyof Row & string): boolean =>
  (row as Readonly<Record<string, unknown>>)[field] != null || row.given?.[field] !== undefined
