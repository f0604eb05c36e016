import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { governingVisit, otherRegime, type Visiting } from './visiting-regime.ts'

const usual: Visiting = {
  legalStatus: 'full care order',
  placementKind: 'foster carer',
  assessmentFinished: true,
  yearsInPlacement: 0,
  meantToLast: false,
  childAgrees: false,
}
const governs = (differs: Partial<Visiting>): string => governingVisit({ ...usual, ...differs })

describe('who is visited how often, SI 2010/959 reg 28', () => {
  it('six-weekly in the first year of a placement, however long it is meant to last', () => {
    assert.equal(governs({}), 'cla-visit-year1')
    assert.equal(governs({ meantToLast: true }), 'cla-visit-year1')
    assert.equal(governs({ placementKind: 'long-term foster carer', childAgrees: true }), 'cla-visit-year1')
  })

  it('after it by what the placement is meant to be, and by what the child agrees to', () => {
    assert.equal(governs({ yearsInPlacement: 1 }), 'cla-visit-later')
    assert.equal(governs({ yearsInPlacement: 1, meantToLast: true }), 'cla-visit-permanent')
    assert.equal(
      governs({ yearsInPlacement: 3, placementKind: 'long-term foster carer' }),
      'cla-visit-permanent',
    )
    assert.equal(
      governs({ yearsInPlacement: 1, placementKind: 'long-term foster carer', childAgrees: true }),
      'cla-visit-longterm-agreed',
    )
    assert.equal(
      governs({ yearsInPlacement: 1, placementKind: 'other', childAgrees: true }),
      'cla-visit-later',
    )
  })

  it('at home by the order and the assessment', () => {
    const home: Partial<Visiting> = { placementKind: 'parent', yearsInPlacement: 2, meantToLast: true }
    assert.equal(governs(home), 'cla-visit-care-order-home')
    assert.equal(governs({ ...home, assessmentFinished: false }), 'cla-visit-reg19')
    assert.equal(governs({ ...home, legalStatus: 'interim care order' }), 'cla-visit-reg24-ico')
    assert.equal(
      governs({ ...home, legalStatus: 'interim care order', assessmentFinished: false }),
      'cla-visit-reg24-ico',
    )
  })

  it('with a connected person on temporary approval, by reg 28(4)', () => {
    assert.equal(
      governs({ placementKind: 'connected person, temporarily approved', yearsInPlacement: 1 }),
      'cla-visit-reg24-ico',
    )
  })

  it('placed for adoption, by the adoption regulations before any other', () => {
    for (const legalStatus of ['placement order', 'interim care order', 'accommodated'] as const)
      assert.equal(
        governs({ placementKind: 'adopter', legalStatus, yearsInPlacement: 2, meantToLast: true }),
        'adopt-visit-placed',
      )
  })

  it('and a clock asked under another regime says which governs', () => {
    const facts = { legalStatus: 'interim care order', placementKind: 'parent' } as const
    assert.equal(otherRegime('cla-visit-year1')(facts), 'another rule governs here: cla-visit-reg24-ico')
    assert.equal(otherRegime('cla-visit-reg24-ico')(facts), undefined)
    assert.equal(otherRegime('cla-visit-first')(facts), undefined)
    assert.equal(otherRegime('cla-visit-year1')({ placementKind: 'parent' }), undefined)
  })
})
