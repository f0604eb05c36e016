import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldFrom } from '../../platform/clocks/clock.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { cinEpisode } from '../referrals/index.ts'
import { duties } from './duties.ts'
import { contact } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
const received = (more = {}) => [contact, { receivedOn: '2026-03-06', ...more }] as const

describe('a contact', () => {
  it('is looked at within four working hours, over the weekend if it came late on Friday', () => {
    const late = received({ receivedAt: '2026-03-06T16:00:00+00:00' })
    assert.deepEqual(read([late], 'contact-triage'), [
      '2026-03-06T16:00:00+00:00 due 2026-03-09T12:00:00+00:00 open',
    ])
  })
  it('is decided within one working day, and whoever came to us is told', () => {
    assert.deepEqual(read([received()], 'referral-decision'), ['2026-03-06 due 2026-03-09 open'])
    const decided = received({ decidedOn: '2026-03-09', feedbackOn: '2026-03-11' })
    assert.deepEqual(read([decided], 'referral-decision'), ['2026-03-06 due 2026-03-09 met 2026-03-09'])
    assert.deepEqual(read([decided], 'referral-feedback'), ['2026-03-09 due 2026-03-10 met 2026-03-11'])
  })
  it('its referrer disagrees about is decided again in five working days, and the first decision keeps its day', () => {
    const first = { decidedOn: '2026-03-09', firstDecidedOn: '2026-03-09', disputedOn: '2026-03-12' }
    const standing = received({ ...first, state: 'disputed' })
    assert.deepEqual(read([standing], 'contact-dispute'), ['2026-03-12 due 2026-03-19 open'])
    const again = received({ ...first, state: 'decided', decidedOn: '2026-03-20' })
    assert.deepEqual(read([again], 'contact-dispute'), ['2026-03-12 due 2026-03-19 met 2026-03-20'])
    assert.deepEqual(read([again], 'referral-decision'), ['2026-03-06 due 2026-03-09 met 2026-03-09'])
    assert.deepEqual(read([again], 'referral-feedback'), ['2026-03-20 due 2026-03-23 open'])
  })
  it('known from an inspection list alone is not late: the list does not say when it was decided', () => {
    const coverage = new Map([
      ['contact', heldFrom(null)],
      ['referral', heldFrom(null)],
    ] as const)
    assert.deepEqual(said(readingsOf(duties, [received()], { coverage }), 'referral-decision'), [
      '2026-03-06 due 2026-03-09 open, not known',
    ])
  })
})

describe('a child who comes back', () => {
  const episode = (referredOn: string, closedOn: string | null = null, state = 'closed') =>
    [cinEpisode, { id: referredOn, referredOn, closedOn, state }] as const

  it('within twelve months is a re-referral', () =>
    assert.deepEqual(
      read([episode('2025-01-06', '2025-03-03'), episode('2026-03-03')], 're-referral-window'),
      ['2025-03-03 met 2026-03-03'],
    ))
  it('a day later is not', () =>
    assert.deepEqual(
      read([episode('2025-01-06', '2025-03-03'), episode('2026-03-04')], 're-referral-window'),
      ['2025-03-03 ended 2026-03-03'],
    ))
  it('after a referral that led to nothing counts from that referral', () =>
    assert.deepEqual(
      read(
        [episode('2025-01-06', null, 'no further action'), episode('2025-02-03', null, 'open')],
        're-referral-window',
      ),
      ['2025-01-06 met 2025-02-03'],
    ))
})
