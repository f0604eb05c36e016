import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testDay } from '../../platform/testing/office.ts'
import { readAsked } from './asked.ts'

const read = (typed: string) => readAsked(typed, testDay)

describe('what is typed in the search box', () => {
  it('is a birth date in any form people write one', () => {
    for (const typed of [
      '3/3/2020',
      '03/03/20',
      '3.3.2020',
      '3-3-20',
      '3 3 2020',
      '2020-03-03',
      '3 March 2020',
      '3rd of March 2020',
      '3 mar 20',
      'March 3 2020',
      '3-Mar-2020',
      '03032020',
      'born 3/3/2020',
      'DOB 3/3/2020',
    ])
      assert.equal(read(typed)?.bornOn, '2020-03-03', typed)
  })

  it('is of the last century where two figures would be still to come', () => {
    assert.equal(read('3/3/98')?.bornOn, '1998-03-03')
    assert.equal(read('3/3/26')?.bornOn, '2026-03-03')
  })

  it('is no birth date where there is no such day', () => {
    assert.equal(read('30/2/2020 barker')?.bornOn, null)
  })

  it('is a name with a year of birth, in any order, without its commas', () => {
    assert.deepEqual(read('Barker, Leo 2020'), {
      words: ['Barker', 'Leo'],
      bornOn: null,
      bornIn: 2020,
      numbers: [],
      postcode: null,
      address: 'Barker Leo',
      house: null,
    })
  })

  it('keeps names with apostrophes, hyphens and accents whole', () => {
    assert.deepEqual(read('Zoë O’Neill-Khan')?.words, ['Zoë', "O'Neill-Khan"])
  })

  it('is a number: ours, a pupil’s, the NHS’s with or without spaces', () => {
    assert.deepEqual(read('10442')?.numbers, ['10442'])
    assert.deepEqual(read('2020')?.numbers, ['2020'])
    assert.deepEqual(read('AB/1234')?.numbers, ['AB/1234'])
    assert.deepEqual(read('943 476 5919')?.numbers, ['9434765919'])
    assert.deepEqual(read('A123456789012')?.numbers, ['A123456789012'])
    assert.deepEqual(read('03032020')?.numbers, ['03032020'])
  })

  it('is an address, with its house number and its postcode', () => {
    const asked = read('4a Mill Road zz1 4ab')
    assert.deepEqual(
      [asked?.address, asked?.house, asked?.postcode, asked?.numbers],
      ['4a Mill Road', '4a', 'ZZ14AB', []],
    )
  })

  it('is too little when it is nothing, a letter, or signs alone', () => {
    for (const typed of ['', '   ', 'b', '%', '--- ???']) assert.equal(read(typed), null, typed)
  })

  it('is never read beyond what a person types', () => {
    assert.equal(read('leo '.repeat(500))?.words.length, 6)
  })
})
