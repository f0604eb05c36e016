import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarOf } from '../../platform/dates/calendar.ts'
import { day } from '../../platform/dates/day.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { writingItem } from './assessments.ts'
import { leadsTo } from './drafts.ts'

const writing: Parameters<typeof writingItem>[0] = {
  id: 'leo',
  kind: 'child',
  laChildId: null,
  givenName: 'Leo',
  familyName: 'Barker',
  knownAs: null,
  childId: 'leo',
  assessmentId: 'one',
  state: 'started',
  startedOn: day('2026-11-17'),
  returnedOn: null,
  returnedWhy: null,
  returner: null,
  since: day('2026-11-16'),
  version: 1,
  begunOn: null,
  mayWrite: true,
}

describe('a draft in My work', () => {
  it('leads to the form it was typed into, not to the child it is about', () => {
    const id = '016f5e66-e800-7003-8a38-9b66a803b6cc'
    const led = [
      ['visit.recorded', 'visits/record'],
      ['contact.received', 'contacts/receive'],
      ['cin-review.held', 'child-in-need/review'],
      ['conference.requested', 'conferences/request'],
      ['core-group.booked', 'core-groups/book'],
      [`core-group.recorded ${id}`, `core-groups/${id}/record`],
      [`conference.held ${id}`, `conferences/${id}/hold`],
      [`conference.booked ${id}`, `conferences/${id}`],
      [`meeting-invitation.sent ${id}`, `conferences/${id}`],
      [`meeting-invitation.answered ${id}`, `invitations/${id}/reply`],
      [`campaign-check.answered ${id}`, `review-campaigns/${id}/look`],
      [`contact.decided ${id}`, `contacts/${id}`],
    ] as const
    for (const [command, path] of led) assert.equal(leadsTo(command).path, path, command)
  })

  it('of an assessment says its working day, and of a new version since when it is written', () => {
    const facts = { today: day('2026-11-23'), calendar: calendarOf([]) }
    const said = (of: Partial<typeof writing>): string =>
      wordsOf(writingItem({ ...writing, ...of }, facts).toString()).trim()
    assert.equal(said({}), 'Assessment of Leo Barker Working day 5 of 45.')
    assert.equal(
      said({ version: 2, begunOn: day('2026-11-21') }),
      'Assessment of Leo Barker Version 2, since Sat 21 Nov',
    )
  })

  it('of a form nobody named here leads to its child', () => {
    assert.deepEqual(leadsTo('something.else'), { words: 'Form about', path: 'overview' })
  })
})
