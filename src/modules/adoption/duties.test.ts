import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { careEpisode, claReview } from '../looked-after/index.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { adoption } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const placed = (more = {}) =>
  [
    careEpisode,
    { id: 'home', startedOn: '2026-01-05', startedWhy: 'S', legalStatus: 'E1', placementType: 'A6', ...more },
  ] as const
const seenOn = (visitedOn: string) =>
  [visit, { id: visitedOn, visitedOn, mode: 'face to face', outcome: 'completed', seen: true }] as const
const review = (heldOn: string) => [claReview, { id: heldOn, heldOn }] as const

describe('a child placed for adoption, SI 2005/389 reg 36', () => {
  it('is visited within a week, and weekly until the first review and after it', () =>
    assert.deepEqual(read([placed(), seenOn('2026-01-09'), seenOn('2026-01-16')], 'adopt-visit-placed'), [
      '2026-01-05 due 2026-01-12 met 2026-01-09',
      '2026-01-09 due 2026-01-16 met 2026-01-16',
      '2026-01-16 due 2026-01-23 open',
    ]))
  it('is reviewed within four weeks', () =>
    assert.deepEqual(read([placed(), review('2026-01-30')], 'adopt-review-1'), [
      '2026-01-05 due 2026-02-02 met 2026-01-30',
    ]))
  it('is no longer, once the order is made or the placement ends', () => {
    const adopted = placed({ endedOn: '2026-01-08', endedWhy: 'E11' })
    assert.deepEqual(read([adopted], 'adopt-visit-placed'), ['2026-01-05 due 2026-01-12 ended 2026-01-08'])
  })
  it('is told by the adoption record where no episode says so, and only once where both do', () => {
    const record = [
      adoption,
      { id: 'adoption', placedOn: '2026-01-05', placedEndedOn: '2026-02-27' },
    ] as const
    assert.deepEqual(read([record], 'adopt-review-1'), ['2026-01-05 due 2026-02-02 ended 2026-02-27'])
    assert.deepEqual(read([record], 'adopt-visit-placed'), ['2026-01-05 due 2026-01-12 ended 2026-02-27'])
    assert.deepEqual(read([record, placed()], 'adopt-review-1'), ['2026-01-05 due 2026-02-02 open'])
  })
  it('with foster carers is under the ordinary rules, not these', () =>
    assert.deepEqual(readingsOf(duties, [placed({ placementType: 'U6' })]), []))
})
