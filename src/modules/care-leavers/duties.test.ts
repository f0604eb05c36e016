import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { allocation } from '../allocation/index.ts'
import { careEpisode } from '../looked-after/index.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { address } from '../people/index.ts'
import { leavingCare } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string, bornOn = '2007-05-01') =>
  said(readingsOf(duties, rows, { child: { bornOn: day(bornOn) } }), clock)
const leaver = (more = {}) => [leavingCare, { id: 'leaver', ...more }] as const
const left = [
  careEpisode,
  { startedOn: '2020-01-06', startedWhy: 'S', endedOn: '2025-05-01', endedWhy: 'E5' },
] as const
const seenOn = (visitedOn: string, mode = 'face to face') =>
  [visit, { id: visitedOn, visitedOn, mode, outcome: 'completed', seen: true }] as const

describe('keeping in touch with a young person who has left care', () => {
  it('within eight weeks of leaving, of the last contact, and of each time we saw them', () => {
    assert.deepEqual(read([leaver(), left], 'cl-keep-in-touch'), ['2025-05-01 due 2025-06-26 open'])
    assert.deepEqual(
      read([leaver({ lastContactOn: '2026-01-05' }), left, seenOn('2026-02-02')], 'cl-keep-in-touch'),
      ['2026-01-05 due 2026-03-02 met 2026-02-02', '2026-02-02 due 2026-03-30 open'],
    )
  })
  it('an answered video call is contact only if it is recorded as the last contact', () =>
    assert.deepEqual(
      read([leaver({ lastContactOn: '2026-01-05' }), seenOn('2026-02-02', 'virtual')], 'cl-keep-in-touch'),
      ['2026-01-05 due 2026-03-02 open'],
    ))
  it('is not owed after 21, nor to one who has gone home', () => {
    assert.deepEqual(read([leaver({ lastContactOn: '2026-01-05' })], 'cl-keep-in-touch', '2005-01-05'), [])
    assert.deepEqual(read([leaver({ lastContactOn: '2026-01-05', inTouch: 'RHOM' })], 'cl-keep-in-touch'), [])
  })
})

describe('the pathway plan, SI 2010/2571 reg 7', () => {
  it('is reviewed within six months of the last review', () =>
    assert.deepEqual(read([leaver({ planReviewedOn: '2026-01-05' })], 'cl-pathway-review'), [
      '2026-01-05 due 2026-07-05 open',
    ]))
})

describe('a change of personal adviser', () => {
  it('is handed over within ten working days', () => {
    const adviser = (fromOn: string, toOn: string | null) =>
      [allocation, { id: fromOn, role: 'personal adviser', fromOn, toOn }] as const
    assert.deepEqual(
      read([adviser('2025-01-06', '2026-03-02'), adviser('2026-03-02', null)], 'cl-pa-change'),
      ['2026-03-02 due 2026-03-16 open'],
    )
  })
})

describe('a new place to live after leaving care, SI 2010/2571 reg 8(2)(a)', () => {
  const home = (fromOn: string, more = {}) =>
    [address, { id: fromOn, kind: 'home', fromOn, ...more }] as const
  const reads = (...rows: Rows) => read([left, leaver(), ...rows], 'cl-accom-visit')
  it('is visited within seven days of the move, each time', () => {
    assert.deepEqual(reads(home('2025-05-01')), ['2025-05-01 due 2025-05-08 open'])
    assert.deepEqual(
      reads(home('2025-05-01', { toOn: '2026-02-02' }), home('2026-02-02'), seenOn('2025-05-08')),
      ['2025-05-01 due 2025-05-08 met 2025-05-08', '2026-02-02 due 2026-02-09 open'],
    )
  })
  it('is not owed for where they lived in our care, their family’s home, nor one who has gone home', () => {
    assert.deepEqual(reads(home('2024-05-01')), [])
    assert.deepEqual(reads(home('2025-06-01', { kind: 'family' })), [])
    assert.deepEqual(read([left, leaver({ inTouch: 'RHOM' }), home('2025-06-01')], 'cl-accom-visit'), [])
  })
})
