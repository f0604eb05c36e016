import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, instant } from '../dates/day.ts'
import { earliest, inOrder, intervals, latest, once } from './intervals.ts'

const [first, second, third] = [day('2026-03-02'), day('2026-03-10'), day('2026-03-24')]
const told = (
  spans: readonly { since: string; met: string | null; ended?: string | null; facts?: { event?: string } }[],
) => spans.map(({ since, met, ended, facts }) => [since, met, ended ?? null, facts?.event])

describe('days', () => {
  it('are put in order, each once, the missing left out', () =>
    assert.deepEqual(inOrder([third, null, first, third, undefined]), [first, third]))
  it('have an earliest and a latest, or none', () => {
    assert.deepEqual([earliest(third, null, first), latest(null, first, third)], [first, third])
    assert.deepEqual([earliest(null), latest()], [null, null])
    assert.deepEqual(latest(third, second, first), third)
  })
})

describe('a duty at intervals', () => {
  it('runs from each doing to the next, whatever order they were written in', () =>
    assert.deepEqual(told(intervals({ recordId: 'a', first, done: [third, second], ended: null })), [
      ['2026-03-02', '2026-03-10', null, 'first'],
      ['2026-03-10', '2026-03-24', null, 'later'],
      ['2026-03-24', null, null, 'later'],
    ]))
  it('done on the first day starts there, and what follows is later', () =>
    assert.deepEqual(told(intervals({ recordId: 'a', first, done: [first], ended: null })), [
      ['2026-03-02', null, null, 'later'],
    ]))
  it('does not count a doing before it began or after it ended', () =>
    assert.deepEqual(
      told(intervals({ recordId: 'a', first: second, done: [first, third], ended: day('2026-03-20') })),
      [['2026-03-10', null, '2026-03-20', 'first']],
    ))
})

describe('the day it ended', () => {
  it('is itself within: done that day, it was done', () => {
    assert.deepEqual(told(intervals({ recordId: 'a', first, done: [second], ended: second })), [
      ['2026-03-02', '2026-03-10', null, 'first'],
      ['2026-03-10', null, '2026-03-10', 'later'],
    ])
    assert.deepEqual(told([once({ recordId: 'a', since: first, done: [second], ended: second })]), [
      ['2026-03-02', '2026-03-10', null, undefined],
    ])
  })
})

describe('a duty once', () => {
  it('is told what it is told, and of which record', () => {
    assert.deepEqual(once({ recordId: 'a', since: first, done: [second], facts: { urgent: true } }), {
      recordId: 'a',
      since: first,
      met: second,
      ended: null,
      facts: { urgent: true },
    })
    assert.deepEqual(once({ recordId: 'a', since: first, done: [] }), {
      recordId: 'a',
      since: first,
      met: null,
      ended: null,
    })
  })
  it('is met by the first doing on or after the day it arose', () =>
    assert.equal(once({ recordId: 'a', since: second, done: [third, second, first] }).met, second))
  it('is met on the day of the moment it arose', () =>
    assert.equal(
      once({ recordId: 'a', since: instant('2026-03-10T22:00:00+00:00'), done: [second] }).met,
      second,
    ))
  it('ends unmet if it fell away before it was done', () =>
    assert.deepEqual(told([once({ recordId: 'a', since: first, done: [third], ended: second })]), [
      ['2026-03-02', null, '2026-03-10', undefined],
    ]))
})
