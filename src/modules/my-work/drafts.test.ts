import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { leadsTo } from './drafts.ts'

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

  it('of a form nobody named here leads to its child', () => {
    assert.deepEqual(leadsTo('something.else'), { words: 'Form about', path: 'overview' })
  })
})
