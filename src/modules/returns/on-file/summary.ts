import { yearName } from '../../return-files/index.ts'
import type { Level } from '../rule.ts'
import type { CheckedFiles, Found } from './found.ts'

/** How often one rule, or one kind of thing in reading, found something. */
export interface RuleCount {
  readonly rule: string
  readonly by: Found['by']
  readonly level: Level
  readonly findings: number
  /** Children it was found of. */
  readonly children: number
  readonly message: string
}

/** What was found by rule, errors first, each in the order the rules stand. */
export function countByRule(found: readonly Found[]): RuleCount[] {
  const groups = Map.groupBy(found, ({ by, level, rule }) => `${level} ${by} ${rule}`)
  const counts = [...groups.values()].flatMap((of) => {
    const [first] = of
    if (first === undefined) return []
    const { rule, by, level, message } = first
    return [{ rule, by, level, findings: findingsIn(of), children: childrenIn(of), message }]
  })
  return [
    ...counts.filter(({ level }) => level === 'error'),
    ...counts.filter(({ level }) => level === 'query'),
  ]
}

/** Findings, however many cells each stands at. */
export const findingsIn = (found: readonly Found[]): number =>
  new Set(found.map(({ finding }) => finding)).size

export const childrenIn = (found: readonly Found[]): number =>
  new Set(found.flatMap(({ child }) => (child === null ? [] : [child]))).size

const names = { ssda903: 'SSDA903', cin: 'Children in need census' }
// Loading a locale takes longer than some whole checks of a return.
const number = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
const counted = (count: number, one: string, several: string): string =>
  `${number(count)} ${count === 1 ? one : several}`

/** What a check came to, in lines for a terminal. */
export function checkSummary(checked: CheckedFiles): string[] {
  const { of, year, children, rules, passedOver, remarks, found } = checked
  return [
    `${names[of]} ${yearName(year)}: ${counted(children, 'child', 'children')}`,
    ...rowLines(checked),
    `Rules in force: ${rules}. Asked: ${rules - passedOver.length}.`,
    ...(passedOver.length === 0
      ? []
      : [`Not asked, because a table or a list they need was not given: ${passedOver.join(' ')}`]),
    ...remarks,
    '',
    ...findingLines(found),
  ]
}

const rowLines = ({ tables }: CheckedFiles): string[] =>
  [false, true].flatMap((ofLastYear) => {
    const of = tables.filter((table) => table.ofLastYear === ofLastYear)
    if (of.length === 0) return []
    const rows = of.reduce((sum, each) => sum + each.rows, 0)
    const each = of.map((table) => `${table.table} ${number(table.rows)}`).join(', ')
    return [`${ofLastYear ? 'Last year’s rows' : 'Rows'}: ${number(rows)} (${each})`]
  })

function findingLines(found: readonly Found[]): string[] {
  if (found.length === 0) return ['Nothing was found.']
  const errors = findingsIn(found.filter(({ level }) => level === 'error'))
  const queries = findingsIn(found) - errors
  const of = counted(childrenIn(found), 'child', 'children')
  return [
    `Found: ${counted(errors, 'error', 'errors')} and ${counted(queries, 'query', 'queries')}, of ${of}.`,
    ...columns([
      ['Rule', 'Level', 'Findings', 'Children', 'What it says'],
      ...countByRule(found).map((count) => [
        count.rule,
        count.level,
        number(count.findings),
        number(count.children),
        count.message,
      ]),
    ]),
  ]
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (at: number): number => Math.max(...rows.map((row) => row[at]?.length ?? 0))
  const widths = [width(0), width(1), width(2), width(3), 0]
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
}
