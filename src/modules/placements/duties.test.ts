import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { day } from '../../platform/dates/day.ts'
import { careEpisode } from '../looked-after/index.ts'
import { duties } from './duties.ts'
import { homeCheck, homeReview } from './record.ts'

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

describe('a home that is not registered, Care Standards Act 2000 s.11', () => {
  const stay = { startedOn: '2026-01-05', startedWhy: 'S', legalStatus: 'V2', placementPostcode: 'ZZ1 1AA' }
  const found = { placedOn: '2026-01-05', standing: 'not registered', checkedOn: '2026-01-06' }
  const held = (kind: string, checks: object[] = [], reviews: string[] = [], more: object = {}) =>
    said(
      readingsOf(
        duties,
        [
          [careEpisode, { ...stay, placementType: kind, ...more }],
          ...checks.map((check, i) => [homeCheck, { ...found, id: `check ${i}`, ...check }] as const),
          ...reviews.map((reviewedOn) => [homeReview, { reviewedOn }] as const),
        ],
        { child: { bornOn: day('2012-05-01') } },
      ),
      'unregistered-review',
    )

  it('is reviewed by the director within a working day of the child’s coming, and then each week', () =>
    assert.deepEqual(held('Z1', [], ['2026-01-06', '2026-01-14']), [
      '2026-01-05 due 2026-01-06 met 2026-01-06',
      '2026-01-06 due 2026-01-13 met 2026-01-14',
      '2026-01-14 due 2026-01-21 open',
    ]))
  it('is so by what is held of it, whatever the kind of placement says', () => {
    assert.deepEqual(held('K2'), [])
    assert.deepEqual(held('K2', [{}]), ['2026-01-05 due 2026-01-06 open'])
    assert.deepEqual(held('Z1', [{ standing: 'registered' }]), [])
  })
  it('and by the kind of placement where that is not known', () =>
    assert.deepEqual(held('Z1', [{ standing: 'not known' }]), ['2026-01-05 due 2026-01-06 open']))
  it('ends when the home is registered, or the child leaves', () => {
    const registered = { standing: 'registered', fromOn: '2026-02-02', checkedOn: '2026-02-03' }
    assert.deepEqual(held('Z1', [registered]), ['2026-01-05 due 2026-01-06 ended 2026-02-02'])
    assert.deepEqual(held('Z1', [], [], { endedOn: '2026-01-09', endedWhy: 'E4A' }), [
      '2026-01-05 due 2026-01-06 ended 2026-01-09',
    ])
  })
  it('begins again the day after a registration ends', () =>
    assert.deepEqual(held('K2', [{ standing: 'registered', toOn: '2026-03-01' }]), [
      '2026-03-02 due 2026-03-03 open',
    ]))
  it('is owed of a child under 16 in supported accommodation, registered or not, and no longer at 16', () => {
    const at = (bornOn: string, reviews: string[] = []) =>
      said(
        readingsOf(
          duties,
          [
            [careEpisode, { ...stay, placementType: 'K3' }],
            [homeCheck, { ...found, standing: 'registered' }],
            ...reviews.map((reviewedOn) => [homeReview, { reviewedOn }] as const),
          ],
          { child: { bornOn: day(bornOn) } },
        ),
        'unregistered-review',
      )
    assert.deepEqual(at('2009-06-01'), [])
    // A birthday to come takes nothing off the director’s list: what falls due before it stands until it is done.
    assert.deepEqual(at('2010-06-01'), ['2026-01-05 due 2026-01-06 open'])
    assert.deepEqual(at('2010-06-01', ['2026-05-29']), [
      '2026-01-05 due 2026-01-06 met 2026-05-29',
      '2026-05-29 due 2026-06-05 ended 2026-06-01',
    ])
  })
  it('of a stay that came by a return counts from the day we looked: earlier reviews are elsewhere', () =>
    assert.deepEqual(held('Z1', [{ checkedOn: '2026-03-02' }], [], { importId: 'import' }), [
      '2026-03-02 due 2026-03-03 open',
    ]))
  it('is known from the first review or the first look recorded here, docs/decisions/0003', () => {
    const none = readingsOf(duties, [[careEpisode, { ...stay, placementType: 'Z1' }]], {
      coverage: new Map(),
    })
    assert.deepEqual(said(none, 'unregistered-review'), ['2026-01-05 due 2026-01-06 open, not known'])
  })
})
