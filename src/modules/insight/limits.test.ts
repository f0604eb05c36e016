import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { limitsOf, runOf, standingOf } from './limits.ts'
import { monthEnds, stretchTo, trendTo } from './stretch.ts'

describe('the usual range of a measure', () => {
  it('is the average and 2.66 mean moving ranges either side', () => {
    assert.deepEqual(limitsOf([10, 12, 10, 12, 10, 12, 10, 12]), { average: 11, low: 5.68, high: 16.32 })
  })
  it('is not said from fewer than eight months', () => {
    assert.equal(limitsOf([10, 12, 10, 12, 10, 12, 10]), null)
  })
  it('goes no lower than nought and no higher than a hundred per cent', () => {
    const limits = limitsOf([99, 1, 99, 1, 99, 1, 99, 1], { most: 100 })
    assert.deepEqual(limits, { average: 50, low: 0, high: 100 })
  })
  it('holds a value on its limit, and not one beyond', () => {
    const limits = { average: 11, low: 5.68, high: 16.32 }
    assert.equal(standingOf(16.32, limits), 'usual')
    assert.equal(standingOf(16.33, limits), 'above')
    assert.equal(standingOf(5.67, limits), 'below')
  })
  it('counts the steps that went one way to the last', () => {
    assert.equal(runOf([5, 9, 8, 7, 6]), -3)
    assert.equal(runOf([5, 4, 5, 6]), 2)
    assert.equal(runOf([5, 5]), 0)
    assert.equal(runOf([7]), 0)
  })
})

describe('the days a measure is of', () => {
  it('are the financial year for a year to 31 March, and end on a leap day where they must', () => {
    assert.deepEqual(stretchTo(day('2026-03-31'), 'year'), { day: '2026-03-31', since: '2025-03-31' })
    assert.deepEqual(stretchTo(day('2026-11-22'), 'year'), { day: '2026-11-22', since: '2025-11-22' })
    assert.deepEqual(stretchTo(day('2024-02-29'), 'year'), { day: '2024-02-29', since: '2023-02-28' })
    assert.deepEqual(stretchTo(day('2026-03-31'), 'month'), { day: '2026-03-31', since: '2026-02-28' })
  })
  it('are the months that are over, and this month when it ends today', () => {
    assert.deepEqual(monthEnds(day('2026-11-22'), 3), ['2026-08-31', '2026-09-30', '2026-10-31'])
    assert.deepEqual(monthEnds(day('2026-11-30'), 2), ['2026-10-31', '2026-11-30'])
    assert.deepEqual(monthEnds(day('2024-03-01'), 1), ['2024-02-29'])
  })
  it('are single months for what happens, and month ends and today for how things stand', () => {
    const flow = trendTo(day('2026-11-22'), { over: 'year' })
    assert.equal(flow.length, 12)
    assert.deepEqual(flow.at(-1), { day: '2026-10-31', since: '2026-09-30' })
    const stock = trendTo(day('2026-11-22'), { over: 'day' })
    assert.equal(stock.length, 13)
    assert.deepEqual(stock.at(-1), { day: '2026-11-22', since: '2026-11-21' })
    assert.equal(trendTo(day('2026-11-30'), { over: 'day' }).length, 12)
  })
})
