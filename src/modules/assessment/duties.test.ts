import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { cinEpisode } from '../referrals/index.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { assessment } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const referral = (referredOn: string, closedOn: string | null = null, state = 'open') =>
  [cinEpisode, { id: referredOn, referredOn, closedOn, state }] as const
const started = (startedOn: string, more = {}) => [assessment, { id: startedOn, startedOn, ...more }] as const

describe('an assessment', () => {
  it('is authorised within 45 working days of the referral, not of its own start', () =>
    assert.deepEqual(
      read(
        [referral('2026-01-05'), started('2026-01-07', { authorisedOn: '2026-03-09' })],
        'assessment-complete',
      ),
      ['2026-01-05 due 2026-03-09 met 2026-03-09'],
    ))
  it('is owed for a referral that nobody has begun to assess', () =>
    assert.deepEqual(read([referral('2026-01-05')], 'assessment-complete'), [
      '2026-01-05 due 2026-03-09 open',
    ]))
  it('is not owed for a referral that led to nothing', () =>
    assert.deepEqual(readingsOf(duties, [referral('2026-01-05', null, 'no further action')]), []))
  it('leaves nothing open when the episode closes', () =>
    assert.deepEqual(
      read([referral('2026-01-05', '2026-02-02'), started('2026-01-07')], 'assessment-complete'),
      ['2026-01-05 due 2026-03-09 ended 2026-02-02'],
    ))
  it('made again in the same episode counts from its own start', () => {
    const rows = [
      referral('2025-01-06'),
      started('2025-01-08', { authorisedOn: '2025-02-03' }),
      started('2026-01-05'),
    ]
    assert.deepEqual(read(rows, 'assessment-complete')[1], '2026-01-05 due 2026-03-09 open')
  })
  it('is steered by a manager within ten working days of the referral', () =>
    assert.deepEqual(
      read(
        [referral('2026-01-05'), started('2026-01-07', { steeredOn: '2026-01-15' })],
        'assess-checkpoint-1',
      ),
      ['2026-01-05 due 2026-01-19 met 2026-01-15'],
    ))
})

describe('an assessment written here', () => {
  const written = (more: object) => started('2026-01-07', { togetherId: 'together', ...more })
  it('is steered again within twenty-five working days of the referral, unless it is authorised first', () => {
    assert.deepEqual(
      read([referral('2026-01-05'), written({ steeredAgainOn: '2026-02-11' })], 'assess-checkpoint-2'),
      ['2026-01-05 due 2026-02-09 met 2026-02-11'],
    )
    assert.deepEqual(
      read([referral('2026-01-05'), written({ authorisedOn: '2026-01-30' })], 'assess-checkpoint-2'),
      ['2026-01-05 due 2026-02-09 ended 2026-01-30'],
    )
  })
  it('is shared within five working days of being authorised; of one from a return nobody knows', () => {
    assert.deepEqual(
      read([written({ authorisedOn: '2026-02-02', sharedOn: '2026-02-06' })], 'assess-share'),
      ['2026-02-02 due 2026-02-09 met 2026-02-06'],
    )
    assert.deepEqual(read([started('2026-01-07', { authorisedOn: '2026-02-02' })], 'assess-share'), [])
  })
  it('owes a tool from the day neglect or domestic abuse was found, until each is completed', () => {
    const found = (more: object) =>
      read([written({ factors: ['3B', '16A'], factorsOn: '2026-01-20', ...more })], 'sch-risk-tool')
    assert.equal(found({}).length, 1)
    assert.match(found({ neglectToolOn: '2026-01-22' })[0] ?? '', /open/)
    assert.match(found({ neglectToolOn: '2026-01-22', abuseToolOn: '2026-01-08' })[0] ?? '', /met 2026-01-22/)
    assert.deepEqual(read([written({ factors: ['4B'], factorsOn: '2026-01-20' })], 'sch-risk-tool'), [])
  })
})

describe('the child in an assessment', () => {
  const seen = [
    visit,
    { visitedOn: '2026-01-12', mode: 'face to face', outcome: 'completed', seen: true },
  ] as const

  it('is seen within five working days', () => {
    assert.deepEqual(read([started('2026-01-07'), seen], 'assess-child-seen'), [
      '2026-01-07 due 2026-01-14 met 2026-01-12',
    ])
    assert.deepEqual(read([started('2026-01-07')], 'assess-child-seen'), ['2026-01-07 due 2026-01-14 open'])
  })
  it('seen on a day the return does not give is not called late', () =>
    assert.deepEqual(read([started('2026-01-07', { childSeen: 'yes' })], 'assess-child-seen'), []))
})
