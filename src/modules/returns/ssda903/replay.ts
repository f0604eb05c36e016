import { addDays, addYears, type Day, isDay } from '../../../platform/dates/day.ts'
import {
  ssda903,
  type Columns,
  type Kind,
  type EpisodeRow,
  type Ssda903Row,
  type Ssda903Table,
} from '../../return-files/index.ts'
import { wholeOf } from './check.ts'
import type { Ssda903Rule } from './declare.ts'
import { childrenOf } from './gather.ts'
import { lastYear, packOf } from './packs.ts'
import { nowhere } from './postcodes.ts'
import { runnable, runner } from './run.ts'
import type { Need, Provider, ReturnTables, Ssda903Return, Whereabouts, Whole } from './whole.ts'
import { type CollectionYear, collectionYear, yearBetween } from '../year.ts'

/*
 * Cases recorded from another validator: for one rule, tables as its own tests wrote them. Read strictly as they stand: text is kept
 * letter for letter, and only dd/mm/yyyy (or ISO where the case says so) is a day.
 */

type Cell = string | number | null
type CaseRow = Readonly<Record<string, Cell>>

interface TableInfo {
  readonly index?: readonly number[]
  readonly kinds?: Readonly<Record<string, string>>
}

/** A case as it stands in its file; what was expected of it is not part of it. */
export interface Ssda903Case {
  readonly rule: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly tables: Readonly<Record<string, readonly CaseRow[]>>
  readonly table_info: Readonly<Record<string, TableInfo | undefined>>
  readonly reference_postcodes?: readonly string[]
}

/** For each table a rule reports in, the ids of the rows it found. Nothing at all where it lacked a table it needs. */
export type Ssda903Replayed = Readonly<Record<string, readonly number[]>>

/** How the cases name the tables. */
const named: ReadonlyMap<string, Ssda903Table> = new Map([
  ['Header', 'header'],
  ['Episodes', 'episodes'],
  ['Reviews', 'reviews'],
  ['UASC', 'uasc'],
  ['OC2', 'oc2'],
  ['OC3', 'oc3'],
  ['AD1', 'ad1'],
  ['PlacedAdoption', 'placedAdoption'],
  ['PrevPerm', 'prevPerm'],
  ['Missing', 'missing'],
  ['SWEpisodes', 'swEpisodes'],
  ['DoLo', 'dolo'],
])
const nameOf = new Map([...named].map(([name, table]) => [table, name]))

/** Columns that only tests have, and the real ones they stand for. */
const standsFor: Readonly<Record<string, string>> = {
  UASC_STATUS: 'UASC',
  DATE_EPISODE_CEASED: 'DEC',
  PLACEMENT: 'PLACE',
}

/** Runs the rule of a case, as the last pack has it, over the case’s tables. Null when the last pack has no such rule. */
export function replaySsda903(read: Ssda903Case): Ssda903Replayed | null {
  const rule = packOf(lastYear).get(read.rule)
  return rule === undefined ? null : resultOf(rule, read)
}

function resultOf(rule: Ssda903Rule, read: Ssda903Case): Record<string, number[]> {
  const given: Ssda903Return = { thisYear: tablesOf(read, ''), lastYear: tablesOf(read, '_last') }
  const whole = wholeOfCase(given, read)
  if (runnable([rule], whole).length === 0) return {}
  const result: Record<string, number[]> = {}
  for (const table of rule.marks) if (whole.has.has(table)) result[nameOf.get(table) ?? table] = []
  const run = runner([rule], (_, row) => {
    if (row.file === thisYearsFile) result[nameOf.get(row.table) ?? row.table]?.push(row.line)
  })
  for (const child of childrenOf(given.thisYear, given.lastYear ?? {}, whole)) run(child)
  for (const ids of Object.values(result)) ids.sort((a, b) => a - b)
  return result
}

const thisYearsFile = 0

function tablesOf(read: Ssda903Case, suffix: string): ReturnTables {
  const file = suffix === '' ? thisYearsFile : 1
  const found = [...named].flatMap(([name, table]) => {
    const rows = read.tables[name + suffix]
    const { index: ids, kinds = {} } = read.table_info[name + suffix] ?? {}
    const place = (at: number): Place => ({ file, line: ids?.[at] ?? at, kinds })
    return rows === undefined ? [] : [[table, rows.map((row, at) => rowOf(table, row, place(at)))]]
  })
  return Object.fromEntries(found) as ReturnTables
}

interface Place {
  readonly file: number
  readonly line: number
  /** What each column holds, where the case says: `date` is a day in ISO. */
  readonly kinds: Readonly<Record<string, string>>
}

function rowOf(table: Ssda903Table, cells: CaseRow, { file, line, kinds }: Place): Ssda903Row {
  const row: Record<string, unknown> = { table, file, line }
  const given: Record<string, string> = {}
  const columns: Columns = ssda903[table].columns
  for (const [field, { header, kind }] of Object.entries(columns)) {
    const cell = cellOf(cells, header)
    const isIso = kinds[header]?.includes('date') === true
    row[field] = cell === null ? null : valueOf(kind, cell, isIso)
    if (cell !== null && row[field] === null) given[field] = cell
  }
  row['given'] = Object.keys(given).length > 0 ? given : null
  if (table === 'episodes') placements.set(row, whereaboutsIn(cells))
  return row as unknown as Ssda903Row
}

function cellOf(cells: CaseRow, header: string): string | null {
  const other = Object.entries(standsFor).find(([name, real]) => real === header && name in cells)?.[0]
  const cell = cells[header] ?? (other === undefined ? null : (cells[other] ?? null))
  return cell === null ? null : String(cell).replace(/^(\d)\.0+$/, '$1')
}

function valueOf(kind: Kind, cell: string, isIso: boolean): string | number | null {
  if (kind === 'day') return isIso ? dayOf(cell) : britishDay(cell)
  return kind === 'whole' ? wholeOfText(cell) : cell
}

const wholeOfText = (text: string): number | null => (/^-?\d+(?:\.0+)?$/.test(text) ? Number(text) : null)

/** A day in ISO, or as the return writes it. */
const dayOf = (text: string): Day | null => (isDay(text) ? text : britishDay(text))

/** A day written dd/mm/yyyy, the first two with one figure or two. */
function britishDay(text: string): Day | null {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(iso) ? iso : null
}

/** Where each placement is, which the cases give as columns of its episode. */
const placements = new WeakMap<object, Whereabouts>()

function whereaboutsIn({ PL_LA: la, PL_LOCATION: location, PL_DISTANCE: miles }: CaseRow): Whereabouts {
  const text = (cell: Cell | undefined): string | null =>
    cell === null || cell === undefined ? null : String(cell)
  return {
    authority: text(la),
    location: text(location),
    miles: text(miles) === null ? null : Number(miles),
  }
}

function wholeOfCase(
  given: Ssda903Return,
  { metadata, reference_postcodes: postcodes = [] }: Ssda903Case,
): Whole {
  const whole = wholeOf(given, yearOfCase(metadata), {
    ...(typeof metadata['localAuthority'] === 'string' && { authority: metadata['localAuthority'] }),
    ...(Array.isArray(metadata['provider_info']) && { providers: metadata['provider_info'].map(providerOf) }),
    xml: metadata['file_format'] === 'xml',
  })
  const known = new Set(postcodes.map((postcode) => postcode.replaceAll(' ', '')))
  return {
    ...whole,
    has: new Set<Need>([...whole.has, 'postcodes']),
    whereabouts: (episode: EpisodeRow) => placements.get(episode) ?? nowhere,
    isPostcode: (postcode) => known.has(postcode.replaceAll(' ', '')),
  }
}

/** A case may give either end of its year, the year alone, or nothing. */
function yearOfCase(metadata: Ssda903Case['metadata']): CollectionYear {
  const from = dayOf(textOf(metadata['collection_start']) ?? '')
  const to = dayOf(textOf(metadata['collection_end']) ?? '')
  const ends = Number(metadata['collectionYear'] ?? (to ?? lastYear.toString()).slice(0, 4))
  if (from === null && to === null) return collectionYear(ends)
  const startsOn = from ?? addYears(addDays(to ?? from ?? collectionYear(ends).endsOn, 1), -1)
  return yearBetween(startsOn, to ?? addDays(addYears(startsOn, 1), -1), ends)
}

function providerOf(listed: Readonly<Record<string, unknown>>): Provider {
  const text = (name: string): string | null => textOf(listed[name])
  return {
    urn: text('URN') ?? '',
    placeCodes: codesIn(listed['PLACE_CODES'] ?? listed['PLACEMENT_CODES']),
    providerCodes: codesIn(listed['PROVIDER_CODES']),
    postcode: text('POSTCODE'),
    closedOn: dayOf(text('REG_END') ?? ''),
    authority: text('LA_CODE_INFERRED'),
  }
}

const codesIn = (told: unknown): string[] =>
  Array.isArray(told) ? told.map(String) : (textOf(told)?.split(/[,\s]+/) ?? [])

const textOf = (told: unknown): string | null =>
  typeof told === 'string' ? told : typeof told === 'number' ? String(told) : null
