import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, type Day } from '../dates/day.ts'
import { heldFrom, isHeld, joined, type Coverage, type Held } from './coverage.ts'

const days = (from: string | null, until: string | null): Held => ({
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
})
const reviews = (...held: readonly Held[]): Coverage => new Map([['review conference', held]])
const asked = (since: string, due: string, met: string | null = null) => ({
  since: day(since),
  due: day(due),
  met: met === null ? null : day(met),
})
const known = (coverage: Coverage, one: { since: Day; due: Day; met: Day | null }) =>
  isHeld(coverage, 'review conference', one)

describe('what a yearly return can say (timescales 0.2 rule 17)', () => {
  const year = reviews(days('2025-04-01', '2026-03-31'))

  it('is that a duty of its year which fell due in it was not done', () => {
    assert.equal(known(year, asked('2025-10-01', '2026-03-31')), true)
  })

  it('is nothing of what fell due the day after its year', () => {
    assert.equal(known(year, asked('2025-10-01', '2026-04-01')), false)
  })

  it('is nothing of what arose the day before its year', () => {
    assert.equal(known(year, asked('2025-03-31', '2025-09-30')), false)
    assert.equal(known(year, asked('2025-04-01', '2025-10-01')), true)
  })

  it('is that it was done, where it was done in the year, though it was due after', () => {
    assert.equal(known(year, asked('2025-10-01', '2026-06-01', '2026-03-01')), true)
  })

  it('is that it fell due undone, though another source saw it done later', () => {
    assert.equal(known(year, asked('2025-10-01', '2026-02-01', '2026-05-01')), true)
  })

  it('and of the next, one after the other, is both years', () => {
    const both = reviews(...joined([days('2026-04-01', '2027-03-31'), days('2025-04-01', '2026-03-31')]))
    assert.equal(known(both, asked('2026-01-05', '2026-07-05')), true)
  })

  it('with a year between is not that year', () => {
    const apart = joined([days('2023-04-01', '2024-03-31'), days('2025-04-01', '2026-03-31')])
    assert.equal(apart.length, 2)
    assert.equal(known(reviews(...apart), asked('2024-01-05', '2025-06-05')), false)
  })
})

describe('periods said together', () => {
  it('are one where they meet, and as long as the longer', () => {
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days('2025-06-01', '2025-09-30')]), [
      days('2025-04-01', '2026-03-31'),
    ])
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days('2025-06-01', '2026-09-30')]), [
      days('2025-04-01', '2026-09-30'),
    ])
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days('2026-04-02', '2026-09-30')]).length, 2)
  })

  it('from the beginning come first, and one without an end takes in what follows', () => {
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days(null, '2025-03-31')]), [
      days(null, '2026-03-31'),
    ])
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days(null, '2024-03-31')]), [
      days(null, '2024-03-31'),
      days('2025-04-01', '2026-03-31'),
    ])
    assert.deepEqual(joined([days('2025-04-01', null), days('2027-04-01', '2028-03-31')]), [
      days('2025-04-01', null),
    ])
    assert.deepEqual(joined([days('2025-04-01', '2026-03-31'), days('2026-04-01', null)]), [
      days('2025-04-01', null),
    ])
    assert.deepEqual(joined([days(null, '2025-03-31'), days(null, '2024-03-31')]), [days(null, '2025-03-31')])
    assert.deepEqual(joined([]), [])
  })

  it('that hold nothing of the kind say nothing of it', () =>
    assert.equal(known(new Map(), asked('2026-01-05', '2026-07-05')), false))
})

describe('what is recorded here', () => {
  it('is known from the first such fact on', () => {
    assert.equal(known(reviews(...heldFrom(day('2026-11-01'))), asked('2026-11-01', '2027-05-01')), true)
    assert.equal(known(reviews(...heldFrom(day('2026-11-01'))), asked('2026-10-31', '2027-05-01')), false)
  })

  it('of somebody first recorded here is known in everything', () => {
    assert.equal(known(new Map([['everything', heldFrom(null)]]), asked('2020-01-01', '2020-07-01')), true)
  })
})
