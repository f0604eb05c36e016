import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { section47, strategyDiscussion } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)

describe('significant harm suspected', () => {
  it('is discussed within one working day', () => {
    assert.deepEqual(
      read([[strategyDiscussion, { concernOn: '2026-03-06', heldOn: '2026-03-09' }]], 'strategy-discussion'),
      ['2026-03-06 due 2026-03-09 met 2026-03-09'],
    )
    assert.deepEqual(read([[strategyDiscussion, { concernOn: '2026-03-06' }]], 'strategy-discussion'), [
      '2026-03-06 due 2026-03-09 open',
    ])
  })
  it('a discussion with no day of concern says nothing of how soon it was held', () =>
    assert.deepEqual(readingsOf(duties, [[strategyDiscussion, { heldOn: '2026-03-09' }]]), []))
})

describe('a child whose safety is being enquired into', () => {
  const enquiry = (more = {}) => [section47, { startedOn: '2026-03-06', ...more }] as const
  const seen = (more = {}) =>
    [
      visit,
      {
        visitedOn: '2026-03-07',
        mode: 'face to face',
        outcome: 'completed',
        seen: true,
        seenAlone: 'yes',
        ...more,
      },
    ] as const

  it('is seen alone within 24 hours', () =>
    assert.deepEqual(read([enquiry(), seen()], 's47-child-seen'), [
      '2026-03-06 due 2026-03-07 met 2026-03-07',
    ]))
  it('is seen with a parent only for a reason that is written down', () => {
    assert.deepEqual(read([enquiry(), seen({ seenAlone: 'no' })], 's47-child-seen'), [
      '2026-03-06 due 2026-03-07 open',
    ])
    const young = seen({ seenAlone: 'no', notAloneWhy: 'too young' })
    assert.deepEqual(read([enquiry(), young], 's47-child-seen'), ['2026-03-06 due 2026-03-07 met 2026-03-07'])
  })
  it('was missed if the enquiry was concluded without it', () =>
    assert.deepEqual(read([enquiry({ concludedOn: '2026-03-20' })], 's47-child-seen'), [
      '2026-03-06 due 2026-03-07 ended 2026-03-20',
    ]))
})

describe('the outcome of an enquiry', () => {
  const outcome = (more = {}) =>
    read([[section47, { startedOn: '2026-03-06', state: 'open', ...more }]], 's47-complete')

  it('is agreed to by a manager within 15 working days of the discussion', () => {
    assert.deepEqual(outcome(), ['2026-03-06 due 2026-03-27 open'])
    assert.deepEqual(outcome({ authorisedOn: '2026-03-27' }), ['2026-03-06 due 2026-03-27 met 2026-03-27'])
  })
  it('waits for the manager though the social worker has concluded it', () =>
    assert.deepEqual(outcome({ concludedOn: '2026-03-20', concludedBy: 'worker' }), [
      '2026-03-06 due 2026-03-27 open',
    ]))
  it('stands as it was concluded where nobody here was asked to agree', () =>
    assert.deepEqual(outcome({ concludedOn: '2026-03-20' }), ['2026-03-06 due 2026-03-27 met 2026-03-20']))
})

describe('a child in danger now', () => {
  it('is discussed the same day', () =>
    assert.deepEqual(
      read([[strategyDiscussion, { concernOn: '2026-03-06', urgent: true }]], 'strategy-discussion'),
      ['2026-03-06 due 2026-03-06 open'],
    ))
})
