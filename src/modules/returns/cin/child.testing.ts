import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  asRow,
  cin,
  fillRow,
  planRows,
  type CinChild,
  type CinHeaderRow,
  type CinTableName,
} from '../../return-files/index.ts'
import { collectionYear } from '../year.ts'
import type { Census } from './census.ts'
import { findingsOf } from './check.ts'
import type { CinRule, Mark } from './declare.ts'

/** A child as the census writes one: elements by name, those that repeat in lists. What is left out is not there. */
export interface Told {
  readonly [element: string]: string | readonly (Told | string)[]
}

const within: Partial<Record<CinTableName, Readonly<Record<string, CinTableName>>>> = {
  child: { disabilities: 'disability', episodes: 'episode' },
  episode: {
    assessments: 'assessment',
    cinPlans: 'cinPlan',
    section47s: 'section47',
    cpPlans: 'cpPlan',
    preProceedings: 'preProceedings',
  },
  assessment: { factors: 'factor' },
  cpPlan: { reviews: 'review' },
}

let line = 0

function row(table: CinTableName, told: Told) {
  const plan = planRows(cin[table], 0, { days: 'iso', year: null })
  const texts = plan.cells.map(({ column }) => told[column.header])
  const text = (cell: number): string => {
    const given = texts[cell]
    return typeof given === 'string' ? given : ''
  }
  const filled = fillRow(plan, (line += 1), { text, line: () => line }, () => undefined)
  for (const [list, inner] of Object.entries(within[table] ?? {})) {
    const each = told[cin[inner].element] ?? []
    filled[list] = typeof each === 'string' ? [] : each.map((one) => row(inner, asTold(inner, one)))
  }
  return filled
}

const asTold = (table: CinTableName, one: Told | string): Told =>
  typeof one === 'string' ? { [cin[table].element]: one } : one

export const aChild = (told: Told): CinChild => asRow<CinChild>(row('child', told))
export const aHeader = (told: Told): CinHeaderRow => asRow<CinHeaderRow>(row('header', told))

/** A child called A1 with one episode. */
export const withEpisode = (episode: Told, child: Told = {}): Told => ({
  LAchildID: 'A1',
  ...child,
  CINdetails: [episode],
})

/** Where a finding stands, as the census spells it: `Section47.DateOfInitialCPC`, or the element alone for a row as a whole. */
export function places(at: readonly Mark[]): string[] {
  return at.flatMap(({ row: { table }, fields }) => {
    const { element, columns } = cin[table]
    const spelt = fields.map(
      (field) => Object.entries(columns).find(([name]) => name === field)?.[1].header ?? field,
    )
    return spelt.length === 0 ? [element] : spelt.map((name) => `${element}.${name}`)
  })
}

/** A rule, children that break it, each finding's places, and children that keep it. */
type Tried = readonly [
  rule: string,
  breaking: Told | readonly Told[],
  found: readonly string[],
  keeping: Told | readonly Told[],
]

const isList = (told: Told | readonly Told[]): told is readonly Told[] => Array.isArray(told)

export const censusOf = (told: Told | readonly Told[], ends: number): Census => ({
  year: collectionYear(ends),
  headers: [],
  children: (isList(told) ? told : [told]).map(aChild),
})

/** Tries every rule of a theme with a child that breaks it and one that keeps it. */
export function tryRules(
  theme: string,
  rules: readonly CinRule[],
  ends: number,
  tries: readonly Tried[],
): void {
  void describe(theme, () => {
    for (const [id, breaking, found, keeping] of tries) {
      const asked = rules.filter((rule) => rule.id === id)
      void it(`${id}: ${asked[0]?.says}`, () => {
        const findings = findingsOf(asked, censusOf(breaking, ends))
        assert.deepEqual(
          findings.map(({ at }) => places(at).join(' ')),
          found,
        )
        assert.deepEqual(findingsOf(asked, censusOf(keeping, ends)), [])
      })
    }

    void it('every rule of the theme is tried', () => {
      assert.deepEqual(new Set(tries.map(([id]) => id)), new Set(rules.map(({ id }) => id)))
    })
  })
}
