import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../../platform/testing/readings.ts'
import { duties } from '../duties.ts'
import { visit } from '../record.ts'
import { visitCall } from './record.ts'

const called = (kind: string, more = {}) => [visitCall, { kind, fromOn: '2026-03-02', ...more }] as const
const seenOn = (visitedOn: string) =>
  [
    visit,
    { id: visitedOn, state: 'recorded', visitedOn, mode: 'face to face', outcome: 'completed', seen: true },
  ] as const
const read = (clock: string, ...rows: Parameters<typeof readingsOf>[1]) =>
  said(readingsOf(duties, rows), clock)

describe('what calls for a visit', () => {
  for (const [kind, clock, due] of [
    ['asked in private fostering', 'pf-requested-visit', '2026-03-09'],
    ['asked in our care', 'cla-visit-requested', '2026-03-09'],
    ['concern about the home', 'cla-visit-notice-of-concern', '2026-03-09'],
    ['custody', 'custody-visit', '2026-03-16'],
  ] as const)
    it(`${kind}: the child is seen once, by ${due}`, () => {
      assert.deepEqual(read(clock, called(kind)), [`2026-03-02 due ${due} open`])
      assert.deepEqual(read(clock, called(kind), seenOn('2026-03-10'), seenOn('2026-03-20')), [
        `2026-03-02 due ${due} met 2026-03-10`,
      ])
      assert.deepEqual(read(clock, called(kind, { untilOn: '2026-03-04' })), [
        `2026-03-02 due ${due} ended 2026-03-04`,
      ])
    })

  it('somebody else arranges where they live: a week, six weeks in the first year, then three months', () => {
    const all = read(
      'cla-visit-other-arrangements',
      called('arranged by others', { fromOn: '2025-01-06' }),
      seenOn('2025-01-10'),
      seenOn('2026-01-05'),
    )
    assert.deepEqual(all, [
      '2025-01-06 due 2025-01-13 met 2025-01-10',
      '2025-01-10 due 2025-02-21 met 2026-01-05',
      '2026-01-05 due 2026-04-05 open',
    ])
  })
  it('short breaks: within three months, then every six', () =>
    assert.deepEqual(read('short-break-visit', called('short breaks'), seenOn('2026-06-02')), [
      '2026-03-02 due 2026-06-02 met 2026-06-02',
      '2026-06-02 due 2026-12-02 open',
    ]))
  it('a long stay: within 14 days of being told, then every six months', () =>
    assert.deepEqual(read('s85-visit', called('long stay'), seenOn('2026-03-16')), [
      '2026-03-02 due 2026-03-16 met 2026-03-16',
      '2026-03-16 due 2026-09-16 open',
    ]))
})
