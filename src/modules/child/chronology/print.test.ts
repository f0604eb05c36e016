import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, instantAt } from '../../../platform/dates/day.ts'
import type { MastheadFacts } from '../masthead-facts.ts'
import { askedOf } from './asked.ts'
import type { Entry } from './entries.ts'
import { printable } from '../../../platform/web/print.ts'
import { linesOf, printed } from './print.ts'

const on = day('2026-11-22')
const facts = {
  id: 'leo',
  kind: 'child',
  laChildId: '10442',
  givenName: 'Leo',
  familyName: 'Łukasz-Barker',
  knownAs: null,
  bornOn: day('2020-03-03'),
  expectedOn: null,
  diedOn: null,
} as unknown as MastheadFacts

const entry = (
  kind: string,
  at: string,
  words: Readonly<Record<string, unknown>>,
  more: Partial<Entry> = {},
): Entry => ({
  kind,
  table: 'note',
  group: 'events',
  id: `id-${kind}`,
  childId: 'leo',
  day: day(at),
  significant: true,
  imported: false,
  meant: null,
  by: 'Amira Khalil',
  facts: words,
  ...more,
})

const entries = [
  entry('words', '2026-11-05', { child_words: '“I like Nan’s.”' }),
  entry('gap', '2026-09-15', { from_on: '2026-07-05', to_on: '2026-09-15', open: false, visits: 1 }),
  entry('note', '2026-09-02', {
    kind: 'call',
    who_with: 'School',
    line: 'Late again',
    impact: 'He missed breakfast.',
    significant: true,
  }),
  entry(
    'break',
    '2024-04-10',
    { closed_on: '2024-01-30', back_on: '2024-04-10', closure_reason: null },
    { imported: true },
  ),
]
const printing = {
  facts,
  asked: askedOf({ from: '2024-01-01' }),
  entries,
  cut: false,
  names: new Map([['leo', 'Leo']]),
  by: 'Amira Khalil',
  on,
  at: instantAt(on, '12:00'),
}

describe('the printed chronology', () => {
  it('says whose it is, who printed it, and each entry with its source', () => {
    assert.deepEqual(
      linesOf(printing).map(({ as, words }) => `${as} ${words}`),
      [
        'H1 Chronology: Leo Łukasz-Barker, 6',
        'P Significant, from 1 January 2024. Newest first. Printed by Amira Khalil, 22 November 2026, 12:00.',
        'H2 2026',
        'P 5 November 2026. Child’s words',
        'P “I like Nan’s.”',
        'P Source: words, recorded by Amira Khalil. Record id-words',
        'P [Gap] 72 days with nobody recorded as seeing Leo alone, 5 July 2026 to 15 September 2026. 1 visit in that time, none of them alone.',
        'P 2 September 2026. Call, School',
        'P Late again',
        'P Impact on Leo: He missed breakfast.',
        'P Source: note, recorded by Amira Khalil. Record id-note',
        'H2 2024',
        'P Help ended 30 January 2024: no reason held. Leo came back 71 days later, on 10 April 2024.',
      ],
    )
  })

  it('spells letters its fonts do not hold as near as they can', async () => {
    assert.equal(printable('Łukasz Dvořák, “Zoë”, 李'), 'Lukasz Dvorák, “Zoë”, ?')
    assert.equal((await printed(printing)).subarray(0, 5).toString(), '%PDF-')
  })

  it('says when there is nothing, and when there is more', () => {
    const words = (more: object) => linesOf({ ...printing, ...more }).map((line) => line.words)
    assert.ok(words({ entries: [] }).includes('There is nothing to show.'))
    assert.ok(words({ cut: true }).includes('There is more: print an earlier time by itself.'))
  })
})
