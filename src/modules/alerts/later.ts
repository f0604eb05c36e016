/** An alert of the standard that nothing raises yet, with why. */
interface Later {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly why: string
}

const later = (id: string, name: string, owner: string, why: string): Later => ({ id, name, owner, why })

const workforce = 'vacancies, agency staff and leavers are not recorded yet'
const training = 'training is not recorded yet'
const governance = 'boards, reports and inspections are not recorded yet'
const court = 'the dates of proceedings are not recorded yet'
const audits = 'audits are not recorded yet'

/** Alerts of the standard whose records come later. One that a clock or a question has come to raise is taken out here. */
export const laterAlerts: readonly Later[] = [
  later('nrm-referral', 'A referral as a victim of modern slavery', 'social worker', 'referrals to the national mechanism are not recorded yet'),
  later('missing-while-high', 'A child at high risk of exploitation is missing', 'exploitation team', 'the level of exploitation is not recorded yet'),
  later('turns-16', 'A privately fostered child turns 16', 'social worker', 'the arrangement’s own page says it; no clock runs to the birthday yet'),
  later('lado-load', 'The designated officer carries too much', 'service manager', 'allegations against people who work with children are not recorded yet'),
  later('iro-appoint', 'A reviewing officer is appointed', 'service manager', 'its clock is not in this book yet; who the reviewing officer is, is recorded'),
  later('placement-stability', 'A child has moved too often', 'service manager', 'the return and Measures count it; no clock runs to the third move'),
  later('provider-judgement', 'The judgement of a child’s home has dropped', 'service manager', 'judgements of homes are not recorded yet'),
  later('court-dates', 'A court date or a filing is near', 'social worker', court),
  later('school-place', 'A child in our care has no school place', 'virtual school', 'days without a school place are not recorded yet'),
  later('audit-inadequate', 'An audit found a child at risk', 'service manager', audits),
  later('chair-observation', 'A chair is observed', 'quality auditor', audits),
  later('vacancy-fill', 'A post stands vacant', 'service manager', workforce),
  later('agency-ends', 'An agency worker leaves', 'service manager', workforce),
  later('exit-interview', 'Somebody who leaves is heard', 'service manager', workforce),
  later('training-due', 'Training is due', 'team manager', training),
  later('learning-forum', 'A learning forum is due', 'principal social worker', training),
  later('improvement-board', 'The improvement board meets', 'director', governance),
  later('cabinet-report', 'A report to cabinet is due', 'director', governance),
  later('scrutiny-report', 'A report to scrutiny is due', 'director', governance),
  later('inspection-response', 'An answer to inspectors is due', 'director', governance),
  later('monitoring-visit', 'A monitoring visit is near', 'director', governance),
  later('commissioner-report', 'A report to the commissioner is due', 'director', governance),
  later('complaint-stage', 'A complaint’s stage is due', 'service manager', 'complaints are not recorded yet'),
] // prettier-ignore
