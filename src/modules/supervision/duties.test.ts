import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { action } from '../actions/index.ts'
import { duties as inPlans } from '../plans/index.ts'
import { duties } from './duties.ts'

const given = (more = {}) =>
  [
    action,
    { state: 'open', direction: true, askedOn: '2026-03-02', dueOn: '2026-03-13', timesAsked: 1, ...more },
  ] as const
const read = (more: object, clock: string) => said(readingsOf(duties, [given(more)]), clock)

describe('a direction', () => {
  it('is due on the day it names, and open until it is answered', () => {
    assert.deepEqual(read({}, 'oversight-action'), ['2026-03-02 due 2026-03-13 open'])
    assert.deepEqual(read({ state: 'answered', answeredOn: '2026-03-12' }, 'oversight-action'), [
      '2026-03-02 due 2026-03-13 met 2026-03-12',
    ])
  })
  it('sent back is open again, whatever was answered before', () =>
    assert.deepEqual(read({ answeredOn: '2026-03-12' }, 'oversight-action'), [
      '2026-03-02 due 2026-03-13 open',
    ]))
  it('stopped is open no longer, and was missed if its day had passed', () =>
    assert.deepEqual(read({ state: 'stopped', stoppedOn: '2026-03-20' }, 'oversight-action'), [
      '2026-03-02 due 2026-03-13 ended 2026-03-20',
    ]))
  it('is no action of the plan, and an action of the plan no direction', () => {
    assert.deepEqual(readingsOf(inPlans, [given()]), [])
    assert.deepEqual(said(readingsOf(inPlans, [given({ direction: false })]), 'plan-action-due'), [
      '2026-03-02 due 2026-03-13 open',
    ])
    assert.deepEqual(read({ direction: false }, 'oversight-action'), [])
  })
  it('given a second time is explained to the service manager', () => {
    assert.deepEqual(read({}, 'oversight-repeat'), [])
    assert.deepEqual(read({ timesAsked: 2 }, 'oversight-repeat'), ['2026-03-02 open'])
    assert.deepEqual(read({ timesAsked: 2, explainedOn: '2026-03-04' }, 'oversight-repeat'), [
      '2026-03-02 met 2026-03-04',
    ])
  })
})
