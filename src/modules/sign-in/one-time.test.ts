import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { addMinutes, day, instantAt, momentOf } from '../../platform/dates/day.ts'
import { newCodeKey, stepOf } from './one-time.ts'
import { known } from './common-passwords.ts'
import { passwordFindings } from './rules.ts'

const noon = instantAt(day('2026-11-22'), '12:00')
const key = newCodeKey()
const shown = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: momentOf(noon) })

describe('a one-time code', () => {
  it('is good in its half minute and in those beside it, and then no more', () => {
    const step = Math.floor(momentOf(noon) / 30_000)
    assert.deepEqual(
      [-1, -0.5, 0, 0.5, 1].map((minutes) => stepOf(key, shown, addMinutes(noon, minutes))),
      [null, step, step, step, null],
    )
  })

  it('is taken as it is shown, with a space in the middle, and is nobody else’s', () => {
    assert.notEqual(stepOf(key, `${shown.slice(0, 3)} ${shown.slice(3)}`, noon), null)
    assert.equal(stepOf(newCodeKey(), shown, noon), null)
  })

  it('comes of a key of 160 bits, each another', () => {
    assert.equal(Secret.fromBase32(key).bytes.length, 20)
    assert.notEqual(newCodeKey(), newCodeKey())
  })
})

describe('a password', () => {
  it('may have 64 letters and more, up to 128, and no rule but its length asks for kinds of signs', () => {
    const words = 'three green bicycles '
    assert.deepEqual(passwordFindings(words.repeat(6).slice(0, 128), [], known), [])
    assert.deepEqual(passwordFindings('quite ordinary words', [], known), [])
    assert.equal(passwordFindings(words.repeat(7).slice(0, 129), [], known).length, 1)
  })

  it('is none of the commonest, nor one of those twice or with figures and signs round it', () => {
    const said = (password: string) => passwordFindings(password, [], known).map(({ message }) => message)
    const refused = ['Enter a password that few others choose: three or four words of your own are good']
    for (const password of [
      'unbelievable',
      'Administrator',
      'qwertyqwerty',
      'dragon!dragon!',
      'Password2026!',
      '1234dragon5678',
      '!!sunshine123',
    ])
      assert.deepEqual(said(password), refused, password)
    assert.deepEqual(said('unbelievable green lanterns'), [])
  })

  it('is none of the 43,150 that were stolen elsewhere, whatever its capitals', () => {
    const said = (password: string) =>
      passwordFindings(password, [], known).map(({ message }) => message.split(':')[0])
    for (const password of ['manchesterunited', 'ManchesterUnited', 'iloveyouforever'])
      assert.deepEqual(said(password), ['Enter another password'], password)
    assert.deepEqual(said('leave three alone'), [])
  })
})
