import type { RowRead } from '../../platform/record/received.ts'

/** What may become of a row: a record of its own, part of another's, or refused with a finding. */
export const becoming = ['stored', 'changed', 'unchanged', 'kept', 'merged', 'refused'] as const
export type Becoming = (typeof becoming)[number]

export type TableTally = { read: number } & Record<Becoming, number>

/** Counts of one import, kept as it goes. `kept` rows differ from what a worker has put right here: ours stands. */
export interface Tally {
  readonly tables: Map<string, TableTally>
  readonly findings: Map<string, number>
  /** Records made beside a row: a conference of an enquiry's day, a visit of a list's last day. */
  beside: number
}

export const newTally = (): Tally => ({
  tables: new Map(),
  findings: new Map(),
  beside: 0,
})

const empty = (): TableTally => ({
  read: 0,
  stored: 0,
  changed: 0,
  unchanged: 0,
  kept: 0,
  merged: 0,
  refused: 0,
})

const tableOf = (tally: Tally, table: string): TableTally => {
  const held = tally.tables.get(table) ?? empty()
  tally.tables.set(table, held)
  return held
}

export function countRead(tally: Tally, rows: readonly RowRead[]): void {
  for (const { table } of rows) tableOf(tally, table).read += 1
}

/** The first row is the record; the others have gone into it. */
export function countBecome(tally: Tally, rows: readonly RowRead[], outcome: Becoming): void {
  for (const [i, { table }] of rows.entries()) tableOf(tally, table)[i === 0 ? outcome : 'merged'] += 1
}

export function countRefused(tally: Tally, table: string, count: number): void {
  if (count === 0) return
  const held = tableOf(tally, table)
  held.read += count
  held.refused += count
}

export function countFinding(tally: Tally, kind: string): void {
  tally.findings.set(kind, (tally.findings.get(kind) ?? 0) + 1)
}

/** Rows of every table together. */
export const totalOf = ({ tables }: Tally): TableTally =>
  [...tables.values()].reduce((total, table) => {
    for (const name of ['read', ...becoming] as const) total[name] += table[name]
    return total
  }, empty())
