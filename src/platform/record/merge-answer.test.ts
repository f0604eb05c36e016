import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mergeAnswer } from './merge-answer.ts'

const words = (was: string, theirs: string, mine: string) => mergeAnswer('words', was, theirs, mine)

describe('two people’s words in one answer', () => {
  it('are both there where each wrote in their own place', () =>
    assert.deepEqual(words('One. Two. Three.', 'Nought. One. Two. Three.', 'One. Two. Three. Four.'), {
      answer: 'Nought. One. Two. Three. Four.',
      both: false,
    }))
  it('are both there, theirs first, where both added at the end', () =>
    assert.deepEqual(words('One.', 'One. Theirs.', 'One. Mine.'), {
      answer: 'One. Theirs. Mine.',
      both: false,
    }))
  it('are both there, and said to be, where both changed one sentence', () =>
    assert.deepEqual(words('One. Two. Three.', 'One. Two, at Nan’s. Three.', 'One. Two, at home. Three.'), {
      answer: 'One. Two, at Nan’s. Two, at home. Three.',
      both: true,
    }))
  it('leave out what one of them took out and the other left alone', () =>
    assert.deepEqual(words('One. Two. Three.', 'One. Three.', 'One. Two. Three. Four.'), {
      answer: 'One. Three. Four.',
      both: false,
    }))
  it('keep a sentence that one took out while the other was changing it', () =>
    assert.deepEqual(words('One. Two.', 'One.', 'One. Two and more.').answer, 'One. Two and more.'))
  it('are said once where both wrote the same', () =>
    assert.deepEqual(words('', 'One. Two.', 'One. Three.').answer, 'One. Two. Three.'))
  it('take over what only I changed, to the letter', () =>
    assert.deepEqual(words('One.', 'One.', 'One.\n\n- a\n- b '), {
      answer: 'One.\n\n- a\n- b ',
      both: false,
    }))
})

describe('two people’s choices', () => {
  it('of boxes are ticked and cleared one by one', () =>
    assert.deepEqual(mergeAnswer('choices', ['1A', '2B'], ['1A', '2B', '3B'], ['2B', '16A']).answer, [
      '2B',
      '3B',
      '16A',
    ]))
  it('of one thing are the later, and said to differ', () =>
    assert.deepEqual(mergeAnswer('choice', '', 'early help', 'child in need'), {
      answer: 'child in need',
      both: true,
    }))
})
