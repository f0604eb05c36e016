import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, dayOfNumber } from '../../platform/dates/day.ts'
import { readDay, type DayStyle } from './days-written.ts'

const read = (text: string, style: DayStyle = 'british', year: number | null = 2026) => {
  const found = readDay(text, style, year)
  return found && `${found.day}${found.anotherWay ? ' another way' : ''}`
}

test('a day written as its return asks is read as it is', () => {
  assert.equal(read('29/02/2024'), '2024-02-29')
  assert.equal(read('2024-02-29', 'iso'), '2024-02-29')
  assert.equal(read('29/02/2024', 'either'), '2024-02-29')
  assert.equal(read('2024-02-29', 'either'), '2024-02-29')
})

test('a day written another way is read where one day alone can be meant, and said to be', () => {
  const ways = [
    '2015-03-27',
    '2015-03-27T11:14:05',
    '2015-03-27 00:00:00',
    '20150327',
    '27/3/2015',
    '27-03-2015',
    '27.3.15',
    '27 March 2015',
    '27-Mar-15',
    '27/03/2015 00:00',
    '42090',
  ]
  for (const way of ways) assert.equal(read(way), '2015-03-27 another way', way)
  assert.equal(read('27/03/2015', 'iso'), '2015-03-27 another way')
  assert.equal(read('2015-03-27T11:14:05Z', 'iso'), '2015-03-27 another way')
})

test('two figures are the latest such year begun by the end of the return', () => {
  assert.equal(read('1/4/26'), '2026-04-01 another way')
  assert.equal(read('1/4/27'), '1927-04-01 another way')
})

test('what is no day, or no one day, is not read', () => {
  const broken = [
    '31/02/2012',
    '2012-02-31',
    '03/27/2015',
    '00/01/2015',
    '1066-04-13',
    '01/01/0203',
    'ZZ/05/2019',
    'nope',
    '12',
    '99999',
    '27/03/20155',
    '1/4/2',
    'Mar 2015',
    '',
  ]
  for (const text of broken) assert.equal(read(text), null, text)
})

test('every day from 1900 to 2199 is read back from both forms', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_567, max: 84_005 }), (number) => {
      const at = dayOfNumber(number)
      const [year, month, date] = at.split('-')
      assert.equal(read(`${date}/${month}/${year}`), at)
      assert.equal(read(at, 'iso'), at)
    }),
    { seed: 1, numRuns: 500 },
  )
  assert.equal(day('1900-01-01'), dayOfNumber(-25_567))
})
