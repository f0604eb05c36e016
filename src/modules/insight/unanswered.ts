/** A measure of the table that the record cannot answer yet, and why. */
interface Unanswered {
  readonly id: string
  readonly title: string
  readonly why: string
}

const audits = 'Audits, their grades and their actions are not recorded yet.'
const allegations = 'Allegations against people who work with children are not recorded yet.'
const court =
  'Care proceedings are not recorded yet: the record has applications that ended pre-proceedings, and no others, and no day proceedings were concluded.'

/** None is left out in silence: each of the 96 is either worked out or named here. */
export const unanswered: readonly Unanswered[] = [
  {
    id: 'cla_permanence_plan_2nd_review_pct',
    title: 'Permanence plan by the second review',
    why: 'Plans for permanence are not recorded yet: Ofsted’s list of children in care names the plan and gives no day it was agreed.',
  },
  { id: 'care_proceedings_26wks_pct', title: 'Care proceedings finished within 26 weeks', why: court },
  { id: 'care_applications_rate', title: 'Care applications for every 10,000 children', why: court },
  { id: 'audits_good_or_better_pct', title: 'Audits graded good or better', why: audits },
  { id: 'audit_actions_closed_on_time_pct', title: 'Actions from audits done in time', why: audits },
  { id: 'audits_with_practitioner_pct', title: 'Audits done with the worker', why: audits },
  {
    id: 'escalations_resolved_on_time_pct',
    title: 'Concerns of reviewing officers and chairs settled in time',
    why: 'Disputes raised by reviewing officers and chairs are not recorded yet: the alerts that go up a ladder are raised by the clock and not by them.',
  },
  { id: 'lado_closed_timely_pct', title: 'Allegations concluded in time', why: allegations },
  { id: 'lado_open_number', title: 'Allegations open', why: allegations },
  {
    id: 'improvement_actions_rag',
    title: 'Improvement plan actions',
    why: 'An improvement plan is not recorded yet.',
  },
]
