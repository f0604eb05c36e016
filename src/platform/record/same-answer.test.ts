import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sameAnswer } from './same-answer.ts'

it('nothing is nothing, and differs from anything', () => {
  assert.equal(sameAnswer(null, undefined), true)
  assert.equal(sameAnswer(null, ''), false)
  assert.equal(sameAnswer(0, null), false)
  assert.equal(sameAnswer(false, null), false)
})

it('an instant is the moment it names; a day is not an instant', () => {
  assert.equal(sameAnswer('2026-07-01T10:00:00+00:00', '2026-07-01T11:00:00+01:00'), true)
  assert.equal(sameAnswer('2026-07-01T10:00:00+00:00', '2026-07-01T11:00:00+00:00'), false)
  assert.equal(sameAnswer('2026-07-01', '2026-07-02'), false)
})

it('lists keep their order and checklists do not have one', () => {
  assert.equal(sameAnswer(['AUT', 'LD'], ['AUT', 'LD']), true)
  assert.equal(sameAnswer(['AUT', 'LD'], ['LD', 'AUT']), false)
  assert.equal(sameAnswer({ wishes: 'met', health: 'not yet' }, { health: 'not yet', wishes: 'met' }), true)
})
