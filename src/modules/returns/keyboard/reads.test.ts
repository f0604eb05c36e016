import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { personRecord } from '../../people/index.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { testDay } from '../../../platform/testing/office.ts'
import { chanceOf, randomAnswers, type Chance } from '../../../platform/testing/random-answers.ts'
import type { Ssda903Row } from '../../return-files/index.ts'
import { packOf as cinPackOf } from '../cin/packs.ts'
import { cinKinds } from '../rows/cin.ts'
import type { ChildRecord, RecordRow } from '../rows/made.ts'
import { ssda903Kinds } from '../rows/ssda903.ts'
import { Child, type ChildTables } from '../ssda903/child.ts'
import type { Ssda903Rule } from '../ssda903/declare.ts'
import { tables } from '../ssda903/gather.ts'
import { packOf } from '../ssda903/packs.ts'
import { checkCinRecord, cinRulesOfChild, needsWhole } from './cin-child.ts'
import { inForce } from './in-force.ts'
import { cinRulesReading, ssda903RulesReading, ssda903TablesRead } from './reads.ts'
import { checkSsda903Record, rowsByTable, ssda903RulesOfChild, wholeInForce } from './ssda903-child.ts'

const force = inForce(testDay)
const whole = wholeInForce(force)
const kinds = [...new Set([...cinKinds, ...ssda903Kinds])]
const cast = { people: ['p2'], staff: ['s1'], teams: ['t1'] }

type Records = ReadonlyMap<AnyRecordType, readonly RecordRow[]>

let made = 0
function randomRecord(on: AnyRecordType, chance: Chance): RecordRow {
  const answers = randomAnswers(on.fields, chance, cast)
  if ('yearEnding' in answers) answers['yearEnding'] = chance.one([2026, 2027])
  return { ...answers, id: `r${(made += 1)}`, state: chance.one(on.states), given: null, importId: null }
}

const randomPerson = (chance: Chance): RecordRow => ({
  id: 'p1',
  state: 'active',
  given: null,
  laChildId: 'L1',
  bornOn: chance.one(['2009-05-05', '2016-02-29', '2022-07-01', null]),
  sex: chance.one(['M', 'F', 'U', null]),
  ethnicity: chance.one(['WBRI', 'NOBT', null]),
  upn: chance.one(['A123456789012', 'H801200001001', null]),
  disabilities: chance.one([null, ['NONE'], ['MOB', 'NONE']]),
})

const randomRecords = (chance: Chance): Records =>
  new Map(kinds.map((on) => [on, Array.from({ length: chance.below(3) }, () => randomRecord(on, chance))]))

const childOf = (person: RecordRow, records: Records): ChildRecord => ({
  person,
  rows: (on) => records.get(on) ?? [],
  staff: () => ({ number: 'SW1', name: 'Amira Khalil' }),
  team: () => null,
})

const saidOf = (
  found: readonly { rule: string; id: string; field: string | null }[],
  asked: ReadonlySet<string>,
) =>
  found
    .filter(({ rule }) => !asked.has(rule))
    .map(({ rule, id, field }) => `${rule} ${id} ${field}`)
    .toSorted()

describe('a rule that is not asked after a change', () => {
  const cinRules = cinRulesOfChild(force.span.ends)
  const ssda903Rules = ssda903RulesOfChild(whole)
  const both = (child: ChildRecord) => ({
    cin: checkCinRecord(child, force, cinRules),
    ssda903: checkSsda903Record(child, force, whole, ssda903Rules),
  })

  it('finds the same as before it, whatever kind of record was changed', () => {
    const chance = chanceOf(7)
    let compared = 0
    for (const on of [...kinds, personRecord])
      for (let turn = 0; turn < 40; turn += 1) {
        const [person, records] = [randomPerson(chance), randomRecords(chance)]
        const changed = new Map(records)
        if (on !== personRecord)
          changed.set(on, [...(records.get(on) ?? []).slice(1), randomRecord(on, chance)])
        const before = both(childOf(person, records))
        const now = both(childOf(on === personRecord ? randomPerson(chance) : person, changed))
        const touched = new Set([on])
        const asked = {
          cin: new Set(cinRulesReading(cinRules, cinKinds, touched).map(({ id }) => id)),
          ssda903: new Set(ssda903RulesReading(ssda903Rules, ssda903Kinds, touched).map(({ id }) => id)),
        }
        for (const name of ['cin', 'ssda903'] as const) {
          const stood = saidOf(before[name], asked[name])
          assert.deepEqual(saidOf(now[name], asked[name]), stood, `${name} after ${on.table}`)
          compared += stood.length
        }
      }
    assert.ok(compared > 1000, `${compared} findings that were to stay`)
  })

  it('is most of them where one small table changed', () => {
    const review = ssda903Kinds.find(({ table }) => table === 'claReview') ?? assert.fail()
    const asked = ssda903RulesReading(ssda903Rules, ssda903Kinds, new Set([review]))
    assert.ok(asked.length > 3 && asked.length < ssda903Rules.length / 10, `${asked.length} rules`)
  })
})

describe('a rule that one child keeps or breaks alone', () => {
  /** Lists that remember whether anybody looked at them. */
  function watched(all: ChildTables, seen: Set<string>): ChildTables {
    const watch = (table: string, rows: readonly Ssda903Row[]): readonly Ssda903Row[] =>
      new Proxy(rows, {
        get: (of, name) => {
          seen.add(table)
          return Reflect.get(of, name) as unknown
        },
      })
    return Object.fromEntries(
      tables.map((table) => [table, watch(table, all[table])]),
    ) as unknown as ChildTables
  }

  const undeclared = (rule: Ssda903Rule, thisYear: ChildTables, lastYear: ChildTables): string[] => {
    const seen = new Set<string>()
    const child = new Child('p1', whole, watched(thisYear, seen), watched(lastYear, seen))
    if (rule.each === null) rule.find(child, () => undefined)
    else for (const row of thisYear[rule.each]) rule.breaks(row, child)
    return [...seen.difference(ssda903TablesRead(rule))]
  }

  it('looks at no table of SSDA903 that it does not declare', () => {
    const chance = chanceOf(11)
    const failing = new Set<string>()
    for (let turn = 0; turn < 60; turn += 1) {
      const child = childOf(randomPerson(chance), randomRecords(chance))
      const [now, last] = [rowsByTable(child, force.span), rowsByTable(child, force.lastSpan)]
      for (const rule of ssda903RulesOfChild(whole))
        for (const table of undeclared(rule, now, last)) failing.add(`${rule.id} ${table}`)
    }
    assert.deepEqual([...failing], [])
  })

  it('and the rest are marked as needing the whole return', () => {
    const ofWhole = [...packOf(force.span.ends).values()].filter((rule) => rule.whole).map(({ id }) => id)
    assert.deepEqual(ofWhole, ['444'])
    const census = cinPackOf(force.span.ends).filter(needsWhole)
    assert.deepEqual(
      census.map(({ id }) => id).toSorted(),
      '100 1520 2883 2886Q 2887Q 2888Q 8510 8995Q 9000Q'.split(' '),
    )
  })
})
