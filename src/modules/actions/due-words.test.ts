import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../platform/dates/calendar.ts'
import { day } from '../../platform/dates/day.ts'
import { askedWords, dueSaid } from './due-words.ts'

// Sunday 22 November 2026.
const on = day('2026-11-22')
const said = (due: string) => {
  const { state, words } = dueSaid(day(due), on, shippedCalendar)
  return `${state}: ${words}`
}

describe('how a due day is said', () => {
  it('is counted in working days, over and left', () => {
    assert.equal(said('2026-11-18'), 'over: 2 working days over')
    assert.equal(said('2026-11-19'), 'over: 1 working day over')
    assert.equal(said('2026-11-22'), 'soon: Due today')
    assert.equal(said('2026-11-23'), 'soon: 1 working day left')
    assert.equal(said('2026-11-25'), 'soon: 3 working days left')
    assert.equal(said('2026-11-26'), 'ok: Due Thu 26 Nov')
    assert.equal(said('2027-01-11'), 'ok: Due Mon 11 Jan 2027')
  })

  it('is a day over on the weekend after a Friday, though no working day has passed', () => {
    assert.equal(said('2026-11-20'), 'over: 2 days over')
    assert.equal(said('2026-11-21'), 'over: 1 day over')
  })

  it('is weeks over after 20 working days, and months after 90 days', () => {
    assert.equal(said('2026-10-23'), 'over: 20 working days over')
    assert.equal(said('2026-10-22'), 'over: 4 weeks over')
    assert.equal(said('2026-08-25'), 'over: 12 weeks over')
    assert.equal(said('2026-08-24'), 'over: 2 months over')
    assert.equal(said('2025-03-03'), 'over: 20 months over')
  })

  it('says how often something was asked, and when first', () => {
    assert.equal(askedWords(1, day('2026-10-13'), on), null)
    assert.equal(askedWords(2, day('2026-10-13'), on), 'Asked 2 times, first on Tue 13 Oct')
  })
})
