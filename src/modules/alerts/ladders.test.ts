import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../platform/dates/calendar.ts'
import { day, instantAt, type Day, type Instant } from '../../platform/dates/day.ts'
import { cutoff, ladders, type Reached } from './ladders.ts'

const by = (reached: Exclude<Reached, { share: number }>, today: Day, time = '12:00') =>
  cutoff(reached, instantAt(today, time), today, shippedCalendar)
const dayOf = (reached: Exclude<Reached, { share: number }>, today: string): string =>
  by(reached, day(today)).day

describe('the rungs of timescales 0.3', () => {
  it('a visit goes to the team manager when late, to the service manager after 2 working days, to the director after 5', () => {
    assert.deepEqual(
      ladders.A.map(({ rung, reached }) => [rung, reached]),
      [
        ['first warning', { before: 3 }],
        ['second warning', { before: 1 }],
        ['team manager', { atDue: true }],
        ['service manager', { days: 2 }],
        ['director', { days: 5, orUnseen: 20 }],
      ],
    )
  })
  it('every ladder ends with the director', () => {
    for (const steps of Object.values(ladders)) assert.equal(steps.at(-1)?.rung, 'director')
  })
})

describe('what is late enough', () => {
  it('is late the day after it was due, weekends as well', () => {
    assert.equal(dayOf({ atDue: true }, '2026-11-24'), '2026-11-23')
    assert.equal(dayOf({ atDue: true }, '2026-11-22'), '2026-11-21')
  })
  it('counts 2 working days after the due day, which is day nought', () => {
    // Due Thursday 19 November: Friday, Monday.
    assert.equal(dayOf({ days: 2 }, '2026-11-20'), '2026-11-18')
    assert.equal(dayOf({ days: 2 }, '2026-11-23'), '2026-11-19')
    // Due Friday to Sunday: Monday, Tuesday.
    assert.equal(dayOf({ days: 2 }, '2026-11-24'), '2026-11-22')
  })
  it('counts over Christmas and its bank holidays', () => {
    // Due Thursday 24 December: the first working day after is Tuesday 29th.
    assert.equal(dayOf({ days: 1 }, '2026-12-28'), '2026-12-23')
    assert.equal(dayOf({ days: 1 }, '2026-12-29'), '2026-12-28')
  })
  it('counts 4 working hours from the moment, and from 9 o’clock after a whole day', () => {
    const moment = (today: string, time: string): Instant => by({ hours: 4 }, day(today), time).moment
    assert.equal(moment('2026-11-24', '15:00'), instantAt(day('2026-11-24'), '11:00'))
    assert.equal(moment('2026-11-24', '10:00'), instantAt(day('2026-11-23'), '14:00'))
    assert.equal(by({ hours: 4 }, day('2026-11-24'), '12:59').day, '2026-11-22')
    assert.equal(by({ hours: 4 }, day('2026-11-24'), '13:00').day, '2026-11-23')
  })
  it('warns so many working days before', () => {
    assert.equal(dayOf({ before: 3 }, '2026-11-20'), '2026-11-25')
    assert.equal(dayOf({ before: 1 }, '2026-11-20'), '2026-11-23')
  })
})
