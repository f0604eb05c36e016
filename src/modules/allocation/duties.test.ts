import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldFrom } from '../../platform/clocks/clock.ts'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { duties } from './duties.ts'
import { allocation } from './record.ts'
import { gaps } from './workers.ts'

const lead = (id: string, fromOn: string | null, toOn: string | null, more = {}) =>
  [allocation, { id, role: 'lead social worker', fromOn, toOn, ...more }] as const

describe('a change of worker', () => {
  it('is handed over within ten working days: a joint visit, and the child told why', () => {
    const told = { jointVisitOn: '2026-03-04', childToldOn: '2026-03-10' }
    const readings = readingsOf(duties, [
      lead('b', '2026-03-02', null, told),
      lead('a', '2025-06-02', '2026-03-02'),
    ])
    assert.deepEqual(said(readings, 'transfer-handover'), ['2026-03-02 due 2026-03-16 met 2026-03-10'])
  })
  it('is not handed over by a joint visit alone', () => {
    const visited = { jointVisitOn: '2026-03-04' }
    const readings = readingsOf(duties, [
      lead('a', '2025-06-02', '2026-03-02'),
      lead('b', '2026-03-02', null, visited),
    ])
    assert.deepEqual(said(readings, 'transfer-handover'), ['2026-03-02 due 2026-03-16 open'])
  })
  it('leaves nothing open once that worker has gone too', () => {
    const readings = readingsOf(duties, [
      lead('a', '2025-06-02', '2026-03-02'),
      lead('b', '2026-03-02', '2026-03-31'),
    ])
    assert.deepEqual(said(readings, 'transfer-handover'), ['2026-03-02 due 2026-03-16 ended 2026-03-31'])
  })
  it('is none for a first worker, a second worker beside the first, or one whose start nobody knows', () => {
    const second = [allocation, { id: 's', role: 'second social worker', fromOn: '2026-03-02' }] as const
    assert.deepEqual(readingsOf(duties, [lead('a', '2026-01-05', null), second]), [])
    assert.deepEqual(
      said(readingsOf(duties, [lead('a', null, '2026-01-05'), lead('b', null, null)]), 'transfer-handover'),
      [],
    )
  })
  it('is not known where the return says who, and not how it was handed over', () => {
    const coverage = new Map([['allocation', heldFrom(null)]] as const)
    const rows = [lead('a', '2025-06-02', '2026-03-02'), lead('b', '2026-03-02', null)]
    assert.deepEqual(said(readingsOf(duties, rows, { coverage }), 'transfer-handover'), [
      '2026-03-02 due 2026-03-16 open, not known',
    ])
  })
})

describe('a third worker in twelve months', () => {
  const rows = (third: string, more = {}) =>
    [
      lead('a', '2023-03-02', '2025-09-01'),
      lead('b', '2025-09-01', third),
      lead('c', third, null, more),
    ] as const
  it('is looked at by the service manager at once', () =>
    assert.deepEqual(said(readingsOf(duties, rows('2026-03-02')), 'worker-change-alert'), [
      '2026-03-02 due 2026-03-02 open',
    ]))
  it('is settled by that look', () =>
    assert.deepEqual(
      said(
        readingsOf(duties, rows('2026-03-02', { changesReviewedOn: '2026-03-04' })),
        'worker-change-alert',
      ),
      ['2026-03-02 due 2026-03-02 met 2026-03-04'],
    ))
  it('counts one who left within them, and not one who left on the day before they began', () => {
    assert.deepEqual(said(readingsOf(duties, rows('2026-08-31')), 'worker-change-alert'), [
      '2026-08-31 due 2026-08-31 open',
    ])
    assert.deepEqual(said(readingsOf(duties, rows('2026-09-01')), 'worker-change-alert'), [])
  })
  it('is none where the first of the three came back', () => {
    const [a, b, c] = rows('2026-03-02')
    const same = [a, b, c].map(
      ([kind, answers], i) => [kind, { ...answers, workerId: i === 1 ? 'b' : 'a' }] as const,
    )
    assert.deepEqual(said(readingsOf(duties, same), 'worker-change-alert'), [])
  })
})

describe('days without a worker', () => {
  const worker = (fromOn: string | null, toOn: string | null) =>
    ({ fromOn: fromOn && day(fromOn), toOn: toOn && day(toOn) }) as Parameters<typeof gaps>[0][number]
  const from = day('2026-01-05')

  it('none where one takes over the day the other stops', () =>
    assert.deepEqual(gaps([worker('2026-01-05', '2026-03-02'), worker('2026-03-02', null)], from, null), []))
  it('none where one takes over the day after', () =>
    assert.deepEqual(gaps([worker('2026-01-05', '2026-03-02'), worker('2026-03-03', null)], from, null), []))
  it('from the day one stops to the day the next begins', () =>
    assert.deepEqual(gaps([worker('2026-01-05', '2026-03-02'), worker('2026-03-10', null)], from, null), [
      { from: '2026-03-02', filled: '2026-03-10' },
    ]))
  it('still open when nobody has come', () =>
    assert.deepEqual(gaps([], from, null), [{ from: '2026-01-05', filled: null }]))
  it('overlaps and workers long gone change nothing', () => {
    const muddle = [
      worker(null, '2025-01-01'),
      worker('2025-12-01', '2026-06-01'),
      worker('2026-02-01', '2026-03-01'),
      worker('2026-05-01', null),
    ]
    assert.deepEqual(gaps(muddle, from, null), [])
  })
  it('stop counting when the need ends', () =>
    assert.deepEqual(gaps([worker('2026-01-05', '2026-03-02')], from, day('2026-03-02')), []))
})
