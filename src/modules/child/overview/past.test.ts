import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../../platform/dates/calendar.ts'
import { day, type Day } from '../../../platform/dates/day.ts'
import { clockOfServer } from '../clock-book.ts'
import { facesOf } from './clock-faces.ts'
import { toldOn, type Told } from './readings.ts'

// Sunday 22 November 2026.
const on = day('2026-11-22')

/** A duty of a clock that arose on one day, was due on another and was not done. */
const owed = (clock: string, since: string, due: string): Told =>
  toldOn(
    { childId: 'a child', clock, recordId: clock, since: day(since), due: day(due), met: null, ended: null, known: true },
    on,
  ) // prettier-ignore

const faces = (told: readonly Told[], closures: readonly { readonly closedOn: Day }[] = []) =>
  facesOf(told, { on, calendar: shippedCalendar, clockOf: clockOfServer({}), closures })
const said = (told: readonly Told[], closures: readonly { readonly closedOn: Day }[] = []): string[] =>
  faces(told, closures).map(({ clock, past, left }) => `${clock.id}: ${left}${past ? ', past' : ''}`)

describe('the clocks of a child', () => {
  const firstLook = owed('contact-triage', '2026-01-12', '2026-01-12')
  const tell = owed('referral-feedback', '2026-01-13', '2026-01-14')
  const visit = owed('cp-visit', '2026-11-05', '2026-11-19')
  const coreGroup = owed('core-group', '2026-10-30', '2026-11-27')

  it('put what the front door missed behind what is owed now, once the work has begun', () => {
    assert.deepEqual(said([firstLook, tell, coreGroup, visit]), [
      'cp-visit: 1 working day over',
      'core-group: 5 working days left',
      'contact-triage: 10 months over, past',
      'referral-feedback: 10 months over, past',
    ])
  })

  it('keep the front door’s where nothing followed, after the others that are late', () => {
    const longAgo = owed('cp-visit', '2026-01-02', '2026-01-16')
    assert.deepEqual(said([firstLook]), ['contact-triage: 10 months over'])
    assert.deepEqual(said([owed('referral-feedback', '2026-11-12', '2026-11-13'), visit, longAgo]), [
      'cp-visit: 10 months over',
      'cp-visit: 1 working day over',
      'referral-feedback: 5 working days over',
    ])
  })

  it('leave behind what a time of help owed when it ended, and nothing that began after', () => {
    const plan = owed('cin-plan', '2025-03-03', '2025-03-17')
    const closed = [{ closedOn: day('2025-09-01') }]
    assert.deepEqual(said([plan], closed), ['cin-plan: 20 months over, past'])
    assert.deepEqual(said([plan]), ['cin-plan: 20 months over'])
    assert.deepEqual(said([owed('cin-plan', '2025-09-02', '2025-09-16')], closed), [
      'cin-plan: 14 months over',
    ])
  })

  it('never leave behind an arrangement, a leaver or a direction because a time of help ended', () => {
    const closed = [{ closedOn: day('2026-11-20') }]
    for (const clock of ['pf-visit-later', 'cl-keep-in-touch', 'transfer-handover'])
      assert.deepEqual(
        faces([owed(clock, '2026-10-01', '2026-11-02')], closed).map(({ past }) => past),
        [false],
        clock,
      )
  })

  it('are said over in the words oversight uses, in working days for a month and then in weeks', () => {
    assert.deepEqual(said([owed('cp-midway', '2026-07-15', '2026-10-15')]), ['cp-midway: 5 weeks over'])
  })
})
