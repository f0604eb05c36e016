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
    ]
    for (const text of wrong) {
      assert.throws(() => day(text), RangeError, text)
      assert.equal(days.isDay(text), false, text)
    }
  })

  it('is shown as GOV.UK writes it', () => {
    assert.equal(days.longDay(day('2026-03-03')), '3 March 2026')
    assert.equal(days.shortDay(day('2026-11-26')), 'Thu 26 Nov')
    assert.equal(days.shortDay(day('2027-01-03'), { year: true }), 'Sun 3 Jan 2027')
  })

  it('and months later ends with a shorter month', () => {
    assert.equal(days.addMonths(day('2026-08-31'), 6), '2027-02-28')
    assert.equal(days.addMonths(day('2027-08-31'), 6), '2028-02-29')
    assert.equal(days.addMonths(day('2026-01-31'), 1), '2026-02-28')
    assert.equal(days.addMonths(day('2026-01-15'), -2), '2025-11-15')
    assert.equal(days.endOfMonth(day('2028-02-10')), '2028-02-29')
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
    const wrong = [
      '2026-07-01',
      '2026-07-01T12:00:00',
      '2026-02-30T12:00:00Z',
      '2026-07-01T25:00Z',
      '2026-07-01T12:00Z[Europe/London]',
      'now',
    ]
    for (const text of wrong) assert.throws(() => instant(text), RangeError, text)
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
