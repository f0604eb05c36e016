import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '../../platform/dates/day.ts'
import { rowOf } from '../../platform/testing/readings.ts'
import { careHistory, timeInCare, type Episode } from './care-history.ts'
import { ceasedCodes, legalStatusCodes, placementCodes } from './codes.ts'
import { careEpisode } from './record.ts'

const episode = (answers: Record<string, unknown>): Episode =>
  rowOf(careEpisode, answers) as unknown as Episode
const foster = { legalStatus: 'C1', placementType: 'U6', placementPostcode: 'ZZ1 1AA' }
const began = episode({
  ...foster,
  id: 'a',
  startedOn: '2025-03-03',
  startedWhy: 'S',
  endedOn: '2025-06-02',
  endedWhy: 'X1',
})

const days = (spells: readonly { from: string; to: string | null }[]) =>
  spells.map(({ from, to }) => [from, to])

describe('what a child’s episodes of care tell of', () => {
  it('a change of legal status keeps the placement', () => {
    const order = episode({ ...foster, id: 'b', startedOn: '2025-06-02', startedWhy: 'L', legalStatus: 'C2' })
    const [period] = careHistory([order, began])
    assert.deepEqual([period!.recordId, period!.from, period!.to], ['a', '2025-03-03', null])
    assert.deepEqual(days(period!.placements), [['2025-03-03', null]])
    assert.deepEqual(period!.statuses, [
      { from: '2025-03-03', to: '2025-06-02', status: 'C1' },
      { from: '2025-06-02', to: null, status: 'C2' },
    ])
  })

  it('a move keeps the legal status', () => {
    const move = episode({
      ...foster,
      id: 'b',
      startedOn: '2025-06-02',
      startedWhy: 'P',
      placementType: 'K2',
    })
    const [period] = careHistory([began, move])
    assert.deepEqual(days(period!.placements), [
      ['2025-03-03', '2025-06-02'],
      ['2025-06-02', null],
    ])
    assert.deepEqual(days(period!.statuses), [['2025-03-03', null]])
  })

  it('the same carers in another house are another placement', () => {
    const house = episode({ ...foster, id: 'b', startedOn: '2025-06-02', startedWhy: 'T' })
    assert.equal(careHistory([began, house])[0]!.placements.length, 2)
  })

  it('leaving care ends the period, and coming back begins another', () => {
    const home = episode({
      ...foster,
      id: 'b',
      startedOn: '2025-06-02',
      startedWhy: 'P',
      endedOn: '2025-09-01',
      endedWhy: 'E4A',
    })
    const back = episode({ ...foster, id: 'c', startedOn: '2026-01-05', startedWhy: 'S' })
    assert.deepEqual(days(careHistory([began, home, back])), [
      ['2025-03-03', '2025-09-01'],
      ['2026-01-05', null],
    ])
  })

  it('a child whose last episode says that another begins is still in our care', () =>
    assert.deepEqual(days(careHistory([began])), [['2025-03-03', null]]))

  it('an episode that overlaps the next ends where the next begins', () => {
    const long = episode({
      ...foster,
      id: 'a',
      startedOn: '2025-03-03',
      startedWhy: 'S',
      endedOn: '2025-12-31',
      endedWhy: 'X1',
    })
    const move = episode({ ...foster, id: 'b', startedOn: '2025-06-02', startedWhy: 'P' })
    assert.deepEqual(days(careHistory([long, move])[0]!.placements), [
      ['2025-03-03', '2025-06-02'],
      ['2025-06-02', null],
    ])
  })

  it('days left out between two episodes of one period are not a new period', () => {
    const later = episode({ ...foster, id: 'b', startedOn: '2025-06-09', startedWhy: 'P' })
    assert.deepEqual(days(careHistory([began, later])), [['2025-03-03', null]])
  })

  it('of two that begin on one day the later written stands, and one with no start tells nothing', () => {
    const again = episode({ ...foster, id: 'b', startedOn: '2025-03-03', startedWhy: 'S', legalStatus: 'V2' })
    const nothing = episode({ id: 'c', legalStatus: 'C2' })
    assert.deepEqual(
      careHistory([began, again, nothing]).map(({ recordId }) => recordId),
      ['b'],
    )
  })

  it('knows an agreed series of short breaks', () => {
    const breaks = episode({ ...foster, startedOn: '2025-03-03', startedWhy: 'S', legalStatus: 'V4' })
    assert.ok(careHistory([breaks])[0]!.shortBreaks)
    assert.ok(!careHistory([began])[0]!.shortBreaks)
  })

  it('a child who has died is in our care no longer, whatever was left open', () => {
    const child = { bornOn: day('2015-05-01'), diedOn: day('2025-04-01') } as Parameters<typeof timeInCare>[0]
    const [period] = timeInCare(child, [began])
    assert.deepEqual(
      [period!.to, period!.placements[0]!.to, period!.statuses[0]!.to],
      ['2025-04-01', '2025-04-01', '2025-04-01'],
    )
  })

  it('nobody comes into our care after 18', () => {
    const grown = { bornOn: day('2007-03-03'), diedOn: null } as Parameters<typeof timeInCare>[0]
    assert.deepEqual(timeInCare(grown, [began]), [])
  })

  it('makes something of any episodes at all: periods, placements and statuses in order, none before its start', () => {
    const anyDay = fc.integer({ min: 0, max: 60 }).map((n) => addDays(day('2025-01-01'), n))
    const any = fc.record({
      startedOn: fc.option(anyDay),
      startedWhy: fc.constantFrom('S', 'L', 'P', 'T', 'B', 'U', null),
      legalStatus: fc.option(fc.constantFrom(...legalStatusCodes)),
      placementType: fc.option(fc.constantFrom(...placementCodes)),
      endedOn: fc.option(anyDay),
      endedWhy: fc.option(fc.constantFrom(...ceasedCodes)),
    })
    const follows = (spells: readonly { from: string; to: string | null }[]) =>
      spells.every(({ from, to }, i) => {
        const next = spells[i + 1]
        return (
          (to === null || to >= from) &&
          (next === undefined || (next.from > from && (to === null || to <= next.from)))
        )
      })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (rows) => {
        const periods = careHistory(rows.map((row, i) => episode({ ...row, id: String(i) })))
        assert.ok(follows(periods))
        for (const { placements, statuses } of periods) assert.ok(follows(placements) && follows(statuses))
      }),
      { numRuns: 500 },
    )
  })
})
