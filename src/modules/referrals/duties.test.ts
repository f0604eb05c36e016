import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { allocation } from '../allocation/index.ts'
import { careEpisode } from '../looked-after/index.ts'
import { duties } from './duties.ts'
import { cinEpisode } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const need = (referredOn: string, closedOn: string | null = null, state = 'open') =>
  [cinEpisode, { id: referredOn, referredOn, closedOn, state }] as const
const worker = (fromOn: string | null, toOn: string | null = null, role = 'lead social worker') =>
  [allocation, { id: String(fromOn), role, fromOn, toOn }] as const
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)

describe('a named worker', () => {
  it('within one working day of the referral', () =>
    assert.deepEqual(read([need('2026-03-06'), worker('2026-03-10')], 'allocation'), [
      '2026-03-06 due 2026-03-09 met 2026-03-10',
    ]))
  it('already there for a child we were working with, or whose worker’s start nobody knows', () => {
    assert.deepEqual(read([need('2026-03-06'), worker('2025-01-06')], 'allocation'), [
      '2026-03-06 due 2026-03-09 met 2026-03-06',
    ])
    assert.deepEqual(read([need('2026-03-06'), worker(null)], 'allocation'), [
      '2026-03-06 due 2026-03-09 met 2026-03-06',
    ])
  })
  it('a second social worker or an adviser is not the child’s social worker', () =>
    assert.deepEqual(
      read([need('2026-03-06'), worker('2026-03-06', null, 'personal adviser')], 'allocation'),
      ['2026-03-06 due 2026-03-09 open'],
    ))
  it('not owed where no further action was decided', () =>
    assert.deepEqual(readingsOf(duties, [need('2026-03-06', null, 'no further action')]), []))
})

describe('a child who needs a worker and has none', () => {
  it('from the day one left until the next came', () =>
    assert.deepEqual(
      read([need('2026-01-05'), worker('2026-01-05', '2026-03-02'), worker('2026-03-10')], 'unallocated'),
      ['2026-03-02 met 2026-03-10'],
    ))
  it('until the work with the child ended', () =>
    assert.deepEqual(
      read([need('2026-01-05', '2026-04-01'), worker('2026-01-05', '2026-03-02')], 'unallocated'),
      ['2026-03-02 ended 2026-04-01'],
    ))
  it('in our care with no episode of need is a need too, and the two together are one', () => {
    const care = [
      careEpisode,
      { id: 'care', startedOn: '2026-02-02', startedWhy: 'S', legalStatus: 'V2' },
    ] as const
    assert.deepEqual(read([care], 'unallocated'), ['2026-02-02 open'])
    assert.deepEqual(read([care, need('2026-01-05', '2026-02-20')], 'unallocated'), ['2026-01-05 open'])
  })
})
