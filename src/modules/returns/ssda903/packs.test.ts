import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changes, packOf, themes, yearsOf } from './packs.ts'

const held = (from: number, id: string) => [...packOf(from).values()].find((rule) => rule.id === id)

describe('the packs of SSDA903 rules', () => {
  it('hold as many rules as were in force each year', () => {
    const counts = [2023, 2024, 2025, 2026, 2027].map((year) => packOf(year).size)
    assert.deepEqual(counts, [293, 312, 305, 312, 323])
  })

  it('read as what each year adds, replaces and drops', () => {
    assert.deepEqual(changes.get(2026), {
      adds: ['233', '234', '241', '242', '243', '348', '444', '454', 'SW17STG2'],
      replaces: ['146', '178', '213', '218', '222', '229', '526', '1015', 'SW02STG1'],
      drops: ['SW01aSTG1', 'SW01bSTG1'],
    })
    assert.deepEqual(changes.get(2027)?.adds.length, 11)
  })

  it('know the years each version is in force', () => {
    const sex = themes.header.filter(({ id }) => id === '101')
    assert.deepEqual(sex.map(yearsOf), [
      { from: 2023, to: 2024 },
      { from: 2025, to: null },
    ])
  })

  it('leave no version out: each that is written is in some pack', () => {
    const unheld = Object.values(themes)
      .flat()
      .filter((rule) => held(rule.from, rule.id) !== rule)
    assert.deepEqual(unheld, [])
  })

  it('are of known years: none before 2022/23, and the last stands until there is a newer', () => {
    assert.throws(() => packOf(2022), RangeError)
    assert.equal(packOf(2031), packOf(2027))
  })

  it('say of six rules and every stage-2 social-worker check that they are queries', () => {
    const queries = [...packOf(2027).values()].filter(({ level }) => level === 'query').map(({ id }) => id)
    assert.deepEqual(queries.toSorted(), [
      '164',
      '169',
      '231',
      '357',
      '554',
      '583',
      'SW06STG2',
      'SW07STG2',
      'SW08STG2',
      'SW09STG2',
      'SW10STG2',
      'SW11bSTG2',
      'SW12STG2',
      'SW17STG2',
    ])
  })

  it('say what is wrong and where it is written, of every rule', () => {
    for (const rule of Object.values(themes).flat()) {
      assert.match(rule.says, /^[\p{Lu}].{10,}\.$/u, rule.id)
      assert.match(rule.source, /rule/, rule.id)
    }
  })
})
