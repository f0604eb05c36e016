import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  checklist,
  choice,
  choices,
  dayField,
  instantField,
  optional,
  whole,
  words,
  yesNo,
  type Field,
} from './field.ts'

/** What a field makes of what the browser posts: the answer, or the sentence the worker sees. */
function posted<T>({ schema }: Field<T>, value: unknown): T | string | undefined {
  const read = schema.safeParse(value)
  return read.success ? read.data : read.error.issues[0]?.message
}

const missing = 'Enter the day'

describe('a question', () => {
  it('of a day takes it as typed or as the browser posts it, and no day that is not real', () => {
    const field = dayField({ label: 'When?', missing })
    assert.equal(posted(field, '3/11/2026'), '2026-11-03')
    assert.equal(posted(field, '3 11 26'), '2026-11-03')
    assert.equal(posted(field, '2026-11-03'), '2026-11-03')
    assert.equal(posted(field, '29/2/2027'), missing)
    assert.equal(posted(field, undefined), missing)
  })

  it('of a moment takes London’s time, or a time with its offset', () => {
    const field = instantField({ label: 'When?', missing })
    assert.equal(posted(field, '2026-07-03T14:30'), '2026-07-03T14:30:00+01:00')
    assert.equal(posted(field, '2026-07-03T14:30:00+00:00'), '2026-07-03T15:30:00+01:00')
    assert.equal(posted(field, '2026-07-03'), missing)
    assert.equal(posted(field, 'yesterday'), missing)
  })

  it('of a moment takes it as people write it', () => {
    const field = instantField({ label: 'When?', missing })
    for (const written of ['3 7 2026 14:30', '3/7/26, 14.30', '3 7 2026 at 14:30', '2026-07-03 14:30'])
      assert.equal(posted(field, written), '2026-07-03T14:30:00+01:00', written)
    assert.equal(posted(field, '3 7 2026 9:05'), '2026-07-03T09:05:00+01:00')
    assert.equal(posted(field, '31 6 2026 14:30'), missing)
    assert.equal(posted(field, '3 7 2026 25:30'), missing)
  })

  it('of a list takes one of it and nothing else', () => {
    const field = choice({ label: 'Which?', options: { a: 'A', b: 'B' }, missing: 'Select one' })
    assert.equal(posted(field, 'b'), 'b')
    assert.equal(posted(field, 'c'), 'Select one')
  })

  it('of any of a list takes one alone, several, or none', () => {
    const field = choices({ label: 'Which?', options: { a: 'A', b: 'B' }, missing: 'Select' })
    assert.deepEqual(
      [posted(field, 'a'), posted(field, ['a', 'b']), posted(field, undefined)],
      [['a'], ['a', 'b'], []],
    )
  })

  it('of a checklist takes an answer to each thing, and leaves out what was not answered', () => {
    const field = checklist({
      label: 'What?',
      checks: { home: 'The home', carer: 'The carer' },
      options: { met: 'Yes', 'not met': 'No' },
      missing: 'Select what',
    })
    assert.deepEqual(posted(field, { home: 'met' }), { home: 'met' })
    assert.equal(posted(field, { home: 'perhaps' }), 'Select what')
  })

  it('never takes silence for yes, or for nought', () => {
    assert.equal(posted(yesNo({ label: 'Seen?', missing: 'Select yes' }), undefined), 'Select yes')
    assert.equal(
      posted(whole({ label: 'How many?', missing: 'Enter how many' }), undefined),
      'Enter how many',
    )
  })

  it('that may be left out reads nothing as null', () =>
    assert.equal(posted(optional(dayField({ label: 'When?', missing })), undefined), null))

  it('loses a character that is none, and no other', () => {
    const field = words({ label: 'What?', missing: 'Enter what' })
    assert.equal(posted(field, ' Leo\u0000 was \ud800well\n'), 'Leo was \ufffdwell')
    assert.equal(posted(field, '\u0000'), 'Enter what')
  })

  it('is no number larger than the record holds', () => {
    const field = whole({ label: 'How many?', missing: 'Enter how many' })
    assert.equal(posted(field, '2147483647'), 2_147_483_647)
    assert.equal(posted(field, '2147483648'), 'Enter how many')
  })
})
