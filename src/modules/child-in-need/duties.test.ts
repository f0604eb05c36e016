import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { assessment } from '../assessment/index.ts'
import { cpPlan } from '../child-protection/index.ts'
import { careEpisode } from '../looked-after/index.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { cinPlan, cinReview } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const plan = (startedOn: string, endedOn: string | null = null) =>
  [cinPlan, { id: startedOn, startedOn, endedOn }] as const
const seenOn = (visitedOn: string, more = {}) =>
  [
    visit,
    { id: visitedOn, visitedOn, mode: 'face to face', outcome: 'completed', seen: true, ...more },
  ] as const
const review = (heldOn: string, more = {}) => [cinReview, { id: heldOn, heldOn, ...more }] as const
const protection = [cpPlan, { startedOn: '2026-03-02' }] as const
const care = [careEpisode, { startedOn: '2026-03-02', startedWhy: 'S', legalStatus: 'V2' }] as const

describe('a child in need plan', () => {
  const assessed = (more = {}) =>
    [assessment, { authorisedOn: '2026-02-02', supportNeeded: 'yes', ...more }] as const

  it('is written within ten working days of the assessment that found the need', () => {
    assert.deepEqual(read([assessed(), plan('2026-02-12')], 'cin-plan'), [
      '2026-02-02 due 2026-02-16 met 2026-02-12',
    ])
    assert.deepEqual(read([assessed()], 'cin-plan'), ['2026-02-02 due 2026-02-16 open'])
  })
  it('is not owed where no support is needed, or a plan runs already', () => {
    assert.deepEqual(read([assessed({ supportNeeded: 'no' })], 'cin-plan'), [])
    assert.deepEqual(read([assessed(), plan('2026-01-05')], 'cin-plan'), [])
    assert.deepEqual(
      read([[assessment, { authorisedOn: '2026-03-09', supportNeeded: 'yes' }], protection], 'cin-plan'),
      [],
    )
  })
  it('gives way to protection or care', () => {
    assert.deepEqual(read([assessed(), protection], 'cin-plan'), [
      '2026-02-02 due 2026-02-16 ended 2026-03-02',
    ])
    assert.deepEqual(read([assessed(), care], 'cin-plan'), ['2026-02-02 due 2026-02-16 ended 2026-03-02'])
  })
})

describe('while the plan is open', () => {
  it('the child is seen every twenty working days', () =>
    assert.deepEqual(read([plan('2026-01-05'), seenOn('2026-01-20')], 'cin-visit'), [
      '2026-01-05 due 2026-02-02 met 2026-01-20',
      '2026-01-20 due 2026-02-17 open',
    ]))
  it('an attempt, a call and a parent alone do not count', () => {
    const others = [
      seenOn('2026-01-20', { outcome: 'refused' }),
      seenOn('2026-01-21', { mode: 'phone' }),
      seenOn('2026-01-22', { outcome: 'parent only' }),
    ]
    assert.deepEqual(read([plan('2026-01-05'), ...others], 'cin-visit'), ['2026-01-05 due 2026-02-02 open'])
  })
  it('it is reviewed within six weeks, then every three months', () =>
    assert.deepEqual(read([plan('2026-01-05'), review('2026-02-12')], 'cin-review'), [
      '2026-01-05 due 2026-02-16 met 2026-02-12',
      '2026-02-12 due 2026-05-12 open',
    ]))
  it('another plan’s review is not this one’s', () =>
    assert.deepEqual(read([plan('2026-01-05'), review('2026-02-12', { planId: 'other' })], 'cin-review'), [
      '2026-01-05 due 2026-02-16 open',
    ]))
  it('at nine months a service manager decides, then every three', () =>
    assert.deepEqual(
      read(
        [plan('2025-01-06'), review('2025-07-07'), review('2025-10-03', { durationDecision: 'go on' })],
        'cin-duration-check',
      ),
      ['2025-01-06 due 2025-10-06 met 2025-10-03', '2025-10-03 due 2026-01-03 open'],
    ))
  it('ended, or superseded by protection or care, it leaves nothing open', () => {
    assert.deepEqual(read([plan('2026-01-05', '2026-01-26')], 'cin-visit'), [
      '2026-01-05 due 2026-02-02 ended 2026-01-26',
    ])
    assert.deepEqual(read([plan('2026-01-05'), protection], 'cin-review'), [
      '2026-01-05 due 2026-02-16 ended 2026-03-02',
    ])
    assert.deepEqual(read([plan('2026-01-05'), care], 'cin-visit'), [
      '2026-01-05 due 2026-02-02 ended 2026-03-02',
    ])
  })
})
