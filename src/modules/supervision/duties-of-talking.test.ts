import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { cinPlan } from '../child-in-need/index.ts'
import { cpPlan } from '../child-protection/index.ts'
import { cinEpisode } from '../referrals/index.ts'
import { duties } from './duties.ts'
import { oversightDiscussion, recordSummary } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const read = (clock: string, ...rows: Rows) => said(readingsOf(duties, rows), clock)
const talked = (heldOn: string) => [oversightDiscussion, { id: heldOn, state: 'recorded', heldOn }] as const

describe('a child is talked through with their worker', () => {
  it('every four weeks while a child protection plan stands, from the plan and then from the last time', () => {
    const plan = [cpPlan, { startedOn: '2026-03-02' }] as const
    assert.deepEqual(read('case-supervision-high', plan), ['2026-03-02 due 2026-03-30 open'])
    assert.deepEqual(read('case-supervision-high', plan, talked('2026-03-30')), [
      '2026-03-02 due 2026-03-30 met 2026-03-30',
      '2026-03-30 due 2026-04-27 open',
    ])
    assert.deepEqual(read('case-supervision-other', plan), [])
  })

  it('every eight weeks while a child is in need, and not while a plan of protection asks for more', () => {
    const need = [cinPlan, { startedOn: '2026-01-05', endedOn: '2026-06-30' }] as const
    assert.deepEqual(read('case-supervision-other', need), ['2026-01-05 due 2026-03-02 ended 2026-06-30'])
    const plan = [cpPlan, { startedOn: '2026-02-02', endedOn: '2026-05-04' }] as const
    assert.deepEqual(read('case-supervision-other', need, plan), [
      '2026-01-05 due 2026-03-02 ended 2026-02-02',
      '2026-05-04 due 2026-06-29 ended 2026-06-30',
    ])
  })
})

describe('the record is told again in a page', () => {
  const episode = [cinEpisode, { state: 'open', referredOn: '2026-01-31' }] as const
  it('three months after our work began, and three after the last time', () => {
    assert.deepEqual(read('case-summary', episode), ['2026-01-31 due 2026-04-30 open'])
    const written = [recordSummary, { state: 'recorded', writtenOn: '2026-05-01' }] as const
    assert.deepEqual(read('case-summary', episode, written), [
      '2026-01-31 due 2026-04-30 met 2026-05-01',
      '2026-05-01 due 2026-08-01 open',
    ])
  })
  it('not of a contact that needed nothing further', () =>
    assert.deepEqual(
      read('case-summary', [cinEpisode, { state: 'no further action', referredOn: '2026-01-31' }]),
      [],
    ))
})
