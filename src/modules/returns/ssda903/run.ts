import type { Ssda903Row, Ssda903Table } from '../../return-files/index.ts'
import type { Child } from './child.ts'
import type { ChildRule, RowRule, Ssda903Rule } from './declare.ts'
import { tables } from './gather.ts'
import type { Whole } from './whole.ts'

/** Takes each row a rule is broken by, once a rule and row. */
type Take = (rule: Ssda903Rule, row: Ssda903Row, child: Child) => void

interface Plan {
  readonly ofRows: { readonly [T in Ssda903Table]: readonly RowRule[] }
  readonly ofChild: readonly ChildRule[]
}

/** The rules that can be run on what there is: a rule that lacks a table it needs says nothing. */
export const runnable = (rules: Iterable<Ssda903Rule>, { has }: Whole): Ssda903Rule[] =>
  [...rules].filter(({ needs }) => needs.every((need) => has.has(need)))

function planOf(rules: readonly Ssda903Rule[]): Plan {
  const ofRows: Record<Ssda903Table, RowRule[]> = {
    header: [],
    episodes: [],
    reviews: [],
    uasc: [],
    oc2: [],
    oc3: [],
    ad1: [],
    placedAdoption: [],
    prevPerm: [],
    missing: [],
    swEpisodes: [],
    dolo: [],
  }
  const ofChild: ChildRule[] = []
  for (const rule of rules) {
    if (rule.each === null) ofChild.push(rule)
    else ofRows[rule.each].push(rule)
  }
  return { ofRows, ofChild }
}

/**
 * Makes what runs the rules over some children at a time. It counts through them: an iterator leaves an object at each turn, and of a
 * return there are six million turns. Each rule is asked of all of them before the next is: a processor that does
 * one thing over and over does it twice as fast. It makes no difference to what is found, and a few dozen at a time is best.
 */
export function runnerOfSeveral(
  rules: readonly Ssda903Rule[],
  take: Take,
): (children: readonly Child[]) => void {
  const { ofRows, ofChild } = planOf(rules)
  const asked = [...Map.groupBy(ofChild, tablesOf)]
  const marked: Ssda903Row[] = []
  const mark = (row: Ssda903Row): void => {
    if (!marked.includes(row)) marked.push(row)
  }
  const ask = (rule: ChildRule, child: Child): void => {
    rule.find(child, mark)
    if (marked.length === 0) return
    for (const row of marked) take(rule, row, child)
    marked.length = 0
  }
  return (children) => {
    for (const table of tables) askRows(ofRows[table], rowsIn(table, children), take)
    const has = Int32Array.from(children, tablesWithRows)
    for (const [wanted, rulesOfThem] of asked) {
      // A rule can only report a row of a table it looks at: of this year, or of last where this year has none.
      const some = children.filter((_, at) => (wanted & (has[at] ?? 0)) !== 0)
      for (const rule of rulesOfThem)
        for (let at = 0; at < some.length; at += 1) {
          const child = some[at]
          if (child !== undefined) ask(rule, child)
        }
    }
  }
}

/** Makes what runs the rules over one child after another. */
export function runner(rules: readonly Ssda903Rule[], take: Take): (child: Child) => void {
  const run = runnerOfSeveral(rules, take)
  return (child) => run([child])
}

/** A bit for each table of this year, and one for each of last. */
const bitOf = new Map(tables.map((table, at) => [table, 1 << at]))
const lastYears = tables.length

function tablesWithRows(child: Child): number {
  let has = 0
  for (let at = 0; at < tables.length; at += 1) {
    const table = tables[at]
    if (table === undefined) continue
    if (child[table].length > 0) has |= 1 << at
    if (child.lastYear[table].length > 0) has |= 1 << (at + lastYears)
  }
  return has
}

function tablesOf({ marks, readsLastYear }: ChildRule): number {
  let wanted = 0
  for (const table of marks) {
    const bit = bitOf.get(table) ?? 0
    wanted |= bit
    if (readsLastYear[table] !== undefined) wanted |= bit << lastYears
  }
  return wanted
}

/** The rows of one table of some children, and whose each is. */
interface SomeRows {
  readonly rows: readonly Ssda903Row[]
  readonly of: readonly Child[]
}

function rowsIn(table: Ssda903Table, children: readonly Child[]): SomeRows {
  const [rows, of]: [Ssda903Row[], Child[]] = [[], []]
  for (const child of children) {
    const theirs = child[table]
    for (let at = 0; at < theirs.length; at += 1) {
      const row = theirs[at]
      if (row === undefined) continue
      rows.push(row)
      of.push(child)
    }
  }
  return { rows, of }
}

function askRows(rules: readonly RowRule[], { rows, of }: SomeRows, take: Take): void {
  for (const rule of rules)
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at]
      const child = of[at]
      if (row !== undefined && child !== undefined && rule.breaks(row, child)) take(rule, row, child)
    }
}
