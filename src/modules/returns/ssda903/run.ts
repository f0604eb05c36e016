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

/** Makes what runs the rules over one child after another, each child's rows once. */
export function runner(rules: readonly Ssda903Rule[], take: Take): (child: Child) => void {
  const { ofRows, ofChild } = planOf(rules)
  const askable = askableBy(ofChild)
  const marked: Ssda903Row[] = []
  const mark = (row: Ssda903Row): void => {
    if (!marked.includes(row)) marked.push(row)
  }
  return (child) => {
    for (const table of tables) runRows(ofRows[table], child[table], child, take)
    for (const rule of askable(child)) {
      rule.find(child, mark)
      if (marked.length === 0) continue
      for (const row of marked) take(rule, row, child)
      marked.length = 0
    }
  }
}

/**
 * The rules that could report a row of a child: of this year, or of last where this year has none. Children have rows in a few
 * hundred combinations of tables, and each is worked out once.
 */
function askableBy(rules: readonly ChildRule[]): (child: Child) => readonly ChildRule[] {
  const known = new Map<number, readonly ChildRule[]>()
  const wanted = rules.map((rule) => ({ rule, tables: tablesOf(rule) }))
  return (child) => {
    const has = tablesWithRows(child)
    let asked = known.get(has)
    if (asked === undefined)
      known.set(has, (asked = wanted.filter((want) => (want.tables & has) !== 0).map(({ rule }) => rule)))
    return asked
  }
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

function runRows(rules: readonly RowRule[], rows: readonly Ssda903Row[], child: Child, take: Take): void {
  for (const row of rows) for (const rule of rules) if (rule.breaks(row, child)) take(rule, row, child)
}
