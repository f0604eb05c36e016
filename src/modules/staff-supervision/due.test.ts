import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../platform/dates/calendar.ts'
import { day, type Day } from '../../platform/dates/day.ts'

import { nextSession } from './due.ts'

const setting = { calendar: shippedCalendar, limits: new Map<string, number>() }
const today = day('2026-11-22')
const next = (who: { startedOn?: string; lastOn?: string; role?: string; newlyQualified?: boolean }) => {
  const asDay = (text?: string): Day | null => (text === undefined ? null : day(text))
  const { role = 'SW', newlyQualified = false } = who
  const known = { role, newlyQualified, startedOn: asDay(who.startedOn), lastOn: asDay(who.lastOn) }
  const { clock, dueOn, startNotKnown } = nextSession(known, today, setting)
  return [clock, dueOn, ...(startNotKnown ? ['start not known'] : [])]
}

describe('supervision of a new worker (ASYE framework; timescales §10)', () => {
  it('is weekly for six weeks from their start, the first within a week of it', () => {
    assert.deepEqual(next({ startedOn: '2026-11-16' }), ['supervision-new', '2026-11-23'])
    assert.deepEqual(next({ startedOn: '2026-10-12', lastOn: '2026-11-22' }), [
      'supervision-new',
      '2026-11-29',
    ])
    assert.deepEqual(next({ startedOn: '2026-10-12', lastOn: '2026-09-01' }), [
      'supervision-new',
      '2026-10-19',
    ])
  })

  it('is fortnightly from the seventh week to six months', () => {
    assert.deepEqual(next({ startedOn: '2026-09-01', lastOn: '2026-10-13' }), [
      'supervision-new',
      '2026-10-27',
    ])
    assert.deepEqual(next({ startedOn: '2026-05-25', lastOn: '2026-11-22' }), [
      'supervision-new',
      '2026-12-06',
    ])
  })

  it('is monthly after that through a newly qualified worker’s first year, and every four weeks for anybody else', () => {
    const since = { startedOn: '2026-05-18', lastOn: '2026-11-16' }
    assert.deepEqual(next({ ...since, newlyQualified: true }), ['supervision-new', '2026-12-16'])
    assert.deepEqual(next(since), ['supervision-worker', '2026-12-14'])
  })

  it('runs four weeks from the last session where the start is not known, and says so of the newly qualified', () => {
    assert.deepEqual(next({ lastOn: '2026-11-02' }), ['supervision-worker', '2026-11-30'])
    assert.deepEqual(next({ lastOn: '2026-11-02', newlyQualified: true }), [
      'supervision-worker',
      '2026-11-30',
      'start not known',
    ])
  })

  it('is late of nobody who started long ago and of whom no session is held, and not a manager’s', () => {
    assert.deepEqual(next({ startedOn: '2024-01-08' }), ['supervision-worker', null])
    assert.deepEqual(next({ startedOn: '2026-11-16', role: 'TM' }), ['supervision-manager', null])
    assert.deepEqual(next({ startedOn: '2026-12-01' }), ['supervision-worker', null])
  })
})
