import assert from 'node:assert/strict'
import { test } from 'node:test'
import { annexA } from './annex-a-lists.ts'
import { cellReader, type CellStyle } from './cells.ts'
import { cin } from './cin-tables.ts'
import type { Column } from './column.ts'
import { ssda903 } from './ssda903-tables.ts'

const in903: CellStyle = { days: 'british', year: 2026 }
const inCin: CellStyle = { days: 'iso', year: 2026 }
const inAnnexA: CellStyle = { days: 'either', year: null, worded: true }

/** The value, what is kept beside it, and the kind of finding. */
const read = (column: Column, text: string, style = in903) => {
  const { value, given, finding } = cellReader(column, style)(text)
  return [value, given ?? null, finding?.kind ?? null]
}

const { episodes, header, oc3, prevPerm, oc2 } = ssda903

test('a known code is its value; an unknown one is kept as it stands, with a finding', () => {
  assert.deepEqual(read(episodes.columns.ls, 'C2'), ['C2', null, null])
  assert.deepEqual(read(episodes.columns.ls, 'Z9'), ['Z9', null, 'unknown-code'])
  assert.deepEqual(read(episodes.columns.ls, 'c2'), ['C2', 'c2', 'written-another-way'])
  assert.deepEqual(read(header.columns.mother, '1.0'), ['1', '1.0', 'written-another-way'])
})

test('a code is known in the years it is in use', () => {
  assert.deepEqual(read(header.columns.sex, 'M'), ['M', null, null])
  assert.deepEqual(read(header.columns.sex, '1'), ['1', null, 'code-not-in-year'])
  assert.deepEqual(read(header.columns.sex, '1', { ...in903, year: 2024 }), ['1', null, null])
  assert.deepEqual(read(header.columns.sex, '1', { ...in903, year: null }), ['1', null, null])
  assert.deepEqual(read(episodes.columns.place, 'H5'), ['H5', null, 'code-not-in-year'])
  assert.deepEqual(read(episodes.columns.place, 'Z13'), ['Z13', null, null])
})

test('a care leaver’s home is a letter and a figure for suitability, or 0', () => {
  for (const code of ['B1', 'Z2', '0']) assert.deepEqual(read(oc3.columns.accom, code), [code, null, null])
  for (const code of ['01', 'B', 'B3', 'Q1'])
    assert.deepEqual(read(oc3.columns.accom, code), [code, null, 'unknown-code'])
  assert.deepEqual(read(oc3.columns.activ, '0'), ['0', null, null])
})

test('a day or number that cannot be read is null, and what stood there is kept', () => {
  assert.deepEqual(read(episodes.columns.decom, '31/02/2012'), [null, '31/02/2012', 'unreadable-day'])
  assert.deepEqual(read(episodes.columns.decom, '2025-05-01'), [
    '2025-05-01',
    '2025-05-01',
    'written-another-way',
  ])
  assert.deepEqual(read(oc2.columns.sdqScore, '40'), [40, null, null])
  assert.deepEqual(read(oc2.columns.sdqScore, 'forty'), [null, 'forty', 'unreadable-number'])
  assert.deepEqual(read(oc2.columns.sdqScore, '12.5'), [null, '12.5', 'unreadable-number'])
})

test('a day whose parts are not known is allowed where the guide allows it, and nowhere else', () => {
  assert.deepEqual(read(prevPerm.columns.datePerm, 'ZZ/05/2019'), [null, 'ZZ/05/2019', null])
  assert.deepEqual(read(episodes.columns.decom, 'ZZ/05/2019'), [null, 'ZZ/05/2019', 'unreadable-day'])
})

test('an id is letters and figures, twenty at most, and never changed', () => {
  assert.deepEqual(read(header.columns.child, 'ab12345678901234567z'), ['ab12345678901234567z', null, null])
  assert.deepEqual(read(header.columns.child, 'ab12345678901234567zz'), [
    'ab12345678901234567zz',
    null,
    'too-long',
  ])
  assert.deepEqual(read(header.columns.child, 'NORULE_BAD'), ['NORULE_BAD', null, 'bad-child-id'])
})

test('a postcode of the wrong shape is kept, with a finding', () => {
  for (const text of ['HP20 1UA', 'w1a1aa', 'Y8 5KZ'])
    assert.deepEqual(read(episodes.columns.plPost, text), [text, null, null])
  assert.deepEqual(read(episodes.columns.plPost, 'nope'), ['nope', null, 'not-a-postcode'])
})

test('no further action is yes or no however the census writes it', () => {
  const { referralNfa } = cin.episode.columns
  assert.deepEqual(read(referralNfa, '1', inCin), [true, null, null])
  assert.deepEqual(read(referralNfa, 'false', inCin), [false, 'false', null])
  assert.deepEqual(read(referralNfa, '2', inCin), [null, '2', 'unreadable-answer'])
})

test('the code inside a worded cell is found whatever letter stands before it', () => {
  const { ethnicity, gender, source } = annexA.contacts.columns
  assert.deepEqual(read(ethnicity, 's) NOBT', inAnnexA), ['NOBT', 's) NOBT', null])
  assert.deepEqual(read(ethnicity, 't) NOBT', inAnnexA), ['NOBT', 't) NOBT', null])
  assert.deepEqual(read(gender, 'Female', inAnnexA), ['b', 'Female', null])
  assert.deepEqual(read(gender, 'c) Not stated/recorded (or unborn)', inAnnexA), [
    'c',
    'c) Not stated/recorded (or unborn)',
    null,
  ])
  assert.deepEqual(read(source, 'q) 6: Police', inAnnexA), ['6', 'q) 6: Police', null])
  assert.deepEqual(read(source, 'p1) 5D: LA services', inAnnexA), ['5D', 'p1) 5D: LA services', null])
  const { initialCategory } = annexA.childProtection.columns
  assert.deepEqual(read(initialCategory, 'Physical abuse', inAnnexA), ['PHY', 'Physical abuse', null])
  const { accommodation, suitability, inTouch } = annexA.careLeavers.columns
  assert.deepEqual(read(accommodation, 'Y: Other accommodation', inAnnexA), [
    'Y',
    'Y: Other accommodation',
    null,
  ])
  assert.deepEqual(read(suitability, 'b) Unsuitable', inAnnexA), ['2', 'b) Unsuitable', null])
  assert.deepEqual(read(inTouch, 'f) Rhom', inAnnexA), ['RHOM', 'f) Rhom', null])
  const { primaryNeed } = annexA.childrenInNeed.columns
  const wrong = 'PSRMEM - Support with memory and cognition'
  assert.deepEqual(read(primaryNeed, wrong, inAnnexA), [wrong, null, 'unknown-code'])
})

test('a spreadsheet’s error is not a name, and an age is completed years', () => {
  assert.deepEqual(read(annexA.contacts.columns.age, '6.138', inAnnexA), [6, '6.138', 'written-another-way'])
  assert.deepEqual(read(annexA.childrenInNeed.columns.team, '#N/A', inAnnexA), [
    null,
    '#N/A',
    'spreadsheet-error',
  ])
  assert.deepEqual(read(annexA.contacts.columns.age, '-1', inAnnexA), [-1, null, null])
})
