import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { careEpisode } from '../looked-after/index.ts'
import { duties } from './duties.ts'

const read = (more: object, clock: string) =>
  said(
    readingsOf(duties, [
      [
        careEpisode,
        { startedOn: '2026-01-05', startedWhy: 'S', legalStatus: 'V2', placementType: 'U3', ...more },
      ],
    ]),
    clock,
  )

describe('a relative or friend approved for the time being, regs 24 and 25', () => {
  const approved = { temporarilyApprovedOn: '2026-01-05' }

  it('is fully approved within sixteen weeks', () => {
    assert.deepEqual(read(approved, 'connected-person-16w'), ['2026-01-05 due 2026-04-27 open'])
    assert.deepEqual(read({ ...approved, approvedOn: '2026-04-20' }, 'connected-person-16w'), [
      '2026-01-05 due 2026-04-27 met 2026-04-20',
    ])
  })
  it('or the placement ends', () =>
    assert.deepEqual(read({ ...approved, endedOn: '2026-03-02', endedWhy: 'E4A' }, 'connected-person-16w'), [
      '2026-01-05 due 2026-04-27 ended 2026-03-02',
    ]))
  it('an extension gives eight weeks more, once, from the end of the sixteen', () => {
    const extended = { ...approved, extendedOn: '2026-04-20' }
    assert.deepEqual(read(extended, 'connected-person-16w'), ['2026-01-05 due 2026-04-27 ended 2026-04-20'])
    assert.deepEqual(read(extended, 'connected-person-ext'), ['2026-04-27 due 2026-06-22 open'])
  })
  it('asks nothing of a foster carer already approved', () =>
    assert.deepEqual(read({}, 'connected-person-16w'), []))
})
