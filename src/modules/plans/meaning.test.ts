import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { alike, withoutNames } from '../../platform/record/alike.ts'
import { inTheWay, worthAnotherLook, type Draft } from './rules.ts'

const good: Draft = {
  worries: 'Leo’s bed is wet and cold',
  ifNot: 'Legal gateway meeting',
  outcomes: [{ id: 'o', what: 'Leo sleeps in a dry bed', measure: 'Seen on three visits', byOn: day('2026-12-18') }],
  actions: [{ id: 'a', outcomeId: 'o', state: 'proposed', what: 'Get the boiler mended', ownerId: 'amira', doneBy: null, dueOn: day('2026-11-27') }],
  siblings: [],
  names: ['Leo', 'Tyler'],
  alikeFrom: 80,
  today: day('2026-11-22'),
} // prettier-ignore
const action = (more: Partial<Draft['actions'][number]>): Draft => ({
  ...good,
  actions: good.actions.map((one) => ({ ...one, ...more })),
})
const blocked = (draft: Draft) => inTheWay(draft).map(({ rule, at }) => `${rule} ${at ?? ''}`)
const warned = (draft: Draft) => worthAnotherLook(draft).map(({ rule, at }) => `${rule} ${at ?? ''}`)

describe('what stands in the way of authorising a plan (Working Together 2026, ch.3)', () => {
  it('is nothing, where owner, day, measure and contingency are there', () => {
    assert.deepEqual(blocked(good), [])
    assert.deepEqual(warned(good), [])
  })
  it('is a day that has passed, and not one of today', () => {
    assert.deepEqual(blocked(action({ dueOn: day('2026-11-21') })), ['PL-5 action-a'])
    assert.deepEqual(blocked(action({ dueOn: day('2026-11-22') })), [])
    assert.deepEqual(blocked(action({ dueOn: null })), ['PL-5 action-a'])
  })
  it('is an owner who is nobody, and is not a person with a name', () => {
    for (const nobody of ['All', 'The family', 'all professionals', 'Parents', 'School and health', 'Core group members'])
      assert.deepEqual(blocked(action({ ownerId: null, doneBy: nobody })), ['PL-4 action-a'], nobody)
    for (const somebody of ['Kelly Marsh', 'Ms Ford, Mill Primary School', 'Sue, health visitor'])
      assert.deepEqual(blocked(action({ ownerId: null, doneBy: somebody })), [], somebody)
  })
  it('is a measure, a day or what happens if nothing changes that is missing, all said at once', () => {
    const bare = { ...good, ifNot: null, outcomes: [{ id: 'o', what: 'Better', measure: null, byOn: null }] }
    assert.deepEqual(blocked(bare), ['PL-2 outcome-o', 'PL-3 outcome-o', 'PL-6 describe'])
    assert.deepEqual(blocked({ ...good, outcomes: [], actions: [] }), ['PL-1 outcomes'])
  })
}) // prettier-ignore

describe('what is worth another look, and may stay', () => {
  it('is a word that says little, unless we will know by a measure', () => {
    const vague = action({ what: 'Continue to engage with services' })
    assert.deepEqual(warned(vague), [])
    assert.deepEqual(warned({ ...vague, outcomes: good.outcomes.map((one) => ({ ...one, measure: null })) }), ['PL-8 action-a'])
  })
  it('is an outcome nobody is asked to do anything about', () =>
    assert.deepEqual(warned({ ...good, actions: [] }), ['PL-7 outcome-o']))
  it('is a text that is a brother’s with the name changed; the setting says how alike', () => {
    const siblings = [{ called: 'Tyler', text: 'Tyler sleeps in a dry bed' }]
    assert.deepEqual(warned({ ...good, siblings }), ['PL-9 outcome-o'])
    const nearly = [{ called: 'Tyler', text: 'Tyler sleeps in a warm dry bed at Nan’s' }]
    assert.deepEqual(warned({ ...good, siblings: nearly }), [])
    assert.deepEqual(warned({ ...good, siblings: nearly, alikeFrom: 50 }), ['PL-9 outcome-o'])
  })
}) // prettier-ignore

describe('how alike two texts are', () => {
  it('is as PostgreSQL reckons it: groups of three letters in common', () => {
    assert.equal(alike('word', 'two words'), 36)
    assert.equal(alike('Dry bed', 'dry bed.'), 100)
    assert.equal(alike('', 'dry bed'), 0)
  })
  it('leaves the children’s names out', () =>
    assert.equal(withoutNames('Leo’s bed: Leo sleeps', ['Leo']), '’s bed:  sleeps'))
})
