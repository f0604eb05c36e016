import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { loadOf, type Carried } from './load.ts'

const plain: Carried = {
  onProtectionPlan: false,
  beforeCourt: false,
  inCareOutOfArea: false,
  withSibling: false,
}

describe('a weighted load (processes 5)', () => {
  it('is one for a child, and nothing for nobody', () => {
    assert.equal(loadOf([plain]), 1)
    assert.equal(loadOf([]), 0)
  })

  it('weighs a protection plan, the court, a placement out of area and a brother or sister', () => {
    assert.equal(loadOf([{ ...plain, onProtectionPlan: true }]), 1.5)
    assert.equal(loadOf([{ ...plain, beforeCourt: true }]), 2)
    assert.equal(loadOf([{ ...plain, inCareOutOfArea: true }]), 1.3)
    assert.equal(loadOf([{ ...plain, withSibling: true }]), 0.8)
    assert.equal(
      loadOf([{ onProtectionPlan: true, beforeCourt: true, inCareOutOfArea: true, withSibling: true }]),
      2.6,
    )
  })

  it('of a family of three on plans is 4.1', () => {
    const onPlan = { ...plain, onProtectionPlan: true }
    assert.equal(loadOf([onPlan, { ...onPlan, withSibling: true }, { ...onPlan, withSibling: true }]), 4.1)
  })

  it('adds up the same in any order, to a tenth', () => {
    const carried = fc.record({
      onProtectionPlan: fc.boolean(),
      beforeCourt: fc.boolean(),
      inCareOutOfArea: fc.boolean(),
      withSibling: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(carried, { maxLength: 40 }), (children) => {
        const load = loadOf(children)
        assert.equal(load, loadOf(children.toReversed()))
        assert.equal(load, Math.round(load * 10) / 10)
        assert.ok(load * 10 >= children.length * 8 - 1e-6 && load * 10 <= children.length * 28 + 1e-6)
      }),
    )
  })
})
