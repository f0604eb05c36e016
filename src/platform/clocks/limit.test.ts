import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarOf, shippedCalendar } from '../dates/calendar.ts'
import { day, instant } from '../dates/day.ts'
import { clock, type ClockFacts } from './clock.ts'
import { lengthFor } from './due.ts'
import { localStandard, workingTogether } from './editions.ts'
import {
  before,
  calendarDays,
  endOfItsMonth,
  firstThen,
  hours,
  lengthWords,
  months,
  noDay,
  noting,
  onTheDay,
  urgentOr,
  weeklyToFirstReview,
  weeks,
  within,
  withinOrPlan,
  workingDays,
  workingHours,
  type Limit,
} from './limit.ts'

const of = (limit: Limit, notes?: (facts: ClockFacts) => string | undefined) =>
  clock({
    id: 'one',
    name: 'A duty',
    duty: 'Do it',
    starts: 'the day',
    stops: 'doing it',
    repeats: 'once',
    source: 'Here',
    confirmed: 'L',
    owner: 'social worker',
    ladder: 'A',
    ...localStandard,
    within: limit,
    ...(notes !== undefined && { notes }),
  })
const due = (limit: Limit, from: string, facts: ClockFacts = {}) =>
  of(limit).due(from.length > 10 ? instant(from) : day(from), facts, shippedCalendar, new Map())

describe('a limit in words', () => {
  it('is its length, one or more, and whether it is counted back', () => {
    assert.deepEqual(
      [workingDays(10), workingDays(1), calendarDays(5), weeks(6), months(3), hours(72), workingHours(4)].map(
        lengthWords,
      ),
      [
        '10 working days',
        '1 working day',
        '5 calendar days',
        '6 weeks',
        '3 months',
        '72 hours',
        '4 working hours',
      ],
    )
    assert.equal(lengthWords(before(hours(48))), '48 hours before')
    assert.equal(lengthWords(onTheDay('at once')), 'the same day')
    assert.equal(lengthWords(endOfItsMonth), 'the end of the month')
    assert.equal(lengthWords(noDay('as agreed')), 'no due day of its own')
  })

  it('says each of its steps', () => {
    assert.equal(within(weeks(6)).words, '6 weeks')
    assert.equal(withinOrPlan(weeks(6)).words, '6 weeks, or less if the plan says so')
    assert.equal(firstThen(weeks(6), months(3)).words, '6 weeks first, then 3 months')
    assert.equal(urgentOr(hours(4), workingDays(1)).words, '1 working day, or 4 hours if urgent')
    assert.equal(weeklyToFirstReview(weeks(6)).words, '1 week until the first review, then 6 weeks')
  })
})

describe('what a limit is told', () => {
  it('is what its steps are chosen by, with what is taken where it is not said', () => {
    assert.deepEqual(within(weeks(6)).reads, [])
    assert.deepEqual(within(before(weeks(1))).reads, [{ fact: 'direction', default: 'before' }])
    assert.deepEqual(withinOrPlan(weeks(6)).reads, [{ fact: 'planInterval', default: null }])
    assert.deepEqual(firstThen(weeks(6), months(3)).reads, [{ fact: 'event', default: 'first' }])
    assert.deepEqual(urgentOr(hours(4), workingDays(1)).reads, [{ fact: 'urgent', default: false }])
    assert.deepEqual(weeklyToFirstReview(weeks(6)).reads, [
      { fact: 'event', default: 'first' },
      { fact: 'weekOrdinal', default: null },
    ])
  })

  it('chooses the step', () => {
    const step = (limit: Limit, ...facts: ClockFacts[]): string[] => facts.map((one) => limit.step(one))
    assert.deepEqual(step(within(weeks(6)), {}), ['always'])
    assert.deepEqual(step(firstThen(weeks(6), months(3)), {}, { event: 'first' }, { event: 'later' }), [
      'first',
      'first',
      'later',
    ])
    assert.deepEqual(step(urgentOr(hours(4), workingDays(1)), {}, { urgent: false }, { urgent: true }), [
      'otherwise',
      'otherwise',
      'urgent',
    ])
    // The first review falls due at 20 working days: the fourth week is the last that is weekly, whatever comes before it.
    assert.deepEqual(
      step(
        weeklyToFirstReview(weeks(6)),
        {},
        { event: 'later' },
        { weekOrdinal: 4 },
        { weekOrdinal: 5 },
        { event: 'later', weekOrdinal: 4 },
        { event: 'later', weekOrdinal: 5 },
        { event: 'first', weekOrdinal: 9 },
      ),
      ['first', 'later', 'first', 'later', 'first', 'later', 'first'],
    )
    assert.deepEqual(weeklyToFirstReview(weeks(6)).steps, { first: weeks(1), later: weeks(6) })
  })

  it('must lead to a step there is', () =>
    assert.throws(() => lengthFor({ ...within(weeks(6)), step: () => 'none such' }, {}), {
      name: 'RangeError',
      message: "a limit has no step 'none such'",
    }))
})

describe('a due day by its unit', () => {
  it('is counted from a day', () => {
    assert.deepEqual(
      [calendarDays(5), weeks(2), months(1), hours(25), hours(24), workingHours(8), workingHours(9)].map(
        (length) => due(within(length), '2026-12-18').due,
      ),
      ['2026-12-23', '2027-01-01', '2027-01-18', '2026-12-20', '2026-12-19', '2026-12-21', '2026-12-22'],
    )
  })

  it('is counted back from one', () => {
    assert.equal(due(within(before(workingDays(3))), '2026-04-07').due, '2026-03-31')
    assert.equal(due(within(before(weeks(1))), '2026-04-07').due, '2026-03-31')
    assert.equal(due(within(before(hours(48))), '2026-04-07').due, '2026-04-05')
  })

  it('is the minute where it is counted in hours from one', () => {
    assert.equal(due(within(hours(72)), '2026-03-27T10:00:00+00:00').due, '2026-03-30T11:00:00+01:00')
    assert.equal(due(within(before(hours(48))), '2026-11-22T10:00:00+00:00').due, '2026-11-20T10:00:00+00:00')
    assert.equal(due(within(workingHours(4)), '2026-12-24T16:00:00+00:00').due, '2026-12-29T12:00:00+00:00')
    // Counted in days from a minute, the minute is not asked.
    assert.equal(due(within(workingDays(1)), '2026-12-24T16:00:00+00:00').due, '2026-12-29')
  })

  it('is the day itself, to its last minute where its minute is known, or the end of its month', () => {
    assert.deepEqual(due(within(onTheDay('at once')), '2026-12-18'), {
      due: '2026-12-18',
      unit: 'date',
      why: 'at once',
    })
    assert.equal(
      due(within(onTheDay('at once')), '2026-12-18T09:00:00+00:00').due,
      '2026-12-18T23:59:00+00:00',
    )
    assert.deepEqual(due(within(endOfItsMonth), '2028-02-10'), { due: '2028-02-29', unit: 'date' })
  })

  it('is none where the limit has none, and it says why', () => {
    assert.deepEqual(due(within(noDay('as the plan says')), '2026-12-18'), {
      due: null,
      unit: 'none',
      why: 'as the plan says',
    })
    assert.equal(due(within(noDay('as the plan says')), '2026-12-18T09:00:00+00:00').due, null)
  })

  it('says all there is to know beside it, in order', () => {
    const limit = withinOrPlan(noting(workingDays(10), 'of the referral'))
    const told = of(limit, ({ urgent }) => (urgent === true ? 'urgent' : undefined))
    const short = calendarOf([day('2026-12-25')])
    assert.equal(
      told.due(day('2026-12-28'), { planInterval: 5, urgent: true }, short, new Map()).why,
      'of the referral; set by plan; check this day: the bank holidays we hold run from 1 January 2026 to 31 December 2026; urgent',
    )
    assert.equal(told.due(day('2026-12-01'), {}, short, new Map()).why, 'of the referral')
    // Only working days are a guess beyond the list.
    assert.equal(of(within(weeks(6))).due(day('2026-12-28'), {}, short, new Map()).why, undefined)
    assert.match(
      of(within(workingHours(4))).due(day('2026-12-31'), {}, short, new Map()).why ?? '',
      /^check this day/,
    )
  })

  it('is any the plan sets, where the plan may set it', () => {
    const may: Limit = { ...within(weeks(6)), plan: { step: 'always', may: 'set' } }
    assert.equal(due(may, '2026-12-18', { planInterval: 8 }).due, '2027-02-12')
    assert.equal(due(may, '2026-12-18').due, '2027-01-29')
    const another: Limit = { ...within(weeks(6)), plan: { step: 'another', may: 'set' } }
    assert.equal(due(another, '2026-12-18', { planInterval: 8 }).due, '2027-01-29')
  })
})

describe('a clock', () => {
  it('is shown by its limit where no fact is given, and by what may be set in its place', () => {
    const local = of(firstThen(weeks(6), months(3)))
    assert.deepEqual(
      [local.limit, local.unit, local.effectiveTo],
      ['6 weeks first, then 3 months', 'week', null],
    )
    assert.deepEqual(local.tunable, [
      { key: 'one.first', words: '6 weeks', value: 6, unit: 'week', tightestOnly: false, atMost: null },
      { key: 'one.later', words: '3 months', value: 3, unit: 'month', tightestOnly: false, atMost: null },
    ])
    assert.deepEqual(local.lengthFor({ event: 'later' }), months(3))
    assert.deepEqual(of(within(noDay('as agreed'))).tunable, [])
    assert.deepEqual(of(within(onTheDay('at once'))).tunable, [])
  })

  it('of guidance may be set sooner alone, and may have come to its end', () => {
    const guidance = clock({
      ...of(within(weeks(6))),
      ...workingTogether,
      effectiveTo: day('2026-12-31'),
      within: within(workingDays(45)),
    })
    assert.deepEqual(guidance.tunable, [
      { key: 'one', words: '45 working days', value: 45, unit: 'workingDay', tightestOnly: true, atMost: 45 },
    ])
    assert.equal(guidance.effectiveTo, '2026-12-31')
  })
})
