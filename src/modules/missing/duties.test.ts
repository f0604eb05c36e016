import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { strategyDiscussion } from '../strategy-and-enquiry/index.ts'
import { duties } from './duties.ts'
import { missingEpisode } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const gone = (startedOn: string, endedOn: string | null, more = {}) =>
  [missingEpisode, { id: startedOn, startedOn, endedOn, ...more }] as const

describe('a child who came back', () => {
  it('is talked with by an independent person within 72 hours, to the minute where we know it', () => {
    assert.deepEqual(read([gone('2026-03-06', '2026-03-07')], 'rhi'), ['2026-03-07 due 2026-03-10 open'])
    const at = gone('2026-03-06', '2026-03-07', {
      endedAt: '2026-03-07T02:30:00+00:00',
      interviewHeldOn: '2026-03-09',
    })
    assert.deepEqual(read([at], 'rhi'), [
      '2026-03-07T02:30:00+00:00 due 2026-03-10T02:30:00+00:00 met 2026-03-09',
    ])
  })
  it('may refuse, but only what was really offered', () => {
    const refused = { interviewRefused: true, interviewOfferedOn: '2026-03-08' }
    assert.deepEqual(read([gone('2026-03-06', '2026-03-07', refused)], 'rhi'), [
      '2026-03-07 due 2026-03-10 met 2026-03-08',
    ])
    assert.deepEqual(read([gone('2026-03-06', '2026-03-07', { interviewRefused: true })], 'rhi'), [
      '2026-03-07 due 2026-03-10 open',
    ])
    const offered = { interviewOfferedOn: '2026-03-08' }
    assert.deepEqual(read([gone('2026-03-06', '2026-03-07', offered)], 'rhi'), [
      '2026-03-07 due 2026-03-10 open',
    ])
  })
  it('each time, however short', () => {
    const rows = [gone('2026-03-06', '2026-03-06'), gone('2026-03-08', '2026-03-08')]
    assert.equal(read(rows, 'rhi').length, 2)
  })
  it('what they said is shared within one working day', () =>
    assert.deepEqual(
      read([gone('2026-03-04', '2026-03-05', { interviewHeldOn: '2026-03-06' })], 'rhi-record'),
      ['2026-03-06 due 2026-03-09 open'],
    ))
})

describe('a strategy discussion about a missing child', () => {
  it('is owed once the child has been gone for 24 hours', () =>
    assert.deepEqual(read([gone('2026-03-06', null)], 'missing-strategy'), [
      '2026-03-06 due 2026-03-07 open',
    ]))
  it('is held, or falls away when the child is found', () => {
    const held = [strategyDiscussion, { heldOn: '2026-03-07' }] as const
    assert.deepEqual(read([gone('2026-03-06', '2026-03-09'), held], 'missing-strategy'), [
      '2026-03-06 due 2026-03-07 met 2026-03-07',
    ])
    assert.deepEqual(read([gone('2026-03-06', '2026-03-07')], 'missing-strategy'), [
      '2026-03-06 due 2026-03-07 ended 2026-03-07',
    ])
  })
  it('is owed for a third episode in 90 days, however short', () => {
    const rows = [
      gone('2025-12-07', '2025-12-07'),
      gone('2026-02-02', '2026-02-02'),
      gone('2026-03-06', '2026-03-06'),
    ]
    assert.deepEqual(read(rows, 'missing-strategy')[2], '2026-03-06 due 2026-03-11 open')
  })
  it('is not owed for a third that is outside the 90 days', () => {
    const rows = [
      gone('2025-12-06', '2025-12-06'),
      gone('2026-02-02', '2026-02-02'),
      gone('2026-03-06', '2026-03-06'),
    ]
    assert.deepEqual(read(rows, 'missing-strategy')[2], '2026-03-06 due 2026-03-07 ended 2026-03-06')
  })
})
