import { longDay } from '../../../platform/dates/day.ts'
import { counted } from '../../../platform/people/name.ts'
import { yearName } from '../../return-files/index.ts'
import { returnsMade } from './asked.ts'
import type { KeptReturnRow } from './runs.ts'
import { columnsOf, type ReturnOf } from '../rows/came.ts'
import type { ToldCell } from './explain.ts'
import type { ListedRun, Run } from './queries.ts'

/** 'Children in need census 2025/26, to 31 March 2026'. */
export const runTitle = ({ of, year, on }: Pick<ListedRun, 'of' | 'year' | 'on'>): string =>
  year === 0
    ? `${returnsMade[of]}, on ${longDay(on)}`
    : of === 'csww'
      ? `${returnsMade[of]} ${year}, on ${longDay(on)}`
      : `${returnsMade[of]} ${yearName(year)}, to ${longDay(on)}`

/** A run as it is told at the command line. */
export function runLines(run: Run): string[] {
  const found = run.findings.map(
    ({ rule, level, findings, message }) => `  ${rule} (${level}): ${findings}. ${message}`,
  )
  return [
    runTitle(run),
    `${counted(run.children ?? 0, 'child', 'children')}, ${counted(run.rowCount ?? 0, 'row', 'rows')}`,
    ...run.files.map(({ name, size, sha256 }) => `  ${name}  ${size} bytes  ${sha256}`),
    `${counted(run.errors, 'error', 'errors')}, ${counted(run.queries, 'query', 'queries')}`,
    ...found,
    ...run.remarks,
    `Kept as run ${run.id}, ${run.sha256 ?? 'not made'}`,
  ]
}

/** A cell and where it comes from, in a line. */
export function toldLine({ table, row, column, text, record, asItCame, event }: ToldCell): string {
  const cell = `${table} ${row} ${column} = ${text === '' ? '(empty)' : text}`
  if (record === null) return `${cell}: in no record; kept as it came in a return`
  const kept = asItCame ? '; kept as it came in a return, which the record cannot say' : ''
  const said =
    event === null ? 'no event' : `event ${event.id} ${event.type}, ${event.recordedAt}${byWhom(event)}`
  return `${cell}: ${record.kind} ${record.id}, ${record.field}; ${said}${kept}`
}

const byWhom = ({ by, reason }: NonNullable<ToldCell['event']>): string =>
  `${by === null ? '' : `, by ${by}`}${reason === null ? '' : `, ${reason}`}`

/** A cell that is not what it was. */
interface ChangedCell {
  readonly table: string
  readonly column: string
  readonly before: string
  readonly now: string
}

/** What changed of a child between two runs: cell by cell where the row is of the same record, row by row where it is not. */
export function changedCells(
  of: ReturnOf,
  before: readonly KeptReturnRow[],
  now: readonly KeptReturnRow[],
): ChangedCell[] {
  const was = new Map(before.map((row) => [`${row.table} ${row.own}`, row]))
  const held = new Map(now.map((row) => [`${row.table} ${row.own}`, row]))
  return [...new Set([...was.keys(), ...held.keys()])].flatMap((name) => {
    const [a, b] = [was.get(name), held.get(name)]
    const table = (a ?? b)?.table ?? ''
    return Object.entries(columnsOf(of, table)).flatMap(([field, { header }]) => {
      const [from, to] = [a?.cells[field] ?? '', b?.cells[field] ?? '']
      return from === to ? [] : [{ table, column: header, before: from, now: to }]
    })
  })
}
