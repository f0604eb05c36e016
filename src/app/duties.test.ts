import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { heldFrom, type Coverage } from '../platform/clocks/clock.ts'
import { shippedCalendar } from '../platform/dates/calendar.ts'
import { addDays, day, dayOf, instantAt, isInstant, type Day, type Instant } from '../platform/dates/day.ts'
import type { Field } from '../platform/record/field.ts'
import type { AnyRecordType } from '../platform/record/record.ts'
import { readingsOf, rowOf, said } from '../platform/testing/readings.ts'
import { supervision } from '../modules/insight/index.ts'
import { chapters, duties, queueClocks, records } from './modules.ts'
import { notFed } from './not-fed.ts'

const everything: Coverage = new Map([['everything', heldFrom(null)]])
const setting = { calendar: shippedCalendar, limits: new Map<string, number>() }

const anyDay = fc.integer({ min: 0, max: 500 }).map((n) => addDays(day('2025-01-01'), n))
const anyId = fc.constantFrom('one', 'two', 'three')

/** Any answer a column could hold, likely or not. */
function anyAnswer({ kind, options = {} }: Field<unknown>): fc.Arbitrary<unknown> {
  if (kind === 'day') return fc.option(anyDay)
  if (kind === 'instant') return fc.option(anyDay.map((at) => instantAt(at, '10:00')))
  if (kind === 'choice') return fc.option(fc.constantFrom(...Object.keys(options)))
  if (kind === 'yes-no') return fc.option(fc.boolean())
  if (kind === 'whole') return fc.option(fc.integer({ min: 0, max: 3 }))
  return kind === 'record' || kind === 'staff' || kind === 'person' ? fc.option(anyId) : fc.constant(null)
}

const anyRow = (on: AnyRecordType): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    state: fc.constantFrom(...on.states),
    importId: fc.option(fc.constant('import')),
    ...Object.fromEntries(
      Object.entries<Field<unknown>>(on.fields).map(([name, field]) => [name, anyAnswer(field)]),
    ),
  })

const kinds = [...new Set(duties.flatMap((chapter) => chapter.kinds))]
const anyRecord = fc.tuple(...kinds.map((on) => fc.array(anyRow(on), { maxLength: 4 })))

const only = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)
const child = { id: 'child', kind: 'child', expectedOn: null, disabled: false, restrictedLevel: 0 } as const

describe('every duty', () => {
  it('reads any record whatever, and never two alike', () => {
    fc.assert(
      fc.property(anyRecord, fc.option(anyDay), fc.option(anyDay), (all, bornOn, diedOn) => {
        const held = new Map(
          kinds.map((on, i) => [
            on,
            (all[i] ?? []).map((row, n) => rowOf(on, { ...row, id: `${on.table} ${n}` })),
          ]),
        )
        const who = { ...child, bornOn, diedOn }
        const readings = duties.flatMap((one) =>
          one.read(who, (on) => held.get(on) ?? [], everything, setting),
        )
        // A reading is kept under its clock, its record and the day it arose.
        const keys = readings.map(({ clock, recordId, since }) => `${clock} ${recordId} ${only(since)}`)
        assert.deepEqual(
          keys.filter((key, i) => keys.indexOf(key) !== i),
          [],
        )
        for (const { met, ended } of readings) assert.ok(met === null || ended === null)
      }),
      { numRuns: 400 },
    )
  })

  it('has the clocks that measures ask for by name', () => {
    const written = new Set(chapters.flatMap((chapter) => (chapter.clocks ?? []).map(({ id }) => id)))
    for (const { id } of supervision) assert.ok(written.has(id), id)
  })

  it('looks only at records of the book', () => {
    for (const on of kinds) assert.ok(records.includes(on), on.title)
  })

  it('is of a clock some chapter has written, and no clock is fed twice', () => {
    const written = chapters.flatMap((chapter) => (chapter.clocks ?? []).map(({ id }) => id))
    const fed = duties.flatMap((chapter) => chapter.duties.map(({ clock }) => clock.id))
    assert.deepEqual(
      fed.filter((id) => !written.includes(id)),
      [],
    )
    assert.deepEqual(
      fed.filter((id, i) => fed.indexOf(id) !== i),
      [],
    )
  })

  it('feeds every clock, or says why not', () => {
    const fed = duties.flatMap((chapter) => chapter.duties.map(({ clock }) => clock.id))
    const written = chapters.flatMap((chapter) => (chapter.clocks ?? []).map(({ id }) => id))
    const ofQueues = queueClocks.map(({ clock }) => clock.id)
    assert.deepEqual([...fed, ...ofQueues, ...Object.keys(notFed)].toSorted(), written.toSorted())
  })

  it('runs under every rule the child is under: one visit may meet several, and none excuses another', () => {
    const at = (table: string) => kinds.find((on) => on.table === table)!
    const rows = [
      [at('cpPlan'), { startedOn: '2026-03-02' }],
      [
        at('careEpisode'),
        { startedOn: '2026-03-02', startedWhy: 'S', legalStatus: 'C1', placementType: 'U6' },
      ],
      [
        at('visit'),
        { visitedOn: '2026-03-06', mode: 'face to face', outcome: 'completed', seen: true, seenAlone: 'no' },
      ],
    ] as const
    const readings = duties.flatMap((chapter) => readingsOf(chapter, rows))
    assert.deepEqual(said(readings, 'cp-visit')[0], '2026-03-02 due 2026-03-16 met 2026-03-06')
    assert.deepEqual(said(readings, 'cla-visit-first'), ['2026-03-02 due 2026-03-09 met 2026-03-06'])
    assert.deepEqual(said(readings, 'cla-visit-year1'), ['2026-03-06 due 2026-04-17 open'])
    assert.deepEqual(said(readings, 'cp-alone'), ['2026-03-02 open'])
  })
})
