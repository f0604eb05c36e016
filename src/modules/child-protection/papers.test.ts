import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { MeetingInvitation } from './invitation.ts'
import { planOnPaper, recordOnPaper } from './papers.ts'
import type { PlanInForce } from './queries.ts'
import type { Conference, CpPlan } from './record.ts'

const row = {
  kind: 'initial',
  state: 'held',
  heldOn: day('2026-11-04'),
  decision: 'plan',
  category: 'NEG',
  decisionWhy: 'The harm goes on.',
  outlinePlan: 'Nan collects Leo.\nSchool rings if he is away.',
  coreGroup: ['school'],
  riskSummary: null,
  factors: ['domestic abuse', 'alcohol'],
  parentsAttended: 'some',
  recordWords: null,
  childAttended: 'advocate',
  nextOn: day('2027-02-01'),
  recordSignedOn: null,
} as unknown as Conference
const asked = [
  { agency: 'school', who: 'Ms Ford', attended: 'in person', dissent: null },
  { agency: 'police', who: null, attended: 'no', dissent: null },
  {
    agency: 'gp',
    who: null,
    attended: 'video',
    dissent: 'Help would do more.',
    dissentSettledHow: 'They agreed in December.',
  },
] as unknown as MeetingInvitation[]
const paper = { called: 'Leo Barker', row, chair: 'Rosa Osei', asked, large: false, on: day('2026-11-22') }

describe('the record of a conference on paper', () => {
  it('says first what was decided, in plain words, and that it is a draft until the chair has signed', () =>
    assert.deepEqual(
      recordOnPaper(paper).lines.map(({ as, words }) => `${as} ${words}`),
      [
        'H1 First child protection conference: Leo Barker',
        'P Held 4 November 2026. Rosa Osei was in the chair.',
        'H2 What was decided',
        'P A child protection plan is needed.',
        'P The kind of harm: neglect.',
        'P The harm goes on.',
        'H2 What must happen first',
        'P Nan collects Leo.',
        'P School rings if he is away.',
        'H2 Who will meet to make it happen',
        'P The family, and:',
        'LI School or nursery',
        'H2 What people are worried about, and what is going well',
        'P Part of the worry: domestic abuse, a parent’s drinking.',
        'H2 Who was there',
        'LI School or nursery: Ms Ford',
        'LI GP',
        'P Asked and not there: Police.',
        'P Were the parents there? Some of them.',
        'P Was the child there? An advocate spoke for them.',
        'H2 Who thought otherwise',
        'LI GP: Help would do more. Settled: They agreed in December.',
        'H2 What happens next',
        'P The next conference is on 1 February 2027.',
        'P Draft, not signed by the chair. Printed 22 November 2026.',
      ],
    ))
})

describe('the plan on paper', () => {
  it('is the outline until the core group has written the detail', () => {
    const lines = planOnPaper({ called: 'Leo', period: null, plan: null, last: row, large: true, on: day('2026-11-22') }).lines
    assert.ok(lines.some(({ words }) => words === 'Nan collects Leo.'))
    assert.ok(lines.some(({ words }) => words === 'The core group has not written the detail yet.'))
  })
  it('once written says the harm, who sees the child and how often, what is done if nothing changes and by when, and who meets', () => {
    const plan = { worries: 'He is hungry', needs: null, childSays: null, parentsSay: 'We will try', sees: 'Amira Khalil', visitEvery: 10, ifNot: 'We will ask for a conference', ifNotOn: day('2027-01-05'), nextReviewOn: null, outcomes: [] } as unknown as PlanInForce
    const period = { startedOn: day('2026-11-04'), firstCategory: 'PHY', latestCategory: 'NEG' } as unknown as CpPlan
    const { lines } = planOnPaper({ called: 'Leo', period, plan, last: row, large: true, on: day('2026-11-22') })
    assert.deepEqual(lines.map(({ as, words }) => `${as} ${words}`), [
      'H1 Child protection plan: Leo',
      'P Since 4 November 2026. The kind of harm: neglect.',
      'H2 What we are worried about',
      'P He is hungry',
      'H2 What the parents say',
      'P We will try',
      'H2 Who sees the child',
      'P Amira Khalil, at least every 10 working days.',
      'H2 What we will do if nothing changes',
      'P We will ask for a conference',
      'P By 5 January 2027.',
      'H2 Who meets to make it happen',
      'P The family, and:',
      'LI School or nursery',
      'P Printed 22 November 2026.',
    ])
  })
}) // prettier-ignore
