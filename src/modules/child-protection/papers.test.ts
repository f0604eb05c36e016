import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../platform/dates/day.ts'
import type { MeetingInvitation } from './invitation.ts'
import { planOnPaper, recordOnPaper } from './papers.ts'
import type { Conference } from './record.ts'

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
  recordWords: null,
  childAttended: 'advocate',
  nextOn: day('2027-02-01'),
  recordSignedOn: null,
} as unknown as Conference
const asked = [
  { agency: 'school', who: 'Ms Ford', attended: 'in person', dissent: null },
  { agency: 'police', who: null, attended: 'no', dissent: null },
  { agency: 'gp', who: null, attended: 'video', dissent: 'Help would do more.' },
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
        'H2 Who was there',
        'LI School or nursery: Ms Ford',
        'LI GP',
        'P Asked and not there: Police.',
        'P Was the child there? An advocate spoke for them.',
        'H2 Who thought otherwise',
        'LI GP: Help would do more.',
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
}) // prettier-ignore
