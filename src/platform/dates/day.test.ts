import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as days from './day.ts'
import { day, instant } from './day.ts'

const anyDay = fc
  .integer({ min: -25_000, max: 55_000 })
  .map((number) => day(Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString()))
const temporal = (at: days.Day) => Temporal.PlainDate.from(at)

describe('a day', () => {
  it('is a real one, written in full', () => {
    assert.equal(day('2028-02-29'), '2028-02-29')
    const wrong = [
      '2027-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '20260302',
      '2026-3-2',
      '2026-03-02T09:00',
      '31 February',
      '',
      'x2026-03-02',
      '2026-03-02x',
      '6-03-02',
      'abcd-03-02',
      '2026-ab-02',
      '2026-03-ab',
    ]
    for (const text of wrong) {
      assert.throws(() => day(text), { name: 'RangeError', message: `not a day: ${text}` })
      assert.equal(days.isDay(text), false, text)
    }
    assert.equal(days.isDay('2026-03-02'), true)
  })

  it('is shown as GOV.UK writes it', () => {
    assert.equal(days.longDay(day('2026-03-03')), '3 March 2026')
    assert.equal(days.shortDay(day('2026-11-26')), 'Thu 26 Nov')
    assert.equal(days.shortDay(day('2027-01-03'), { year: true }), 'Sun 3 Jan 2027')
    const months = ['1 January', '1 February', '1 March', '1 April', '1 May', '1 June', '1 July', '1 August', '1 September', '1 October', '1 November', '1 December'] // prettier-ignore
    assert.deepEqual(
      months.map((_, i) => days.longDay(days.addMonths(day('2026-01-01'), i))),
      months.map((month) => `${month} 2026`),
    )
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((i) => days.shortDay(days.addDays(day('2026-11-23'), i))),
      ['Mon 23 Nov', 'Tue 24 Nov', 'Wed 25 Nov', 'Thu 26 Nov', 'Fri 27 Nov', 'Sat 28 Nov', 'Sun 29 Nov'],
    )
  })

  it('and months later ends with a shorter month', () => {
    assert.equal(days.addMonths(day('2026-08-31'), 6), '2027-02-28')
    assert.equal(days.addMonths(day('2027-08-31'), 6), '2028-02-29')
    assert.equal(days.addMonths(day('2026-01-31'), 1), '2026-02-28')
    assert.equal(days.addMonths(day('2026-01-15'), -2), '2025-11-15')
    assert.equal(days.endOfMonth(day('2028-02-10')), '2028-02-29')
    assert.equal(days.endOfMonth(day('2026-12-31')), '2026-12-31')
    assert.equal(days.addMonths(day('0998-12-31'), 2), '0999-02-28')
    assert.equal(days.addDays(day('0998-12-31'), 1), '0999-01-01')
  })

  it('and weeks later is the same day of the week', () => {
    assert.equal(days.addWeeks(day('2026-12-24'), 2), '2027-01-07')
    assert.equal(days.addWeeks(day('2026-12-24'), -1), '2026-12-17')
  })

  it('of 29 February comes round on 1 March in a common year', () => {
    assert.equal(days.addYears(day('2028-02-29'), 1), '2029-03-01')
    assert.equal(days.addYears(day('2028-02-29'), 4), '2032-02-29')
    assert.equal(days.ageOn(day('2012-02-29'), day('2028-02-28')), 15)
    assert.equal(days.ageOn(day('2012-02-29'), day('2028-02-29')), 16)
    assert.equal(days.ageOn(day('2012-02-29'), day('2013-02-28')), 0)
    assert.equal(days.ageOn(day('2012-02-29'), day('2013-03-01')), 1)
  })

  it('is counted in whole months as they are added', () => {
    assert.equal(days.monthsBetween(day('2026-08-31'), day('2027-02-27')), 5)
    assert.equal(days.monthsBetween(day('2026-08-31'), day('2027-02-28')), 6)
    assert.equal(days.monthsBetween(day('2027-02-28'), day('2026-08-31')), -6)
    assert.equal(days.monthsBetween(day('2026-03-15'), day('2026-01-20')), -1)
    assert.equal(days.monthsBetween(day('2026-03-15'), day('2026-03-15')), 0)
  })

  it('is counted fast and as Temporal counts it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), anyDay, (at, count, other) => {
        assert.equal(days.addDays(at, count), temporal(at).add({ days: count }).toString())
        assert.equal(
          days.addMonths(at, count % 600),
          temporal(at)
            .add({ months: count % 600 })
            .toString(),
        )
        assert.equal(days.daysBetween(at, other), temporal(at).until(other, { largestUnit: 'days' }).days)
        assert.equal(days.weekday(at), temporal(at).dayOfWeek)
        assert.equal(days.dayOfNumber(days.numberOfDay(at)), at)
        assert.equal(at < other, Temporal.PlainDate.compare(at, other) < 0)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a moment', () => {
  it('is given in London time, whatever offset it came with', () => {
    assert.equal(instant('2026-07-01T12:00:00Z'), '2026-07-01T13:00:00+01:00')
    assert.equal(instant('2026-01-01T01:30:00+02:00'), '2025-12-31T23:30:00+00:00')
    assert.equal(days.dayOf(instant('2026-06-30T23:30:00Z')), '2026-07-01')
    assert.equal(days.timeOf(instant('2026-06-30T23:30:00Z')), '00:30')
  })

  it('has an offset and is real', () => {
    for (const text of ['2026-02-30T12:00:00Z', '2026-07-01T25:00Z'])
      assert.throws(() => instant(text), RangeError, text)
    const wrong = [
      '2026-07-01',
      '2026-07-01T12:00:00',
      '2026-07-01T12:00Z[Europe/London]',
      '+002026-07-01T12:00Z',
      'now',
    ]
    for (const text of wrong)
      assert.throws(() => instant(text), {
        name: 'RangeError',
        message: `not a moment with its offset: ${text}`,
      })
  })

  it('may be written to the minute, or to a part of a second', () => {
    assert.equal(instant('2026-11-22T14:05Z'), '2026-11-22T14:05:00+00:00')
    assert.equal(instant('2026-11-22T14:05:30.123456Z'), '2026-11-22T14:05:30.123456+00:00')
    assert.equal(days.instantOf(Date.UTC(2026, 6, 1, 12)), '2026-07-01T13:00:00+01:00')
    assert.equal(days.momentOf(instant('2026-07-01T13:00:00+01:00')), Date.UTC(2026, 6, 1, 12))
  })

  it('is told from a day, and said in words', () => {
    assert.equal(days.isInstant(instant('2026-11-22T14:05Z')), true)
    assert.equal(days.isInstant(day('2026-11-22')), false)
    assert.equal(days.longMoment(instant('2026-11-22T14:05Z')), '22 November 2026 at 14:05')
    assert.equal(days.endOfDay(day('2026-07-01')), '2026-07-01T23:59:00+01:00')
    assert.equal(days.minuteOfDay(instant('2026-11-22T14:05:30Z')), 14 * 60 + 5.5)
    assert.equal(days.addMinutes(instant('2026-11-22T14:05Z'), -6), '2026-11-22T13:59:00+00:00')
  })

  it('and hours later is real time, through both clock changes', () => {
    // The clocks go forward at 01:00 on 29 March 2026 and back at 02:00 on 25 October.
    assert.equal(days.addHours(instant('2026-03-28T10:00:00+00:00'), 24), '2026-03-29T11:00:00+01:00')
    assert.equal(days.addHours(instant('2026-10-24T10:00:00+01:00'), 24), '2026-10-25T09:00:00+00:00')
    assert.equal(days.addHours(instant('2026-10-25T01:30:00+01:00'), 1), '2026-10-25T01:30:00+00:00')
    assert.equal(days.addHours(instant('2026-03-30T10:00:00+01:00'), -48), '2026-03-28T09:00:00+00:00')
  })

  it('sorts by time, which its text does not when the clocks go back', () => {
    const [before, after] = [instant('2026-10-25T00:50:00Z'), instant('2026-10-25T01:10:00Z')]
    assert.equal(before < after, false)
    assert.equal(days.momentOf(before) < days.momentOf(after), true)
  })
})
