import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { careEpisode } from '../looked-after/index.ts'
import { duties } from './duties.ts'
import { healthCheck } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const care = (startedOn: string, more = {}) =>
  [careEpisode, { id: startedOn, startedOn, startedWhy: 'S', legalStatus: 'V2', ...more }] as const
const check = (kind: string, doneOn: string) => [healthCheck, { id: doneOn, kind, doneOn }] as const
const read = (rows: Rows, clock: string, bornOn = '2016-05-01') =>
  said(readingsOf(duties, rows, { child: { bornOn: day(bornOn) } }), clock)

describe('the health of a child in our care, reg 7', () => {
  it('is first assessed within 20 working days', () =>
    assert.deepEqual(read([care('2026-01-05'), check('initial', '2026-02-03')], 'iha'), [
      '2026-01-05 due 2026-02-02 met 2026-02-03',
    ]))
  it('a dentist or an optician is no health assessment', () =>
    assert.deepEqual(
      read([care('2026-01-05'), check('dental', '2026-01-12'), check('optical', '2026-01-12')], 'iha'),
      ['2026-01-05 due 2026-02-02 open'],
    ))
  it('is reviewed within twelve months, or six for a child under five', () => {
    const rows = [care('2026-01-05'), check('initial', '2026-02-02')]
    assert.deepEqual(read(rows, 'rha-5plus'), ['2026-02-02 due 2027-02-02 open'])
    assert.deepEqual(read(rows, 'rha-under5'), [])
    assert.deepEqual(read(rows, 'rha-under5', '2022-05-01'), ['2026-02-02 due 2026-08-02 open'])
    assert.deepEqual(read(rows, 'rha-5plus', '2022-05-01'), [])
  })
  it('a review after the fifth birthday brings the longer interval', () => {
    const rows = [care('2025-01-06'), check('initial', '2025-02-03'), check('review', '2025-08-01')]
    assert.deepEqual(read(rows, 'rha-under5', '2020-06-01'), ['2025-02-03 due 2025-08-03 met 2025-08-01'])
    assert.deepEqual(read(rows, 'rha-5plus', '2020-06-01'), ['2025-08-01 due 2026-08-01 open'])
  })
  it('is asked no more once the child has left our care', () => {
    const left = care('2026-01-05', { endedOn: '2026-06-01', endedWhy: 'E4A' })
    assert.deepEqual(read([left, check('initial', '2026-02-02')], 'rha-5plus'), [
      '2026-02-02 due 2027-02-02 ended 2026-06-01',
    ])
  })
})
