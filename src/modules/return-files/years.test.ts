import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { commonestYear, yearName, yearOf } from './years.ts'

test('a return runs from 1 April to 31 March and is named by the year it ends in', () => {
  assert.equal(yearOf(day('2025-03-31')), 2025)
  assert.equal(yearOf(day('2025-04-01')), 2026)
  assert.equal(yearOf(day('2025-12-31')), 2026)
  assert.equal(yearName(2026), '2025/26')
  assert.equal(yearName(2000), '1999/00')
})

test('the commonest year wins, the later of two that tie, and one day of 2062 does not', () => {
  assert.equal(
    commonestYear(
      new Map([
        [2062, 1],
        [2026, 40],
        [2025, 12],
      ]),
    ),
    2026,
  )
  assert.equal(
    commonestYear(
      new Map([
        [2026, 3],
        [2025, 3],
      ]),
    ),
    2026,
  )
  assert.equal(commonestYear(new Map()), null)
})
