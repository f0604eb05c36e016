import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOfNumber } from '../../platform/dates/day.ts'
import { csvReader } from '../../platform/files/csv.ts'
import { britishDay } from './british-day.ts'

function read(text: string): string | null {
  const days: (string | null)[] = []
  const reader = csvReader(',', (record) => void days.push(britishDay(record, 1)))
  reader.write(`x,${text},y`)
  reader.end()
  return days[0] ?? null
}

test('every day of five years is told from every other, twice over', () => {
  for (let again = 0; again < 2; again += 1)
    for (let number = 18_993; number < 18_993 + 1826; number += 1) {
      const at = dayOfNumber(number)
      const [year, month, date] = at.split('-')
      assert.equal(read(`${date}/${month}/${year}`), at)
      assert.equal(read(`"${date}/${month}/${year}"`), at)
    }
})

test('what is not dd/mm/yyyy and nothing else is left to be read as text', () => {
  for (const text of [
    '',
    '31/02/2012',
    '00/01/2012',
    '1/2/2012',
    '01-02-2012',
    '0a/02/2012',
    '01/02/1066',
    '01/02/2012 ',
    '2012-02-01',
    '01/13/2012',
  ])
    assert.equal(read(text), null, text)
})
