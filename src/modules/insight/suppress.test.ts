import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { suppress, type Cell } from './suppress.ts'

const of = (numerator: number, denominator: number | null = null): Cell => ({ numerator, denominator })
const seen = (total: Cell, parts: readonly Cell[]) => {
  const { total: whole, parts: each } = suppress(total, parts, 5)
  return { total: whole.numerator, parts: each.map(({ numerator }) => numerator) }
}

describe('small numbers in what leaves the building (decision 16)', () => {
  it('takes out 1 to 5, and shows nought and 6', () => {
    assert.deepEqual(seen(of(5), []), { total: null, parts: [] })
    assert.deepEqual(seen(of(1), []), { total: null, parts: [] })
    assert.deepEqual(seen(of(6), []), { total: 6, parts: [] })
    assert.deepEqual(seen(of(0), []), { total: 0, parts: [] })
  })
  it('takes out a count whose rest is small: 47 of 50 tells of 3', () => {
    assert.deepEqual(seen(of(47, 50), []), { total: null, parts: [] })
    assert.deepEqual(seen(of(44, 50), []), { total: 44, parts: [] })
  })
  it('takes a second team out where the total would give the first away', () => {
    assert.deepEqual(seen(of(60), [of(3), of(20), of(37)]), { total: 60, parts: [null, null, 37] })
  })
  it('takes out as many as it must until those gone are more than a few together', () => {
    assert.deepEqual(seen(of(50), [of(2), of(2), of(46)]), { total: 50, parts: [null, null, null] })
    assert.deepEqual(seen(of(59), [of(2), of(2), of(9), of(46)]), {
      total: 59,
      parts: [null, null, null, 46],
    })
  })
  it('minds the children of no team, whom nobody shows but everybody can work out', () => {
    assert.deepEqual(seen(of(43), [of(20), of(20)]), { total: 43, parts: [null, 20] })
  })
  it('takes the same teams out of every measure of the same children, whatever counts among them', () => {
    // Alone, the second would hide its 3 of 30 behind the small team and show the 12 that hides the small team in the first.
    const first = suppress(of(105), [of(4), of(12), of(30), of(59)], 5).parts.map(({ hidden }) => hidden)
    assert.deepEqual(first, [true, true, false, false])
    const second = suppress(of(40, 105), [of(0, 4), of(6, 12), of(3, 30), of(31, 59)], 5).parts
    assert.deepEqual(second.map(({ hidden }) => hidden), [true, true, true, false])
  }) // prettier-ignore
  it('leaves everything where nothing is small', () => {
    assert.deepEqual(seen(of(60), [of(20), of(40)]), { total: 60, parts: [20, 40] })
  })

  it('never leaves a small number that taking away would tell, whatever the counts', () => {
    const part = fc.tuple(fc.nat(30), fc.nat(30)).map(([some, rest]) => of(some, some + rest))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.nat(8), fc.boolean(), (parts, untold, counted) => {
        const cells = counted ? parts.map(({ numerator }) => of(numerator)) : parts
        const add = (which: 'numerator' | 'denominator') => cells.reduce((sum, cell) => sum + (cell[which] ?? 0), untold)
        const total = of(add('numerator'), counted ? null : add('denominator'))
        const shown = suppress(total, cells, 5)
        for (const cell of [shown.total, ...shown.parts]) assertNotSmall(cell.numerator, cell.denominator)
        if (shown.total.hidden || shown.parts.every(({ hidden }) => !hidden)) return
        const left = (which: 'numerator' | 'denominator') => shown.parts.reduce((rest, cell) => rest - (cell[which] ?? 0), total[which] ?? 0)
        assertNotSmall(left('numerator'), counted ? null : left('denominator'))
      }),
      { numRuns: 2000 },
    )
  }) // prettier-ignore
})

function assertNotSmall(numerator: number | null, denominator: number | null): void {
  const small = (count: number) => count >= 1 && count <= 5
  if (numerator === null) return
  assert.ok(!small(numerator), `${numerator} is shown`)
  if (denominator !== null) assert.ok(!small(denominator) && !small(denominator - numerator))
}
