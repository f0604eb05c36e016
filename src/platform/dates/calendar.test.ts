import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addWorkingDays,
  addWorkingHours,
  type Calendar,
  calendarOf,
  isWorkingDay,
  reaches,
  shippedCalendar,
  workingDaysBetween,
} from './calendar.ts'
import { type Day, day, instant } from './day.ts'

/** Walks a day at a time with Temporal: slow, and plainly right. */
function walked(from: Day, days: number, calendar: Calendar): string {
  let at = Temporal.PlainDate.from(from)
  for (let left = Math.abs(days); left > 0;) {
    at = at.add({ days: Math.sign(days) })
    if (at.dayOfWeek <= 5 && !calendar.holidays.has(day(at.toString()))) left -= 1
  }
  return at.toString()
}

const anyDay = fc
  .integer({ min: -6000, max: 52_000 })
  .map((number) => day(Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString()))

describe('working days', () => {
  it('are Monday to Friday without the bank holidays, and the start is day nought', () => {
    assert.equal(addWorkingDays(day('2026-03-06'), 1, shippedCalendar), '2026-03-09')
    assert.equal(addWorkingDays(day('2026-03-07'), 0, shippedCalendar), '2026-03-07')
    assert.equal(addWorkingDays(day('2026-03-07'), 1, shippedCalendar), '2026-03-09')
  })

  it('step over Christmas and Easter', () => {
    assert.equal(addWorkingDays(day('2026-12-24'), 1, shippedCalendar), '2026-12-29')
    assert.equal(addWorkingDays(day('2026-12-18'), 10, shippedCalendar), '2027-01-06')
    assert.equal(addWorkingDays(day('2026-04-02'), 1, shippedCalendar), '2026-04-07')
    assert.equal(addWorkingDays(day('2027-03-25'), 2, shippedCalendar), '2027-03-31')
  })

  it('go back as well: three before Tuesday 7 April 2026 is Tuesday 31 March', () => {
    assert.equal(addWorkingDays(day('2026-04-07'), -3, shippedCalendar), '2026-03-31')
    assert.equal(addWorkingDays(day('2026-04-05'), -1, shippedCalendar), '2026-04-02')
  })

  it('between two days count the last and not the first', () => {
    assert.equal(workingDaysBetween(day('2026-12-24'), day('2026-12-29'), shippedCalendar), 1)
    assert.equal(workingDaysBetween(day('2026-12-29'), day('2026-12-24'), shippedCalendar), -1)
    assert.equal(workingDaysBetween(day('2026-04-03'), day('2026-04-06'), shippedCalendar), 0)
  })

  it('know the days the list names', () => {
    const holidays = [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ]
    for (const at of holidays) assert.equal(isWorkingDay(day(at), shippedCalendar), false, at)
    assert.equal([...shippedCalendar.holidays].filter((at) => at.startsWith('2026')).length, 8)
    assert.equal(isWorkingDay(day('2026-12-24'), shippedCalendar), true)
  })

  it('are a guess beyond the list, and it says so', () => {
    assert.equal(shippedCalendar.until, '2028-12-31')
    assert.equal(reaches(shippedCalendar, day('2028-12-20'), day('2029-01-05')), false)
    assert.equal(reaches(shippedCalendar, day('2011-12-20'), day('2012-01-05')), false)
    assert.equal(reaches(shippedCalendar, day('2012-01-05'), day('2028-12-31')), true)
    assert.equal(reaches(calendarOf([]), day('2026-01-05'), day('2026-01-06')), false)
    // Nothing is known of any day where no day is named.
    assert.deepEqual([calendarOf([]).from, calendarOf([]).until], ['1970-01-01', '1969-12-31'])
    // Whole years, of the first day and of the last in whatever order they are named; both ends are within.
    const two = calendarOf([day('2027-05-03'), day('2026-12-25'), day('2026-08-31')])
    assert.deepEqual([two.from, two.until], ['2026-01-01', '2027-12-31'])
    for (const [one, other, known] of [
      ['2026-01-01', '2027-12-31', true],
      ['2027-12-31', '2026-01-01', true],
      ['2025-12-31', '2026-06-01', false],
      ['2026-06-01', '2025-12-31', false],
      ['2028-01-01', '2027-06-01', false],
      ['2027-06-01', '2028-01-01', false],
    ] as const)
      assert.equal(reaches(two, day(one), day(other)), known, `${one} ${other}`)
  })

  it('are walked where the table ends, and not counted there', () => {
    assert.equal(addWorkingDays(day('2099-12-31'), 1, shippedCalendar), '2100-01-01')
    assert.equal(addWorkingDays(day('2100-01-04'), -2, shippedCalendar), '2099-12-31')
    assert.equal(addWorkingDays(day('1960-01-01'), -1, shippedCalendar), '1959-12-31')
    assert.equal(addWorkingDays(day('1959-12-31'), 1, shippedCalendar), '1960-01-01')
    assert.equal(workingDaysBetween(day('1960-01-01'), day('2099-12-31'), shippedCalendar) > 36_000, true)
    for (const [from, to] of [
      ['1959-12-31', '2026-01-05'],
      ['2026-01-05', '2100-01-01'],
    ] as const)
      assert.throws(() => workingDaysBetween(day(from), day(to), shippedCalendar), {
        name: 'RangeError',
        message: `working days are counted from 1960 to 2099: ${from}, ${to}`,
      })
  })

  it('are looked up as a walk would find them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -80, max: 80 }), (from, count) => {
        const found = addWorkingDays(from, count, shippedCalendar)
        assert.equal(found, walked(from, count, shippedCalendar))
        if (count > 0 && from > '1960-06-01' && from < '2099-01-01')
          assert.equal(workingDaysBetween(from, found, shippedCalendar), count)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('working hours', () => {
  const later = (from: string, hours: number) => addWorkingHours(instant(from), hours, shippedCalendar)

  it('are 09:00 to 17:00 on working days', () => {
    assert.equal(later('2026-11-23T09:00:00+00:00', 4), '2026-11-23T13:00:00+00:00')
    assert.equal(later('2026-11-23T13:00:00+00:00', 4), '2026-11-23T17:00:00+00:00')
    assert.equal(later('2026-11-23T13:00:01+00:00', 4), '2026-11-24T09:00:01+00:00')
    assert.equal(later('2026-11-27T16:00:00+00:00', 4), '2026-11-30T12:00:00+00:00')
  })

  it('start at the next 09:00 from any other time', () => {
    assert.equal(later('2026-11-23T07:15:00+00:00', 4), '2026-11-23T13:00:00+00:00')
    assert.equal(later('2026-11-23T17:00:00+00:00', 4), '2026-11-24T13:00:00+00:00')
    assert.equal(later('2026-11-21T12:00:00+00:00', 4), '2026-11-23T13:00:00+00:00')
    assert.equal(later('2026-12-24T16:00:00+00:00', 4), '2026-12-29T12:00:00+00:00')
  })

  it('are by the clock on the wall in summer and winter', () => {
    assert.equal(later('2026-03-27T16:00:00+00:00', 4), '2026-03-30T12:00:00+01:00')
    assert.equal(later('2026-10-23T16:00:00+01:00', 4), '2026-10-26T12:00:00+00:00')
  })
})
