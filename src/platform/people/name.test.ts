import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nameOf } from './name.ts'

const adult = { kind: 'adult', laChildId: null }

describe('the name of a person', () => {
  it('is what they are called by and the family name', () => {
    assert.equal(
      nameOf({ ...adult, givenName: 'Alexander', knownAs: 'Alex', familyName: 'Ford' }),
      'Alex Ford',
    )
    assert.equal(nameOf({ ...adult, givenName: 'Ford', knownAs: null, familyName: 'Ford' }), 'Ford Ford')
  })

  it('does not say the family name twice of somebody called by the whole of it', () => {
    assert.equal(nameOf({ ...adult, givenName: 'Helena', knownAs: 'Ms Ford', familyName: 'Ford' }), 'Ms Ford')
  })
})
