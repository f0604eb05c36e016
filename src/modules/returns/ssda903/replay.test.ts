import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { replaySsda903, type Ssda903Case } from './replay.ts'
import { hasShared, sharedReturns } from './shared.testing.ts'

type Recorded = Ssda903Case & { readonly case: number; readonly expected: Readonly<Record<string, number[]>> }

/** Cases we judge wrong, with what ours finds and why. They are listed in docs/returns.md. */
const judgedWrong: Readonly<Record<string, { readonly ours: object; readonly because: string }>> = {
  '210 1': {
    ours: { Header: [0, 3, 4], Episodes: [0, 1, 8, 10, 11] },
    because:
      'UN4 is for children new to care in the last week of the year: the case reports those and no others',
  },
  '374 1': {
    ours: { Episodes: [2, 3, 5, 6] },
    because: 'a child of two months in residential employment is too young while the episode is open as well',
  },
  '635 1': {
    ours: { PrevPerm: [1, 2, 3] },
    because: 'the rule is about Z1, no earlier order, and the case lets Z1 with an authority pass',
  },
  '706 1': {
    ours: { DoLo: [0] },
    because: 'the case reports the number of a row of last year’s table as if it were of this year’s',
  },
  'SW12STG2 1': {
    ours: { Episodes: [1, 4] },
    because: 'rows 9 and 10 are of a child whose social worker began before care, and one who had left care',
  },
}

const count = 204
const shared = hasShared(count)

describe('cases recorded from the validator that authorities use today', () => {
  it('agree, but for those judged wrong', { skip: !shared }, () => {
    const lines = readFileSync(join(sharedReturns, 'conformance/ssda903.cases.jsonl'), 'utf8')
      .trim()
      .split('\n')
    assert.equal(lines.length, count)
    let agreed = 0
    for (const line of lines) {
      const read = JSON.parse(line) as Recorded
      const name = `${read.rule} ${read.case}`
      const wrong = judgedWrong[name]
      assert.deepEqual(replaySsda903(read), wrong?.ours ?? read.expected, `${name} ${wrong?.because ?? ''}`)
      if (wrong === undefined) agreed += 1
      else assert.notDeepEqual(read.expected, wrong.ours, `${name} agrees after all`)
    }
    assert.equal(agreed, 199)
  })
})

const tale = (rule: string, tables: Ssda903Case['tables'], more: Partial<Ssda903Case> = {}): Ssda903Case => ({
  rule,
  metadata: {},
  tables,
  table_info: {},
  ...more,
})

describe('a case', () => {
  it('of a rule that lacks a table it needs finds nothing in no table', () => {
    assert.deepEqual(replaySsda903(tale('452', { Episodes: [] })), {})
  })

  it('of a rule the last pack does not have finds null', () => {
    assert.equal(replaySsda903(tale('445', { Episodes: [] })), null)
  })

  it('reads days as the return writes them, and in ISO only where it says so', () => {
    const rows = [
      { DECOM: '2025-05-01' },
      { DECOM: '01/05/2025' },
      { DECOM: '1/5/2025' },
      { DECOM: '01/05/25' },
    ]
    assert.deepEqual(replaySsda903(tale('141', { Episodes: rows })), { Episodes: [0, 3] })
    const iso = { table_info: { Episodes: { kinds: { DECOM: 'date' } } } }
    assert.deepEqual(replaySsda903(tale('141', { Episodes: rows.slice(0, 1) }, iso)), { Episodes: [] })
  })

  it('numbers rows by their labels where it has them', () => {
    const info = { table_info: { Header: { index: [7, 9] } } }
    assert.deepEqual(replaySsda903(tale('103', { Header: [{ ETHNIC: 'WBRI' }, {}] }, info)), { Header: [9] })
  })

  it('takes a column that only tests have for the one it stands for', () => {
    const rows = [
      { REASON_PLACE_CHANGE: 'CARPL', DATE_EPISODE_CEASED: null },
      { REASON_PLACE_CHANGE: 'CARPL', DATE_EPISODE_CEASED: '01/05/2025' },
    ]
    assert.deepEqual(replaySsda903(tale('233', { Episodes: rows })), { Episodes: [0] })
  })

  it('may say where a placement is against itself: rule 411', () => {
    const rows = [
      { PL_LOCATION: 'IN', PL_LA: 'auth' },
      { PL_LOCATION: 'IN', PL_LA: 'other' },
      { PL_LOCATION: 'OUT', PL_LA: 'other' },
    ]
    const told = tale('411', { Episodes: rows }, { metadata: { localAuthority: 'auth' } })
    assert.deepEqual(replaySsda903(told), { Episodes: [1] })
  })

  it('may list providers whose numbers are numbers: they compare as text', () => {
    const told = tale(
      '1008',
      { Episodes: [{ URN: '123' }, { URN: '124' }] },
      { metadata: { provider_info: [{ URN: 123 }] } },
    )
    assert.deepEqual(replaySsda903(told), { Episodes: [1] })
  })
})
