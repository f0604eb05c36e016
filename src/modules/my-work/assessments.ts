import { workingDaysBetween, type Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import type { WorkRow } from '../../platform/web/holdfast/worklist.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { Waiting, Writing } from '../assessment/index.ts'
import type { WorkFacts } from './facts.ts'

const page = ({ childId, assessmentId }: Pick<Writing, 'childId' | 'assessmentId'>): string =>
  `/children/${childId}/assessments/${assessmentId}`

/** An assessment that a manager sent back, with what they asked. */
export const returnedRow = (one: Writing, { today }: WorkFacts): WorkRow => ({
  state: { state: 'soon', words: 'Returned' },
  what: 'Assessment',
  for: link(nameOf(one), `/children/${one.childId}/overview`),
  more: `${one.returner ?? 'Your manager'}${one.returnedOn === null ? '' : `, ${daySaid(one.returnedOn, today)}`}: “${one.returnedWhy ?? ''}”`,
  action: { text: 'Open', about: `the assessment of ${nameOf(one)}`, href: page(one) },
})

/** After so many working days an assessment that waits for its manager is said to be late. */
const patience = 2

/** An assessment that waits for this manager. */
export function waitingRow(one: Waiting, { today, calendar }: WorkFacts): WorkRow {
  const days = workingDaysBetween(one.submittedOn, today, calendar)
  return {
    state: {
      state: days > patience ? 'over' : 'soon',
      words: days === 0 ? 'Sent today' : `Waiting ${counted(days, 'working day')}`,
    },
    what: 'Assessment to authorise',
    for: link(nameOf(one), `/children/${one.childId}/overview`),
    more: one.submitter === null ? 'Sent to be authorised.' : `From ${one.submitter}.`,
    action: { text: 'Read', about: `the assessment of ${nameOf(one)}`, href: `${page(one)}/decide` },
  }
}

/** An assessment being written, among the drafts: never a form that is lost. */
export function writingItem(one: Writing, { today, calendar }: Pick<WorkFacts, 'today' | 'calendar'>): Html {
  const stands = standing(one, today, calendar)
  return html`<p>${link(`Assessment of ${nameOf(one)}`, page(one))}</p>
    <p class="hf-quiet hf-small">${stands}</p>`
}

function standing({ version, begunOn, since }: Writing, today: Day, calendar: Calendar): string {
  if (version > 1) return `Version ${version}${begunOn === null ? '' : `, since ${daySaid(begunOn, today)}`}`
  return since === null ? '' : `Working day ${workingDaysBetween(since, today, calendar)} of 45.`
}
