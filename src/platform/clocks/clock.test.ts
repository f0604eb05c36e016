import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarOf, shippedCalendar } from '../dates/calendar.ts'
import { type Day, day, instant } from '../dates/day.ts'
import {
  breachedOn,
  type ClockSetting,
  clock,
  heldFrom,
  type Coverage,
  type Duty,
  readDuty,
  type Reading,
  recurring,
  type Span,
  standing,
  tightEnough,
} from './clock.ts'
import { carePlanning, localStandard, workingTogether } from './editions.ts'
import { firstThen, hours, months, weeks, within, withinOrPlan, workingDays, workingHours } from './limit.ts'

const words = {
  name: 'Visit',
  duty: 'See the child',
  starts: 'the last visit',
  stops: 'a visit',
  repeats: 'repeating',
  source: 'Here',
  confirmed: 'L',
  owner: 'social worker',
  ladder: 'A',
} as const
const tenDays = clock({
  id: 'ten',
  ...words,
  ...localStandard,
  within: withinOrPlan(workingDays(10)),
  atMost: 20,
})
const sixWeeks = clock({ id: 'six', ...words, ...carePlanning, within: within(weeks(6)) })
const stepped = clock({ id: 'stepped', ...words, ...workingTogether, within: firstThen(weeks(6), months(3)) })
const threeDays = clock({ id: 'three', ...words, ...localStandard, within: within(hours(72)) })

const setting: ClockSetting = { calendar: shippedCalendar, limits: new Map() }
const child = 'a child'
const visits = (spans: readonly Span[]): Duty<null> => ({
  clock: sixWeeks,
  stoppedBy: 'visit',
  arises: () => spans,
})
const read = (spans: readonly Span[], coverage: Coverage): Reading[] =>
  readDuty(visits(spans), child, null, coverage, setting)
const held = (from: string | null): Coverage =>
  new Map([['visit', heldFrom(from === null ? null : day(from))]])
const seen = (...on: string[]): Day[] => on.map((text) => day(text))
const since = (from: string, ...on: string[]): Span[] => recurring('record', day(from), seen(...on), null)
const standings = (readings: readonly Reading[], on: string): string[] =>
  readings.map((one) => standing(one, day(on)))

describe('standing', () => {
  const [open] = read(since('2026-01-05'), held(null))
  const [met] = read(since('2026-01-05', '2026-02-16'), held(null))
  const [late] = read(since('2026-01-05', '2026-02-17'), held(null))

  it('runs through the due day and is overdue the day after', () => {
    assert.equal(open!.due, '2026-02-16')
    assert.equal(standing(open!, day('2026-02-15')), 'running')
    assert.equal(standing(open!, day('2026-02-16')), 'running')
    assert.equal(standing(open!, day('2026-02-17')), 'overdue')
  })

  it('is met on the due day and met late the day after', () => {
    assert.equal(standing(met!, day('2026-06-01')), 'met')
    assert.equal(standing(late!, day('2026-06-01')), 'met late')
  })

  it('keeps the day a limit was passed, though the thing was done later', () => {
    assert.equal(breachedOn(late!, day('2026-06-01')), '2026-02-17')
    assert.equal(breachedOn(open!, day('2026-02-17')), '2026-02-17')
    assert.equal(breachedOn(open!, day('2026-02-16')), null)
    assert.equal(breachedOn(met!, day('2026-06-01')), null)
  })

  it('of a limit in hours turns at the minute, or at the end of the day where only the day is asked', () => {
    const reading = { due: instant('2026-03-31T11:00:00+01:00'), met: null, ended: null, known: true }
    assert.equal(standing(reading, instant('2026-03-31T10:00:00Z')), 'running')
    assert.equal(standing(reading, instant('2026-03-31T10:00:01Z')), 'overdue')
    assert.equal(standing(reading, day('2026-03-31')), 'running')
    assert.equal(standing(reading, day('2026-04-01')), 'overdue')
  })

  it('of a duty with no due day runs until it is done', () => {
    assert.equal(standing({ due: null, met: null, ended: null, known: true }, day('2030-01-01')), 'running')
  })

  it('of a duty that ended undone is overdue no longer, but was missed if its day had passed', () => {
    const early = read(recurring('record', day('2026-01-05'), [], day('2026-02-16')), held(null))
    const after = read(recurring('record', day('2026-01-05'), [], day('2026-02-17')), held(null))
    assert.deepEqual(standings(early, '2026-06-01'), ['ended'])
    assert.deepEqual(standings(after, '2026-06-01'), ['missed'])
    assert.equal(breachedOn(after[0]!, day('2026-06-01')), '2026-02-17')
  })
})

describe('a repeating duty', () => {
  it('runs from each doing to the next: an early visit brings the next forward', () => {
    const readings = read(since('2026-01-05', '2026-01-12', '2026-02-20'), held(null))
    assert.deepEqual(
      readings.map(({ since: from, due, met }) => [from, due, met]),
      [
        ['2026-01-05', '2026-02-16', '2026-01-12'],
        ['2026-01-12', '2026-02-23', '2026-02-20'],
        ['2026-02-20', '2026-04-03', null],
      ],
    )
  })

  it('counts a day once: two visits on one day, or one on day nought, start no span of their own', () => {
    const spans = recurring(
      'record',
      day('2026-01-05'),
      seen('2026-01-12', '2026-01-05', '2026-01-12', '2025-12-01'),
      null,
    )
    assert.deepEqual(
      spans.map(({ since: from, met }) => [from, met]),
      [
        ['2026-01-05', '2026-01-12'],
        ['2026-01-12', null],
      ],
    )
  })

  it('takes no notice of what was done after it ended', () => {
    const spans = recurring('record', day('2026-01-05'), seen('2026-01-12', '2026-05-01'), day('2026-03-01'))
    assert.deepEqual(
      spans.map(({ met, ended }) => [met, ended]),
      [
        ['2026-01-12', null],
        [null, '2026-03-01'],
      ],
    )
  })
})

describe('not known', () => {
  it('is every duty whose stopping fact no source of the child can hold', () => {
    assert.deepEqual(standings(read(since('2020-01-05'), new Map()), '2026-06-01'), ['not known'])
    assert.deepEqual(
      standings(read(since('2020-01-05'), new Map([['assessment', heldFrom(null)]])), '2026-06-01'),
      ['not known'],
    )
  })

  it('is a duty that arose before such facts were held, and ends with the first of them', () => {
    const readings = read(since('2025-01-06', '2026-03-02'), held('2026-03-02'))
    assert.deepEqual(standings(readings, '2026-04-13'), ['not known', 'running'])
    assert.deepEqual(standings(readings, '2026-04-14'), ['not known', 'overdue'])
  })

  it('is still so while nothing has been held since', () => {
    assert.deepEqual(standings(read(since('2025-01-06'), held('2026-03-02')), '2026-12-01'), ['not known'])
  })

  it('is never said of a duty we can see was done in time', () => {
    assert.deepEqual(standings(read(since('2026-02-16', '2026-03-02'), held('2026-03-02')), '2026-03-03'), [
      'met',
      'running',
    ])
  })

  it('is no breach', () => {
    const [first] = read(since('2025-01-06', '2026-03-02'), held('2026-03-02'))
    assert.equal(breachedOn(first!, day('2026-06-01')), null)
  })

  it('ends where everything is held, from the earlier of the two days', () => {
    const coverage: Coverage = new Map([
      ['everything', heldFrom(day('2025-01-01'))],
      ['visit', heldFrom(day('2026-03-02'))],
    ])
    assert.deepEqual(standings(read(since('2025-01-06'), coverage), '2026-06-01'), ['overdue'])
    assert.deepEqual(
      standings(read(since('1999-01-06'), new Map([['everything', heldFrom(null)]])), '2026-06-01'),
      ['overdue'],
    )
  })
})

describe('a due day', () => {
  const due = (
    on: typeof tenDays,
    start: Day | ReturnType<typeof instant>,
    facts = {},
    limits = new Map<string, number>(),
  ) => on.due(start, facts, shippedCalendar, limits)

  it('is sooner where the plan says so, and no later', () => {
    assert.deepEqual(due(tenDays, day('2026-03-02')), { due: '2026-03-16', unit: 'workingDay' })
    assert.deepEqual(due(tenDays, day('2026-03-02'), { planInterval: 5 }), {
      due: '2026-03-09',
      unit: 'workingDay',
      why: 'set by plan',
    })
    assert.equal(due(tenDays, day('2026-03-02'), { planInterval: 15 }).due, '2026-03-16')
  })

  it('follows the local standard in force, step by step', () => {
    assert.equal(due(tenDays, day('2026-03-02'), {}, new Map([['ten', 15]])).due, '2026-03-23')
    const limits = new Map([['stepped.later', 2]])
    assert.equal(due(stepped, day('2026-03-02'), { event: 'later' }, limits).due, '2026-05-02')
    assert.equal(due(stepped, day('2026-03-02'), { event: 'first' }, limits).due, '2026-04-13')
  })

  it('beyond the bank holidays we hold is said to be so', () => {
    const { due: at, why } = tenDays.due(day('2026-12-18'), {}, calendarOf([day('2026-12-25')]), new Map())
    assert.equal(at, '2027-01-04')
    assert.equal(why, 'check this day: the bank holidays we hold run from 1 January 2026 to 31 December 2026')
    assert.equal(due(tenDays, day('2026-12-18')).why, undefined)
  })

  it('of hours whose start is only a day is the last day that could still be in time', () => {
    assert.equal(due(threeDays, day('2026-03-02')).due, '2026-03-05')
    const fourHours = clock({ id: 'four', ...words, ...localStandard, within: within(workingHours(4)) })
    assert.equal(due(fourHours, day('2026-12-24')).due, '2026-12-29')
  })

  it('of an action is the day its record names', () => {
    const span: Span = { recordId: 'record', since: day('2026-01-05'), met: null, due: day('2026-01-09') }
    assert.equal(read([span], held(null))[0]!.due, '2026-01-09')
  })
})

describe('a local standard', () => {
  it('may be asked for sooner than statute, never later', () => {
    assert.equal(tightEnough(sixWeeks, 6), null)
    assert.equal(tightEnough(sixWeeks, 4), null)
    assert.equal(
      tightEnough(sixWeeks, 7),
      'Visit may be set to 6 weeks at most (Here): sooner is allowed, later is not',
    )
  })

  it('of guidance likewise, each step by itself', () => {
    assert.equal(tightEnough(stepped, 3, 'stepped.later'), null)
    assert.notEqual(tightEnough(stepped, 4, 'stepped.later'), null)
    assert.equal(tightEnough(stepped, 3), 'Visit has no limit that can be set here')
  })

  it('of ours may be longer, up to any ceiling', () => {
    assert.equal(tightEnough(tenDays, 20), null)
    assert.notEqual(tightEnough(tenDays, 21), null)
    assert.equal(tightEnough(threeDays, 200), null)
  })

  it('is a whole number, 1 or more', () => {
    for (const value of [0, -1, 2.5, Number.NaN])
      assert.equal(tightEnough(tenDays, value), 'Enter a whole number, 1 or more')
  })
})
