import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { privateFostering } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const told = (more = {}) =>
  [privateFostering, { state: 'notified', toldOn: '2026-03-02', startsOn: '2026-02-02', ...more }] as const
const seenOn = (visitedOn: string, more = {}) =>
  [
    visit,
    { id: visitedOn, visitedOn, mode: 'face to face', outcome: 'completed', seen: true, ...more },
  ] as const

describe('a notice of private fostering, regs 4 and 7', () => {
  it('brings an officer within seven working days', () =>
    assert.deepEqual(read([told(), seenOn('2026-03-10')], 'pf-first-visit'), [
      '2026-03-02 due 2026-03-11 met 2026-03-10',
    ]))
  it('is not answered by a visit at which the child was not seen', () => {
    const rows = [
      told(),
      seenOn('2026-03-05', { outcome: 'parent only' }),
      seenOn('2026-03-06', { mode: 'virtual' }),
    ]
    assert.deepEqual(read(rows, 'pf-first-visit'), ['2026-03-02 due 2026-03-11 open'])
  })
  it('is decided within 42 days', () =>
    assert.deepEqual(read([told({ state: 'suitable', decidedOn: '2026-04-10' })], 'pf-decision'), [
      '2026-03-02 due 2026-04-13 met 2026-04-10',
    ]))
  it('asks for no more visits once it is decided that it is not private fostering', () => {
    const not = told({ state: 'not private fostering', decidedOn: '2026-03-06', exception: 'close relative' })
    assert.deepEqual(read([not], 'pf-first-visit'), ['2026-03-02 due 2026-03-11 ended 2026-03-06'])
    assert.deepEqual(read([not], 'pf-visit-year1'), ['2026-03-02 due 2026-04-13 ended 2026-03-06'])
    assert.deepEqual(read([not], 'pf-decision'), ['2026-03-02 due 2026-04-13 met 2026-03-06'])
  })
})

describe('visits to a privately fostered child, reg 8', () => {
  it('every six weeks in the first year, from the day we knew, and every twelve after it', () => {
    const rows = [
      told({ toldOn: '2025-03-03', startsOn: '2025-02-03' }),
      seenOn('2025-04-14'),
      seenOn('2026-03-02'),
      seenOn('2026-03-03'),
    ]
    assert.deepEqual(read(rows, 'pf-visit-year1'), [
      '2025-03-03 due 2025-04-14 met 2025-04-14',
      '2025-04-14 due 2025-05-26 met 2026-03-02',
      '2026-03-02 due 2026-04-13 met 2026-03-03',
    ])
    assert.deepEqual(read(rows, 'pf-visit-later'), ['2026-03-03 due 2026-05-26 open'])
  })
  it('begin with an arrangement that has not begun yet', () =>
    assert.deepEqual(read([told({ startsOn: '2026-04-06' })], 'pf-visit-year1'), [
      '2026-04-06 due 2026-05-18 open',
    ]))
  it('end with the arrangement', () =>
    assert.deepEqual(read([told({ state: 'ended', endedOn: '2026-03-20' })], 'pf-visit-year1'), [
      '2026-03-02 due 2026-04-13 ended 2026-03-20',
    ]))
})
