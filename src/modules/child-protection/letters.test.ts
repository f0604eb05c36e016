import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { asDocx, asPdf } from '../../platform/web/paper.ts'
import { invitationOnPaper, type Inviting } from './letters.ts'

const row = { kind: 'initial', bookedFor: day('2026-12-04'), startsAt: '10:00', place: 'Bridge House', mode: null } as const // prettier-ignore
const inviting = (agency: string, more: Partial<Inviting> = {}): Inviting => ({
  council: 'Exampleshire Council',
  called: 'Leo Barker',
  row,
  asked: { agency, who: null, invitedOn: day('2026-11-23') } as Inviting['asked'],
  chair: 'Rosa Osei',
  home: { words: '9 Tanners Row, ZZ4 7QD', kept: false },
  large: false,
  on: day('2026-11-23'),
  ...more,
})
const words = (letter: Inviting): string => invitationOnPaper(letter).lines.map((one) => one.words).join('\n') // prettier-ignore

describe('a letter of invitation to a conference', () => {
  it('says when, where and who is in the chair, and asks an agency for what it is to bring', () => {
    const letter = words(inviting('school'))
    for (const said of ['4 December 2026 at 10:00', 'Bridge House', 'Rosa Osei', 'To School or nursery', 'Leo Barker', '9 Tanners Row', 'Send a written report'])
      assert.ok(letter.includes(said), said)
  }) // prettier-ignore
  it('never has an address that must be kept private, to anybody', () => {
    const kept = { home: { words: '9 Tanners Row, ZZ4 7QD', kept: true } }
    for (const agency of ['school', 'police', 'family', 'child']) assert.doesNotMatch(words(inviting(agency, kept)), /Tanners|ZZ4/) // prettier-ignore
    assert.match(words(inviting('school', kept)), /Their address is kept private/)
  })
  it('has no address at all to the family, who may not live together', () =>
    assert.doesNotMatch(words(inviting('family')), /Tanners/))
  it('says to a child what it is in words for a child', () =>
    assert.match(words(inviting('child')), /It is a meeting about how to keep you safe/))
  it('is made as PDF and as Word, in large print too', async () => {
    const paper = invitationOnPaper(inviting('school', { large: true }))
    assert.equal(paper.large, true)
    assert.equal((await asPdf(paper)).subarray(0, 5).toString(), '%PDF-')
    assert.equal((await asDocx(paper)).subarray(0, 2).toString(), 'PK')
  })
})
