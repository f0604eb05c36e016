import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { careEpisode } from '../looked-after/index.ts'
import { duties } from './duties.ts'
import { educationPlan } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const care = [
  careEpisode,
  { id: 'care', startedOn: '2026-01-05', startedWhy: 'S', legalStatus: 'V2' },
] as const
const read = (rows: Rows, clock: string, bornOn = '2016-05-01') =>
  said(readingsOf(duties, rows, { child: { bornOn: day(bornOn) } }), clock)

describe('the personal education plan of a child in our care', () => {
  it('is begun within ten working days', () => {
    const begun = [educationPlan, { startedOn: '2026-01-19' }] as const
    assert.deepEqual(read([care, begun], 'pep-initial'), ['2026-01-05 due 2026-01-19 met 2026-01-19'])
    assert.deepEqual(read([care], 'pep-initial'), ['2026-01-05 due 2026-01-19 open'])
  })
  it('is not owed for a baby until the third birthday', () =>
    assert.deepEqual(read([care], 'pep-initial', '2025-03-02'), ['2028-03-02 due 2028-03-16 open']))
  it('is agreed by the virtual school every term', () => {
    const spring = [
      educationPlan,
      { id: 'spring', termStartsOn: '2026-01-05', agreedOn: '2026-02-10' },
    ] as const
    const summer = [educationPlan, { id: 'summer', termStartsOn: '2026-04-13' }] as const
    assert.deepEqual(read([care, spring, summer], 'pep-review'), [
      '2026-01-05 met 2026-02-10',
      '2026-04-13 open',
    ])
  })
})
