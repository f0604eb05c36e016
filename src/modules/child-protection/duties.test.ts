import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldFrom } from '../../platform/clocks/clock.ts'
import { day } from '../../platform/dates/day.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { section47 } from '../strategy-and-enquiry/index.ts'
import { visit } from '../visits/index.ts'
import { action } from '../actions/index.ts'
import { duties } from './duties.ts'
import { meetingInvitation } from './invitation.ts'
import { askWhy } from './partners.ts'
import { conference, coreGroup, cpPlan } from './record.ts'

type Rows = Parameters<typeof readingsOf>[1]
const plan = (startedOn: string, endedOn: string | null = null, id = 'plan') =>
  [cpPlan, { id, startedOn, endedOn, state: endedOn === null ? 'open' : 'ended' }] as const
const seenOn = (visitedOn: string, more = {}) =>
  [
    visit,
    {
      id: visitedOn,
      visitedOn,
      mode: 'face to face',
      outcome: 'completed',
      seen: true,
      seenAlone: 'yes',
      ...more,
    },
  ] as const
const held = (kind: string, heldOn: string, more = {}) =>
  [conference, { id: heldOn, kind, heldOn, ...more }] as const
const group = (heldOn: string, more = {}) => [coreGroup, { id: heldOn, heldOn, ...more }] as const
const read = (rows: Rows, clock: string) => said(readingsOf(duties, rows), clock)

describe('visits to a child on a plan', () => {
  it('every ten working days, from the conference and then from each visit', () =>
    assert.deepEqual(read([plan('2026-03-02'), seenOn('2026-03-10'), seenOn('2026-03-24')], 'cp-visit'), [
      '2026-03-02 due 2026-03-16 met 2026-03-10',
      '2026-03-10 due 2026-03-24 met 2026-03-24',
      '2026-03-24 due 2026-04-09 open',
    ]))

  it('a call, an attempt, and seeing only a parent leave the day where it was', () => {
    const others = [
      seenOn('2026-03-04', { mode: 'virtual' }),
      seenOn('2026-03-05', { outcome: 'no access', seen: false }),
      seenOn('2026-03-06', { outcome: 'parent only' }),
      seenOn('2026-03-09', { seen: false }),
    ]
    assert.deepEqual(read([plan('2026-03-02'), ...others], 'cp-visit'), ['2026-03-02 due 2026-03-16 open'])
  })

  it('one on the day of the conference is where the count starts', () =>
    assert.deepEqual(read([plan('2026-03-02'), seenOn('2026-03-02')], 'cp-visit'), [
      '2026-03-02 due 2026-03-16 open',
    ]))

  it('leave nothing open when the plan ends, and what was missed stays missed', () =>
    assert.deepEqual(read([plan('2026-03-02', '2026-04-20'), seenOn('2026-03-10')], 'cp-visit'), [
      '2026-03-02 due 2026-03-16 met 2026-03-10',
      '2026-03-10 due 2026-03-24 ended 2026-04-20',
    ]))

  it('start again with a second plan', () =>
    assert.deepEqual(
      read([plan('2025-03-03', '2025-03-10', 'a'), plan('2026-03-02', null, 'b')], 'cp-visit'),
      ['2025-03-03 due 2025-03-17 ended 2025-03-10', '2026-03-02 due 2026-03-16 open'],
    ))

  it('end with the life of a child who has died', () => {
    const readings = readingsOf(duties, [plan('2026-03-02')], { child: { diedOn: day('2026-03-05') } })
    assert.deepEqual(said(readings, 'cp-visit'), ['2026-03-02 due 2026-03-16 ended 2026-03-05'])
  })

  it('alone is another question: seen with a parent, and no reason why, is not alone', () => {
    const rows = [plan('2026-03-02'), seenOn('2026-03-10', { seenAlone: 'no' }), seenOn('2026-03-17')]
    assert.deepEqual(read(rows, 'cp-alone'), ['2026-03-02 met 2026-03-17', '2026-03-17 open'])
  })

  it('four and six weeks unseen count from the day the child was last seen', () => {
    const rows = [plan('2026-03-02'), seenOn('2026-03-10')]
    assert.deepEqual(read(rows, 'cp-unseen-4w').at(-1), '2026-03-10 due 2026-04-07 open')
    assert.deepEqual(read(rows, 'cp-unseen-6w').at(-1), '2026-03-10 due 2026-04-21 open')
  })

  it('are not known where the returns hold plans and no visits', () => {
    const coverage = new Map([['conference', heldFrom(null)]] as const)
    assert.deepEqual(said(readingsOf(duties, [plan('2026-03-02')], { coverage }), 'cp-visit'), [
      '2026-03-02 due 2026-03-16 open, not known',
    ])
  })
})

describe('conferences', () => {
  const enquiry = (more = {}) => [section47, { id: 'enquiry', startedOn: '2026-03-02', ...more }] as const

  it('the first within fifteen working days of the strategy discussion', () => {
    assert.deepEqual(read([enquiry(), held('initial', '2026-03-20')], 'icpc'), [
      '2026-03-02 due 2026-03-23 met 2026-03-20',
    ])
    assert.deepEqual(read([enquiry({ conferenceOn: '2026-03-24' })], 'icpc'), [
      '2026-03-02 due 2026-03-23 met 2026-03-24',
    ])
  })
  it('an inquorate one does not count, and another is held within ten working days', () => {
    const rows = [
      enquiry(),
      held('initial', '2026-03-20', { state: 'inquorate', quorate: false }),
      held('initial', '2026-03-27'),
    ]
    assert.deepEqual(read(rows, 'icpc'), ['2026-03-02 due 2026-03-23 met 2026-03-27'])
    assert.deepEqual(read(rows, 'rcpc-inquorate'), ['2026-03-20 due 2026-04-07 met 2026-03-27'])
  })
  it('none where it was decided that none was needed, or the enquiry found no continuing risk', () => {
    assert.deepEqual(read([enquiry({ conferenceNotRequired: true })], 'icpc'), [])
    const over = enquiry({ concludedOn: '2026-03-12', outcome: 'no concern' })
    assert.deepEqual(read([over], 'icpc'), ['2026-03-02 due 2026-03-23 ended 2026-03-12'])
  })
  it('reviewed within three months, then six from each review', () => {
    const rows = [plan('2026-03-02'), held('initial', '2026-03-02'), held('review', '2026-05-28')]
    assert.deepEqual(read(rows, 'rcpc-first'), ['2026-03-02 due 2026-06-02 met 2026-05-28'])
    assert.deepEqual(read(rows, 'rcpc'), ['2026-05-28 due 2026-11-28 open'])
  })
  it('are known apart from the first: a list may give that one, and of the reviews only the last', () => {
    const coverage = new Map([
      ['conference', heldFrom(null)],
      ['review conference', heldFrom(day('2026-09-01'))],
    ] as const)
    const rows = [enquiry({ conferenceOn: '2026-03-20' }), plan('2026-03-20'), held('review', '2026-09-01')]
    const readings = readingsOf(duties, rows, { coverage })
    assert.deepEqual(said(readings, 'icpc'), ['2026-03-02 due 2026-03-23 met 2026-03-20'])
    assert.deepEqual(said(readings, 'rcpc-first'), ['2026-03-20 due 2026-06-20 met 2026-09-01, not known'])
    assert.deepEqual(said(readings, 'rcpc'), ['2026-09-01 due 2027-03-01 open'])
  })
  it('the review that ends the plan leaves none open', () => {
    const rows = [plan('2026-03-02', '2026-05-28'), held('review', '2026-05-28')]
    assert.deepEqual(read(rows, 'rcpc'), ['2026-05-28 due 2026-11-28 ended 2026-05-28'])
  })
  it('the report is with the family 48 hours before the first, three working days before a review', () => {
    const shared = held('initial', '2026-03-20', { reportSharedOn: '2026-03-18' })
    assert.deepEqual(read([shared], 'cp-report-initial'), ['2026-03-20 due 2026-03-18 met 2026-03-18'])
    assert.deepEqual(read([held('review', '2026-03-20')], 'cp-report-review'), [
      '2026-03-20 due 2026-03-17 ended 2026-03-20',
    ])
  })
  it('the chair looks in midway: six weeks after the first, three months after a review', () => {
    const rows = [
      plan('2026-03-02'),
      held('initial', '2026-03-02', { checkedOn: '2026-04-10' }),
      held('review', '2026-05-28'),
    ]
    assert.deepEqual(read(rows, 'cp-midway'), [
      '2026-03-02 due 2026-04-13 met 2026-04-10',
      '2026-05-28 due 2026-08-28 open',
    ])
  })
})

describe('core groups', () => {
  it('the first within ten working days, then every six weeks', () => {
    const rows = [plan('2026-03-02'), group('2026-03-12'), group('2026-04-20')]
    assert.deepEqual(read(rows, 'core-group-first'), ['2026-03-02 due 2026-03-16 met 2026-03-12'])
    assert.deepEqual(read(rows, 'core-group'), [
      '2026-03-12 due 2026-04-23 met 2026-04-20',
      '2026-04-20 due 2026-06-01 open',
    ])
  })
  it('another plan’s core group is not this plan’s', () =>
    assert.deepEqual(
      read([plan('2026-03-02'), group('2026-03-12', { planId: 'other' })], 'core-group-first'),
      ['2026-03-02 due 2026-03-16 open'],
    ))
})

describe('what follows a conference', () => {
  it('its decisions the next working day, its record within twenty', () => {
    const rows = [
      held('initial', '2026-03-02', { decisionsSentOn: '2026-03-04', recordSentOn: '2026-03-30' }),
    ]
    assert.deepEqual(read(rows, 'cp-decisions-issue'), ['2026-03-02 due 2026-03-03 met 2026-03-04'])
    assert.deepEqual(read(rows, 'cp-minutes-issue'), ['2026-03-02 due 2026-03-30 met 2026-03-30'])
  })

  it('nothing follows one that was asked for, declined, or called off', () => {
    const rows = ['requested', 'approved', 'declined', 'cancelled'].map(
      (state) => [conference, { id: state, kind: 'initial', state, bookedFor: '2026-03-02' }] as const,
    )
    assert.deepEqual(read(rows, 'cp-report-initial'), [])
    assert.deepEqual(read(rows, 'rcpc-inquorate'), [])
  })
})

describe('a plan that is long, or comes again', () => {
  it('legal advice is considered at a conference within fifteen months', () => {
    const considered = held('review', '2026-09-01', { legalConsidered: true })
    assert.deepEqual(read([plan('2026-03-02')], 'cp-long-plan'), ['2026-03-02 due 2027-06-02 open'])
    assert.deepEqual(read([plan('2026-03-02'), considered], 'cp-long-plan'), [
      '2026-03-02 due 2027-06-02 met 2026-09-01',
    ])
  })

  it('a manager looks at what the first changed, within ten working days of the second', () => {
    const first = plan('2024-03-04', '2024-09-02', 'a')
    assert.deepEqual(read([first, plan('2026-03-02', null, 'b')], 'cp-repeat-plan'), [
      '2026-03-02 due 2026-03-16 open',
    ])
    assert.deepEqual(read([plan('2026-03-02')], 'cp-repeat-plan'), [])
  })

  it('what another agency saw of the child counts towards six weeks unseen', () => {
    const seen = [meetingInvitation, { id: 'seen', lastSeenOn: '2026-03-20' }] as const
    assert.deepEqual(
      read([plan('2026-03-02'), seen], 'cp-unseen-6w').at(-1),
      '2026-03-20 due 2026-05-01 open',
    )
    assert.deepEqual(
      read([plan('2026-03-02'), seen], 'cp-unseen-4w').at(-1),
      '2026-03-02 due 2026-03-30 open',
    )
  })
})

describe('an agency that stays away', () => {
  const asked = (agency: string, coreGroupId: string, attended: string | null) =>
    [meetingInvitation, { id: `${agency} ${coreGroupId}`, meetingId: coreGroupId, coreGroupId, agency, attended, invitedOn: coreGroupId }] as const // prettier-ignore
  const days = ['2026-03-09', '2026-04-20', '2026-06-01', '2026-07-13']
  const away = (agency: string, came: readonly string[]) =>
    came.map((attended, i) => asked(agency, days[i] ?? '', attended))
  const meetings = [plan('2026-03-02'), ...days.map((on) => group(on))]

  it('from two meetings running is asked why within five working days, until it comes', () => {
    const police = away('police', ['no', 'no', 'no', 'video'])
    assert.deepEqual(read([...meetings, ...police, ...away('school', ['no', 'in person', 'no'])], 'partner-absent'), [
      '2026-04-20 due 2026-04-27 met 2026-07-13',
    ]) // prettier-ignore
  })

  it('or until what it answered is recorded; each time anew, and not after the plan', () => {
    const answered = [action, { id: 'asked', what: askWhy('police'), state: 'answered', askedOn: '2026-04-20', answeredOn: '2026-04-24' }] as const // prettier-ignore
    const police = away('police', ['no', 'no', 'no'])
    assert.deepEqual(read([...meetings, ...police, answered], 'partner-absent'), [
      '2026-04-20 due 2026-04-27 met 2026-04-24',
    ])
    const over = [plan('2026-03-02', '2026-05-05'), ...days.map((on) => group(on))]
    assert.deepEqual(read([...over, ...police], 'partner-absent'), [
      '2026-04-20 due 2026-04-27 ended 2026-05-05',
    ])
  })
})
