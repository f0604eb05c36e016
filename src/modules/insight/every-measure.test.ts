import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { measures } from './every-measure.ts'
import { visits } from './measures/visits.ts'
import { worriesAndServices } from './measures/worries-and-services.ts'
import { besideOf, childrenOf, neighboursOf } from './published.ts'
import { unanswered } from './unanswered.ts'

interface Listed {
  readonly number: number
  readonly id: string
  readonly unit: string
  readonly better: 'higher' | 'lower' | null
  readonly published?: string
}

const file = join(import.meta.dirname, '../../../data/benchmarks/measures.json')
const table = JSON.parse(readFileSync(file, 'utf8')) as readonly Listed[]
/** Ours: shown beside one of the table (decision 10), or of processes 7, 8, 13, 14 and 15, which the table leaves out. */
const beside = new Set([
  'assessments_45wd_from_referral_pct',
  ...[...worriesAndServices, ...visits].map(({ id }) => id),
])

describe('the 96 measures of the table', () => {
  it('are each worked out, or named with why not, and none is both', () => {
    const answered = measures.map(({ id }) => id).filter((id) => !beside.has(id))
    const both = [...answered, ...unanswered.map(({ id }) => id)].toSorted()
    assert.deepEqual(both, table.map(({ id }) => id).toSorted())
    assert.equal(table.length, 96)
    assert.equal(
      unanswered.every(({ why }) => /^[A-Z].*\.$/.test(why)),
      true,
    )
  })
  it('are counted in the table’s own unit, and better the way the table says', () => {
    const figures: Record<string, readonly string[]> = {
      number: ['count'],
      'number and %': ['count'],
      '%': ['percent'],
      'per 10,000': ['rate'],
      days: ['mean', 'median', 'longest'],
      score: ['mean'],
      'cases per FTE': ['each worker'],
    }
    for (const { id, unit, better } of table) {
      const measure = measures.find((one) => one.id === id)
      if (measure === undefined) continue
      assert.ok(figures[unit]?.includes(measure.figure), `${id}: ${unit}, ${measure.figure}`)
      assert.equal(measure.better, better, id)
    }
  })
  it('are held beside what is published wherever anything is', () => {
    for (const { id, published } of table) {
      const measure = measures.find((one) => one.id === id)
      if (measure === undefined) continue
      const known = besideOf(id, null).england !== undefined
      assert.equal(measure.comparator, known ? id : undefined, `${id}: ${published ?? 'not published'}`)
    }
  })
  it('say in words what is counted, what is left out and where it comes from', () => {
    for (const { id, title, means, leavesOut, source } of measures) {
      for (const words of [title, means, leavesOut, source]) assert.ok(words.length > 8, id)
      assert.doesNotMatch(`${title} ${means}`, /\bcases?\b|\bLAC\b|\bCLA\b/, id)
    }
  })
})

describe('what is published', () => {
  it('is England’s latest year', () => {
    assert.deepEqual(besideOf('rereferral_12m_pct', null).england, { year: 2025, value: 22.6 })
    assert.deepEqual(besideOf('cla_rate', null).england, { year: 2025, value: 67 })
    assert.equal(besideOf('cla_rate', null).neighbours, undefined)
  })
  it('is the mean of the ten statistical neighbours, of the authority whose own is there too', () => {
    assert.equal(neighboursOf('825').length, 10)
    const { neighbours, own } = besideOf('cla_3plus_social_workers_pct', '825')
    assert.equal(neighbours?.many, 10)
    assert.deepEqual(own, { year: 2024, value: 29 })
  })
  it('is nothing for an authority nobody knows', () => {
    assert.deepEqual(neighboursOf('000'), [])
    assert.equal(childrenOf('000'), null)
    assert.equal(childrenOf('301'), 66_465)
  })
})
