import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cin, type CinTableName } from '../../return-files/index.ts'
import { collectionYear } from '../year.ts'
import type { AnyRow, Census } from './census.ts'
import { aChild, aHeader, censusOf, places, withEpisode } from './child.testing.ts'
import { checkCin, checkCinChild, findingsOf } from './check.ts'
import type { CinRule } from './declare.ts'
import { packOf } from './packs.ts'
import { randomChild } from './random-children.testing.ts'

const children = fc.array(randomChild, { minLength: 1, maxLength: 4 })
const rules = packOf(2027)

/** A finding told by where it stands, so that two runs can be held against one another. */
const told = (census: Census): string[] =>
  findingsOf(rules, census)
    .map(({ rule, child, at }) =>
      [rule, child, ...at.map(({ row, fields }) => `${row.line}:${fields.join('+')}`).toSorted()].join(' '),
    )
    .toSorted()

describe('the reference date', () => {
  const found = (Year: string, ReferenceDate: string) =>
    checkCin([], aHeader({ Year, ReferenceDate }), { year: 2026 }).filter(({ rule }) => rule === '100')

  it('100: is 31 March of the year in the header', () => {
    assert.deepEqual(found('2026', '2026-03-31'), [])
    const [wrong] = found('2026', '2025-03-31')
    assert.deepEqual(places(wrong?.at ?? []), ['Header.ReferenceDate'])
    assert.equal(found('2026', '').length, 1)
  })

  it('100: is missing where there is no header', () => {
    const [none] = checkCin([], null, { year: 2026 }).filter(({ rule }) => rule === '100')
    assert.deepEqual(none?.at, [])
  })
})

describe('a finding', () => {
  it('carries the rule, its level and words, the child and every cell it stands at', () => {
    const child = aChild(withEpisode({ CINreferralDate: '2025-06-02', CINclosureDate: '2025-06-01' }))
    const [finding] = checkCinChild(child, { year: 2026 }).filter(({ rule }) => rule === '8630')
    assert.deepEqual(finding, {
      rule: '8630',
      level: 'error',
      message: 'The episode is closed before its referral.',
      child: 'A1',
      at: [{ row: child.episodes[0], fields: ['cinReferralDate', 'cinClosureDate'] }],
    })
  })

  it('of a child who shares an id is of that child, though it takes the whole return to find it', () => {
    const twins = [aChild({ LAchildID: 'A1' }), aChild({ LAchildID: 'A1' })]
    const shared = checkCin(twins, null, { year: 2026 }).filter(({ rule }) => rule === '8510')
    assert.deepEqual(
      shared.map(({ child }) => child),
      ['A1', 'A1'],
    )
    assert.deepEqual(
      twins.flatMap((each) => checkCinChild(each, { year: 2026 }).filter(({ rule }) => rule === '8510')),
      [],
    )
  })
})

describe('an unreadable cell', () => {
  it('silences no rule about the other cells of the child', () => {
    const episode = { CINreferralDate: '2025-06-02', CINclosureDate: '2025-06-01', ReferralNFA: '0' }
    const known = censusOf(withEpisode(episode, { PersonBirthDate: 'summer', Ethnicity: 'ZZZZ' }), 2026)
    const found = findingsOf(packOf(2026), known).map(({ rule }) => rule)
    for (const rule of ['8630', '8610', '4220']) assert.ok(found.includes(rule), rule)
  })
})

describe('whatever a return holds', () => {
  it('the order of children and of rows changes no finding', () => {
    fc.assert(
      fc.property(children, fc.infiniteStream(fc.nat()), (some, chance) => {
        const census = censusOf(some, 2027)
        assert.deepEqual(told(shuffled(census, chance)), told(census))
      }),
      { numRuns: 150 },
    )
  })

  it('nothing of it is changed', () => {
    fc.assert(
      fc.property(children, (some) => {
        const census = censusOf(some, 2027)
        const before = JSON.stringify(census)
        findingsOf(rules, deeplyFrozen(census))
        assert.equal(JSON.stringify(census), before)
      }),
      { numRuns: 100 },
    )
  })

  it('a child’s own rules find of each child alone what they find among others', () => {
    const own = rules.filter(({ each }) => each !== 'return')
    fc.assert(
      fc.property(children, (some) => {
        const census = censusOf(some, 2027)
        const alone = census.children.flatMap((child) => checkCinChild(child, { year: 2027 }))
        assert.deepEqual(findingsOf(own, census), alone)
      }),
      { numRuns: 100 },
    )
  })

  it('a rule reads no cell that it does not declare', () => {
    fc.assert(
      fc.property(children, (some) => {
        const census = censusOf(some, 2027)
        for (const rule of rules) assert.deepEqual(undeclared(rule, census), [], rule.id)
      }),
      { numRuns: 60 },
    )
  })
})

const shuffle = <T>(all: readonly T[], chance: Iterator<number>): T[] =>
  all
    .map((each) => [chance.next().value as number, each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each)

/** The same rows with every list in another order. */
function shuffled(census: Census, chance: Iterator<number>): Census {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return shuffle(value.map(turn), chance)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, turn(each)]))
  }
  return { ...census, children: turn(census.children) as Census['children'] }
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deeplyFrozen)
    Object.freeze(value)
  }
  return value
}

/** Cells read by a rule beyond those it declares. Where a row stands is no cell of it. */
function undeclared(rule: CinRule, census: Census): readonly string[] {
  const read = new Set<string>()
  const watched = (row: AnyRow): AnyRow =>
    new Proxy(row, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name)
        if (typeof name === 'string' && isCell(of.table, name, value)) read.add(`${of.table}.${name}`)
        if (!Array.isArray(value)) return value
        return value.map((each: AnyRow) => watched(each))
      },
    })
  const seen = { ...census, children: census.children.map((child) => watched(child)) } as Census
  findingsOf([rule], seen)
  const walked = new Set(['child.laChildId', 'child.episodes', 'child.disabilities', ...listsWalked])
  const declared = Object.entries(rule.reads).flatMap(([table, fields]) =>
    fields.map((field) => `${table}.${field}`),
  )
  return [...read].filter((cell) => !declared.includes(cell) && !walked.has(cell))
}

/** The walk through a child goes down every list, whatever the rule. */
const listsWalked = [
  ...['assessments', 'cinPlans', 'section47s', 'cpPlans', 'preProceedings'].map((list) => `episode.${list}`),
  'assessment.factors',
  'cpPlan.reviews',
]

const isCell = (table: CinTableName, name: string, value: unknown): boolean =>
  Object.hasOwn(cin[table].columns, name) || Array.isArray(value)

it('the census year runs from 1 April to 31 March', () => {
  const { startsOn, endsOn } = collectionYear(2026)
  assert.deepEqual([startsOn, endsOn], ['2025-04-01', '2026-03-31'])
})
