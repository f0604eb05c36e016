import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedCalendar } from '../../platform/dates/calendar.ts'
import { day } from '../../platform/dates/day.ts'
import { decidingRules } from './rules.ts'

type Facts = Parameters<(typeof decidingRules)[number]['holds']>[0]

const begins: Facts = {
  decision: 'plan',
  category: 'NEG',
  categoryNow: null,
  outlinePlan: 'Nan collects them',
  coreGroup: ['school'],
  factors: ['neglect'],
  nextOn: day('2027-02-22'),
  legalConsidered: null,
  heldOn: day('2026-11-22'),
  quorate: true,
  planSince: null,
  unrated: [],
  seenOn: day('2026-11-09'),
  unheard: [],
  risks: [],
  calendar: shippedCalendar,
}
const goesOn: Facts = { ...begins, decision: 'continue', planSince: day('2026-01-10'), categoryNow: 'NEG', nextOn: day('2027-05-22') } // prettier-ignore
const ends: Facts = { ...goesOn, decision: 'end', nextOn: null }
const broken = (facts: Facts, more: Partial<Facts> = {}): string[] =>
  decidingRules.filter(({ holds }) => !holds({ ...facts, ...more })).map(({ id }) => id)

describe('what a conference may decide (Working Together 2026, ch.3)', () => {
  it('a plan begins with its kind of harm, what happens first, a core group and a review within three months', () => {
    assert.deepEqual(broken(begins), [])
    assert.deepEqual(broken(begins, { category: null, outlinePlan: null, coreGroup: [], factors: [], nextOn: null }), ['CP-13', 'CP-14', 'CP-15', 'CP-16', 'CP-17']) // prettier-ignore
    assert.deepEqual(broken(begins, { nextOn: day('2027-02-23') }), ['CP-18'])
    assert.deepEqual(broken(begins, { nextOn: day('2026-11-22') }), ['CP-18'], 'the same day')
    assert.deepEqual(broken(begins, { planSince: day('2026-01-10') }), ['CP-11'], 'there is one already')
    assert.deepEqual(broken(begins, { quorate: false }), [], 'nobody is refused protection')
  })

  it('a plan goes on for six months at most, and after twelve months legal advice is spoken of', () => {
    assert.deepEqual(broken(goesOn), [])
    assert.deepEqual(broken(goesOn, { nextOn: day('2027-05-23') }), ['CP-18'])
    assert.deepEqual(broken(goesOn, { planSince: null }), ['CP-12'])
    assert.deepEqual(broken(goesOn, { planSince: day('2025-11-22') }), ['CP-20'])
    assert.deepEqual(broken(goesOn, { planSince: day('2025-11-23') }), [])
    assert.deepEqual(broken(goesOn, { planSince: day('2025-11-22'), legalConsidered: false }), [])
    assert.deepEqual(broken(goesOn, { quorate: false, category: 'PHY' }), ['CP-19'])
    assert.deepEqual(broken(goesOn, { quorate: false }), [])
  })

  it('a plan ends only with enough agencies, each outcome rated, the child seen, every view heard and no grave worry', () => {
    assert.deepEqual(broken(ends), [])
    assert.deepEqual(broken(ends, { quorate: false }), ['CP-10'])
    assert.deepEqual(broken(ends, { unrated: ['one'] }), ['CP-21'])
    assert.deepEqual(broken(ends, { seenOn: day('2026-11-05') }), ['CP-22'])
    assert.deepEqual(broken(ends, { seenOn: day('2026-11-06') }), [], 'ten working days before')
    assert.deepEqual(broken(ends, { seenOn: null, unheard: ['School'], risks: ['Dean'] }), ['CP-22', 'CP-23', 'CP-24']) // prettier-ignore
    assert.deepEqual(broken(ends, { planSince: null }), ['CP-12'])
  })
})
