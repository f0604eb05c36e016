import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nhsNumberHolds, upnHolds } from './codes.ts'

describe('a unique pupil number (DfE: modulus 23)', () => {
  it('begins with the letter that its twelve figures ask for, and with no other', () => {
    // 1×2 + 2×3 + 3×4 + 4×5 + 5×6 + 6×7 + 7×8 + 8×9 + 9×10 + 0×11 + 1×12 + 2×13 = 368 = 16 × 23: remainder 0, A.
    assert.equal(upnHolds('A123456789012'), true)
    for (const letter of 'BCDEFGHJKLMNPQRTUVWXYZ') assert.equal(upnHolds(`${letter}123456789012`), false)
  })

  it('that is temporary ends in a letter, which counts as its place', () => {
    // 8×2 + 2×3 + 5×4 + 1×8 + 2×9 + 3×10 + 4×11 + 5×12 = 202 = 8 × 23 + 18, V; one more B×13 is 215 = 9 × 23 + 8, J.
    assert.deepEqual(['V82500012345A', 'J82500012345B', 'V82500012345B'].map(upnHolds), [true, true, false])
  })

  it('is not one with a figure changed, two changed round, or written another way', () => {
    for (const wrong of ['A123456789013', 'A213456789012', 'a123456789012', 'A12345678901', 'S123456789012', '', 'A123456789012 '])
      assert.equal(upnHolds(wrong), false, wrong)
  }) // prettier-ignore
})

describe('an NHS number (NHS Data Dictionary: modulus 11)', () => {
  it('ends in the figure that the other nine ask for, and in no other', () => {
    // 9×10 + 9×9 + 9×8 + 1×2 = 245 = 22 × 11 + 3, and 11 less 3 is 8.
    const ends = Array.from({ length: 10 }, (_, last) => nhsNumberHolds(`999000001${last}`))
    assert.deepEqual(ends.indexOf(true), 8)
    assert.equal(ends.lastIndexOf(true), 8)
  })

  it('ends in nought where nothing is over, and is none where ten would be', () => {
    // 243 + 5×2 = 253 = 23 × 11; 243 = 22 × 11 + 1, and 11 less 1 has no single figure.
    assert.equal(nhsNumberHolds('9990000050'), true)
    for (let last = 0; last < 10; last += 1) assert.equal(nhsNumberHolds(`999000000${last}`), false)
  })

  it('has ten figures and nothing else', () => {
    for (const wrong of ['999000001', '99900000188', '999 000 0018', 'A990000018', ''])
      assert.equal(nhsNumberHolds(wrong), false, wrong)
  })
})
