import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { along, linear, months, ticks } from './scale.ts'

describe('where things stand in a drawing', () => {
  it('puts a day between two others, and none outside them', () => {
    assert.equal(along('2026-09-01', '2026-09-01', '2026-09-11'), 0)
    assert.equal(along('2026-09-06', '2026-09-01', '2026-09-11'), 50)
    assert.equal(along('2026-09-11', '2026-09-01', '2026-09-11'), 100)
    assert.equal(along('2026-08-01', '2026-09-01', '2026-09-11'), 0)
    assert.equal(along('2026-12-01', '2026-09-01', '2026-09-11'), 100)
    assert.equal(along('2026-09-01', '2026-09-01', '2026-09-01'), 0)
  })

  it('draws a flat run of values in the middle', () => {
    assert.equal(linear([0, 10], [18, 4])(5), 11)
    assert.equal(linear([3, 3], [18, 4])(3), 11)
  })

  it('marks an axis in round numbers that hold every value', () => {
    assert.deepEqual(ticks([88, 95, 96.8]), [85, 90, 95, 100])
    assert.deepEqual(ticks([0, 3]), [0, 1, 2, 3])
    assert.deepEqual(ticks([0.1, 0.34]), [0.1, 0.2, 0.3, 0.4])
    assert.deepEqual(ticks([7]), [6, 8])
  })

  it('names each month that begins between two days', () => {
    assert.deepEqual(months('2026-09-04', '2026-11-23'), [
      { on: '2026-10-01', name: 'Oct' },
      { on: '2026-11-01', name: 'Nov' },
    ])
    assert.deepEqual(
      months('2026-12-01', '2027-03-01').map(({ name }) => name),
      ['Dec', 'Jan', 'Feb', 'Mar'],
    )
  })
})
