import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldFrom } from '../../platform/clocks/clock.ts'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { visit } from '../visits/index.ts'
import { duties } from './duties.ts'
import { careEpisode, claReview } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const seenOn = (visitedOn: string, more = {}) =>
  [
    visit,
    { id: visitedOn, visitedOn, mode: 'face to face', outcome: 'completed', seen: true, ...more },
  ] as const
const review = (heldOn: string, more = {}) => [claReview, { id: heldOn, heldOn, ...more }] as const
const episode = (startedOn: string, answers = {}) =>
  [
    careEpisode,
    { id: startedOn, startedOn, startedWhy: 'S', legalStatus: 'V2', placementType: 'U6', ...answers },
  ] as const
const endsWith = (endedOn: string, endedWhy: string) => ({ endedOn, endedWhy })

const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)
/** Every visiting clock that says anything, with what it says. */
const visiting = (rows: Rows) =>
  Object.fromEntries(
    [...Map.groupBy(readingsOf(duties, rows), ({ clock }) => clock)]
      .filter(([clock]) => clock.startsWith('cla-visit'))
      .map(([clock, readings]) => [clock, said(readings, clock)]),
  )

describe('visits to a child with foster carers, reg 28(2)', () => {
  it('the first within a week of each placement, then every six weeks from the last', () =>
    assert.deepEqual(visiting([episode('2026-01-05'), seenOn('2026-01-09'), seenOn('2026-02-16')]), {
      'cla-visit-first': ['2026-01-05 due 2026-01-12 met 2026-01-09'],
      'cla-visit-year1': ['2026-01-09 due 2026-02-20 met 2026-02-16', '2026-02-16 due 2026-03-30 open'],
    }))

  it('a visit by video, an attempt and seeing only a parent stop nothing', () => {
    const others = [
      seenOn('2026-01-06', { mode: 'virtual' }),
      seenOn('2026-01-07', { outcome: 'no access' }),
      seenOn('2026-01-08', { outcome: 'parent only' }),
    ]
    assert.deepEqual(visiting([episode('2026-01-05'), ...others]), {
      'cla-visit-first': ['2026-01-05 due 2026-01-12 open'],
    })
  })

  it('a move asks for a first visit again and leaves nothing open behind', () => {
    const moved = [
      episode('2026-01-05', endsWith('2026-02-02', 'X1')),
      episode('2026-02-02', { startedWhy: 'P' }),
    ]
    assert.deepEqual(visiting([...moved, seenOn('2026-01-09')]), {
      'cla-visit-first': ['2026-01-05 due 2026-01-12 met 2026-01-09', '2026-02-02 due 2026-02-09 open'],
      'cla-visit-year1': ['2026-01-09 due 2026-02-20 ended 2026-02-02'],
    })
  })

  it('after a year in a home meant to last, every three months; long-term and agreed, every six', () => {
    const visits = [seenOn('2025-01-06'), seenOn('2026-01-12')]
    const lasting = { placementType: 'K2', meantToLast: true }
    assert.deepEqual(visiting([episode('2025-01-06', lasting), ...visits])['cla-visit-permanent'], [
      '2026-01-12 due 2026-04-12 open',
    ])
    const agreed = { placementType: 'U4', childAgrees: true }
    assert.deepEqual(visiting([episode('2025-01-06', agreed), ...visits])['cla-visit-longterm-agreed'], [
      '2026-01-12 due 2026-07-12 open',
    ])
    assert.deepEqual(visiting([episode('2025-01-06'), ...visits])['cla-visit-later'], [
      '2026-01-12 due 2026-02-23 open',
    ])
  })

  it('end when the child leaves our care', () =>
    assert.deepEqual(visiting([episode('2026-01-05', endsWith('2026-01-09', 'E4A'))]), {
      'cla-visit-first': ['2026-01-05 due 2026-01-12 ended 2026-01-09'],
    }))

  it('are not asked of a series of short breaks, to which reg 48 applies', () =>
    assert.deepEqual(visiting([episode('2026-01-05', { legalStatus: 'V4' })]), {}))
})

describe('visits to a child at home with parents, reg 28(3)-(5)', () => {
  const home = { placementType: 'P1' }

  it('on an interim care order: weekly to the first review, then every four weeks', () => {
    const rows = [
      episode('2026-01-05', { ...home, legalStatus: 'C1' }),
      ...['2026-01-09', '2026-01-16', '2026-01-23', '2026-01-30'].map((at) => seenOn(at)),
      review('2026-01-28'),
    ]
    assert.deepEqual(visiting(rows), {
      'cla-visit-reg24-ico': [
        '2026-01-05 due 2026-01-12 met 2026-01-09',
        '2026-01-09 due 2026-01-16 met 2026-01-16',
        '2026-01-16 due 2026-01-23 met 2026-01-23',
        '2026-01-23 due 2026-01-30 met 2026-01-30',
        '2026-01-30 due 2026-02-27 open',
      ],
    })
  })

  it('a full care order ends the old clock, superseded, and asks for a visit within the week, then every six', () => {
    const rows = [
      episode('2026-01-05', { ...home, legalStatus: 'C1', ...endsWith('2026-01-14', 'X1') }),
      episode('2026-01-14', { ...home, startedWhy: 'L', legalStatus: 'C2', parentsAssessedOn: '2025-12-20' }),
      seenOn('2026-01-09'),
      seenOn('2026-01-20'),
    ]
    assert.deepEqual(visiting(rows), {
      'cla-visit-reg24-ico': [
        '2026-01-05 due 2026-01-12 met 2026-01-09',
        '2026-01-09 due 2026-01-16 ended 2026-01-14',
      ],
      'cla-visit-care-order-home': [
        '2026-01-14 due 2026-01-21 met 2026-01-20',
        '2026-01-20 due 2026-03-03 open',
      ],
    })
  })

  it('before the assessment of the parents is finished: weekly; the end of it starts no new week', () => {
    const rows = [
      episode('2026-01-05', { ...home, legalStatus: 'C2', parentsAssessedOn: '2026-01-15' }),
      seenOn('2026-01-12'),
    ]
    assert.deepEqual(visiting(rows), {
      'cla-visit-reg19': [
        '2026-01-05 due 2026-01-12 met 2026-01-12',
        '2026-01-12 due 2026-01-19 ended 2026-01-15',
      ],
      'cla-visit-care-order-home': ['2026-01-12 due 2026-02-23 open'],
    })
  })
})

describe('visits to a relative or friend approved for the time being, reg 28(4)', () => {
  it('weekly, until full approval brings the ordinary rule from the last visit', () => {
    const kin = { placementType: 'U3', temporarilyApprovedOn: '2026-01-05', approvedOn: '2026-01-14' }
    assert.deepEqual(visiting([episode('2026-01-05', kin), seenOn('2026-01-12')]), {
      'cla-visit-reg24-ico': [
        '2026-01-05 due 2026-01-12 met 2026-01-12',
        '2026-01-12 due 2026-01-19 ended 2026-01-14',
      ],
      'cla-visit-year1': ['2026-01-12 due 2026-02-23 open'],
    })
  })
})

describe('looked-after reviews, reg 33', () => {
  it('the first within 20 working days, the second within 3 months, then every 6', () => {
    const rows = [episode('2026-01-05'), review('2026-01-30'), review('2026-04-24')]
    assert.deepEqual(read(rows, 'cla-review-1'), ['2026-01-05 due 2026-02-02 met 2026-01-30'])
    assert.deepEqual(read(rows, 'cla-review-2'), ['2026-01-30 due 2026-04-30 met 2026-04-24'])
    assert.deepEqual(read(rows, 'cla-review-n'), ['2026-04-24 due 2026-10-24 open'])
  })

  it('leave nothing open when the child has left our care', () => {
    const rows = [episode('2026-01-05', endsWith('2026-03-02', 'E4A')), review('2026-01-30')]
    assert.deepEqual(read(rows, 'cla-review-2'), ['2026-01-30 due 2026-04-30 ended 2026-03-02'])
  })

  it('start again when a child comes back into our care', () => {
    const rows = [
      episode('2025-01-06', endsWith('2025-03-03', 'E4A')),
      episode('2026-01-05'),
      review('2025-01-27'),
    ]
    assert.deepEqual(read(rows, 'cla-review-1'), [
      '2025-01-06 due 2025-02-03 met 2025-01-27',
      '2026-01-05 due 2026-02-02 open',
    ])
  })

  it('a year’s return holds that year’s reviews: the first it tells of, years into care, was a later one', () => {
    const rows = [episode('2020-01-06'), review('2026-01-30', { importId: 'import' })]
    const coverage = new Map([['looked-after review', heldFrom(day('2025-04-01'))]] as const)
    const readings = readingsOf(duties, rows, { coverage })
    assert.deepEqual(said(readings, 'cla-review-1'), ['2020-01-06 due 2020-02-03 met 2026-01-30, not known'])
    assert.deepEqual(said(readings, 'cla-review-2'), [])
    assert.deepEqual(said(readings, 'cla-review-n'), ['2026-01-30 due 2026-07-30 open'])
  })

  it('without any visits in the returns we hold, no visit is late: it is not known', () => {
    const coverage = new Map([
      ['placement', heldFrom(null)],
      ['looked-after review', heldFrom(null)],
    ] as const)
    const readings = readingsOf(duties, [episode('2026-01-05')], { coverage })
    assert.deepEqual(said(readings, 'cla-visit-first'), ['2026-01-05 due 2026-01-12 open, not known'])
  })
})
