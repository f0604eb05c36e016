import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CinRule } from './declare.ts'
import { cinChanges, packFrom, packOf } from './packs.ts'
import { lengthOfIdRules, upnAuthorityFrom } from './rules/identifiers.ts'

const ids = (rules: readonly CinRule[]): readonly string[] => rules.map(({ id }) => id).toSorted()
const ruleOf = (year: number, id: string) => packOf(year).find((rule) => rule.id === id)

describe('the rules of each census year', () => {
  for (const [year, count] of [
    [2023, 105],
    [2024, 105],
    [2025, 109],
    [2026, 109],
    [2027, 121],
  ] as const)
    it(`${count} rules are in force in the year ending ${year}, each once`, () => {
      assert.equal(packOf(year).length, count)
      assert.equal(new Set(ids(packOf(year))).size, count)
    })

  it('2024/25 asks about ids and outdated factors, and about sex as it is written since', () => {
    const before = new Set(packOf(2024))
    const fresh = packOf(2025).filter((rule) => !before.has(rule))
    assert.deepEqual(ids(fresh), ['1570', '1580', '2886Q', '4180', '8750', '8945Q', '8950Q'])
  })

  it('2025/26 changes nothing', () => assert.deepEqual(ids(packOf(2026)), ids(packOf(2025))))

  it('2026/27 adds pre-proceedings', () => {
    assert.equal(ruleOf(2026, '9005'), undefined)
    assert.equal(
      ruleOf(2027, '9005')?.says,
      'The decision to begin pre-proceedings is dated outside the census year.',
    )
  })

  it('there is none before 2022/23', () => assert.throws(() => packOf(2022), RangeError))
})

describe('levels', () => {
  it('28 of the 121 rules are queries', () => {
    assert.equal(packOf(2027).filter(({ level }) => level === 'query').length, 28)
  })

  it('9010Q and 9015Q are errors, as the published list has them, though their codes read as queries', () => {
    const odd = packOf(2027).filter(({ id, level }) => (level === 'query') !== id.endsWith('Q'))
    assert.deepEqual(ids(odd), ['9010Q', '9015Q'])
  })

  it('7 rules need the whole return, and 2 more of 2026/27; no other looks beyond its child', () => {
    const whole = packOf(2027).filter(({ each }) => each === 'return')
    assert.deepEqual(ids(whole), ['100', '1520', '2883', '2886Q', '2887Q', '2888Q', '8510', '8995Q', '9000Q'])
  })
})

describe('a change of year', () => {
  const first = cinChanges.slice(0, 1)
  for (const [mistake, change] of [
    ['adds a rule there is', { year: 2023, adds: [upnAuthorityFrom(2023)] }],
    ['replaces a rule there is not', { year: 2025, replaces: lengthOfIdRules }],
    ['drops a rule there is not', { year: 2025, drops: ['1570'] }],
    ['brings in a rule of another year', { year: 2024, replaces: [upnAuthorityFrom(2025)] }],
  ] as const)
    it(`is refused when it ${mistake}`, () => assert.throws(() => packFrom([...first, change])))

  it('drops what it names', () => {
    const pack = packFrom([...first, { year: 2024, drops: ['1530'] }])
    assert.equal(pack.length, 104)
  })
})
