import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { duties } from './duties.ts'
import { visit } from './record.ts'
import { aloneOrWhyNot, daysSeen, sawTheChild, type Sighting } from './seeing.ts'

const seen: Sighting = {
  visitedOn: day('2026-03-03'),
  mode: 'face to face',
  outcome: 'completed',
  seen: true,
  seenAlone: 'yes',
  notAloneWhy: null,
}

describe('a visit counts only if the child was really seen', () => {
  it('face to face, completed, child seen', () => assert.ok(sawTheChild(seen)))
  it('never by video or by phone', () => {
    assert.ok(!sawTheChild({ ...seen, mode: 'virtual' }))
    assert.ok(!sawTheChild({ ...seen, mode: 'phone' }))
  })
  for (const outcome of [
    'no access',
    'child not present',
    'refused',
    'cancelled by us',
    'parent only',
  ] as const) {
    it(`never when the outcome is '${outcome}', whatever else is ticked`, () =>
      assert.ok(!sawTheChild({ ...seen, outcome })))
  }
  it('never when nobody said whether the child was seen', () =>
    assert.ok(!sawTheChild({ ...seen, seen: null })))
  it('alone means alone, or a reason why not', () => {
    assert.ok(aloneOrWhyNot(seen))
    assert.ok(aloneOrWhyNot({ ...seen, seenAlone: 'no', notAloneWhy: 'too young' }))
    assert.ok(!aloneOrWhyNot({ ...seen, seenAlone: 'no' }))
    assert.ok(!aloneOrWhyNot({ ...seen, seenAlone: 'not recorded' }))
  })
  it('two visits on one day are one day seen', () => assert.deepEqual(daysSeen([seen, seen]), ['2026-03-03']))
})

describe('writing up a visit', () => {
  const recorded = { visitedOn: '2026-03-05', state: 'facts only', outcome: 'no access' }

  it('is owed within two working days, for an attempt as for a visit', () =>
    assert.deepEqual(said(readingsOf(duties, [[visit, recorded]]), 'record-visit'), [
      '2026-03-05 due 2026-03-09 open',
    ]))

  it('is done when the record is finished', () => {
    const finished = { ...recorded, state: 'recorded', finishedAt: '2026-03-06T09:00:00+00:00' }
    assert.deepEqual(said(readingsOf(duties, [[visit, finished]]), 'record-visit'), [
      '2026-03-05 due 2026-03-09 met 2026-03-06T09:00:00+00:00',
    ])
  })

  it('is not owed for a visit we know of only from a return', () => {
    const returned = { ...recorded, state: 'from a return', importId: 'import' }
    assert.deepEqual(readingsOf(duties, [[visit, returned]]), [])
  })
})
