import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import { daysWithNobody, stretches, type Time } from './tenures.ts'

const today = day('2026-11-22')
const time = (worker: string, fromOn: string | null, toOn: string | null): Time => ({
  worker,
  fromOn: fromOn === null ? null : day(fromOn),
  toOn: toOn === null ? null : day(toOn),
})
const said = (times: readonly Time[]) =>
  stretches(times, day('2025-11-22'), today).map(
    ({ with: who, from, to }) => `${who?.worker ?? 'nobody'} ${from} ${to ?? 'now'}`,
  )

describe('who has worked with a child', () => {
  it('says the days between two workers, when there was nobody', () => {
    const times = [time('Paul', '2026-01-05', '2026-03-10'), time('Amira', '2026-03-20', null)]
    assert.deepEqual(said(times), [
      'Paul 2026-01-05 2026-03-10',
      'nobody 2026-03-11 2026-03-19',
      'Amira 2026-03-20 now',
    ])
    assert.equal(daysWithNobody(stretches(times, day('2025-11-22'), today), today), 9)
  })

  it('finds no gap where one starts the day after another stopped, or before', () => {
    assert.equal(
      said([time('Paul', '2026-01-05', '2026-03-10'), time('Amira', '2026-03-11', null)]).length,
      2,
    )
    assert.equal(
      said([time('Paul', '2026-01-05', '2026-03-10'), time('Amira', '2026-03-01', null)]).length,
      2,
    )
  })

  it('goes on until today where the last has stopped', () => {
    const times = [time('Paul', '2026-01-05', '2026-11-20')]
    assert.deepEqual(said(times), ['Paul 2026-01-05 2026-11-20', 'nobody 2026-11-21 now'])
    assert.equal(daysWithNobody(stretches(times, day('2025-11-22'), today), today), 2)
  })

  it('starts at the beginning of the page where a return does not say when', () => {
    assert.deepEqual(said([time('Paul', null, null)]), ['Paul 2025-11-22 now'])
  })

  it('is nothing for a child who has had nobody', () => {
    assert.deepEqual(said([]), [])
  })
})
