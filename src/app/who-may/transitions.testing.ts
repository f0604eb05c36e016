import type { Post } from '../../platform/access/roles.ts'

/** One line of processes §40 (sections 1 to 15, 29, 30 and 38), and the doors by which it is made here. */
export interface Transition {
  /** The line's own words, with its process. */
  readonly says: string
  /** Addresses that are posted to, below the child's. */
  readonly doors: readonly string[]
  /** Who may, as the table says. */
  readonly may: readonly Post[]
  /** Who may as well here, and why. */
  readonly also?: Partial<Record<Post, string>>
}

const managersToo =
  'a manager may do the work of those they answer for (roles §3 gives TM and SM what SW has)'
const alsoManagers = { TM: managersToo, SM: managersToo }
const others =
  'they write the plans and worries of the children they work with, as a social worker does (roles §3)'
const practitioners = { PA: others, SSW: others, EHL: others }
const upwards = 'whatever a team manager decides, the service manager over them may decide (roles §4)'

export const transitions: readonly Transition[] = [
  { says: '2 contact, received to triaged', doors: ['contacts/:contactId/rate'], may: ['SCR'], also: { HUB: 'the manager of the front door may do its screeners’ work' } },
  { says: '2 contact, checking to awaiting decision', doors: ['contacts/:contactId/ready'], may: ['SCR'], also: { HUB: 'the manager of the front door may do its screeners’ work' } },
  { says: '2 contact, awaiting to decided (the front door’s manager)', doors: ['contacts/:contactId/decide'], may: ['HUB'] },
  { says: '2 contact, the countersign of three or more', doors: ['contacts/:contactId/countersign'], may: ['SM'] },
  { says: '2 contact, decided to closed', doors: ['contacts/:contactId/tell-referrer', 'contacts/:contactId/withhold'], may: ['BS', 'SCR'], also: { HUB: 'the manager of the front door may do its screeners’ work' } },
  { says: '4 early help, step-up requested to accepted or declined', doors: ['early-help/step-up/:recordId/accept-step-up', 'early-help/step-up/:recordId/decline-step-up'], may: ['HUB'] },
  { says: '4 early help, step-down proposed', doors: ['early-help/step-down/propose-step-down'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '4 early help, step-down proposed to handover', doors: ['early-help/step-down/:recordId/agree-step-down'], may: ['TM'], also: { SM: upwards } },
  { says: '4 early help, handover to accepted', doors: ['early-help/step-down/:recordId/accept-step-down'], may: ['EHL'] },
  { says: '4 early help, accepted to checked to closed', doors: ['early-help/step-down/:recordId/check-step-down', 'early-help/step-down/:recordId/close-step-down'], may: ['EHL', 'TM'], also: { SM: upwards } },
  { says: '5 allocation, unallocated to allocated', doors: ['workers/allocate'], may: ['TM', 'SM'] },
  { says: '6 assessment, started to submitted', doors: ['assessments/start', 'assessments/:recordId/submit'], may: ['SW'] },
  { says: '6 assessment, submitted to authorised or returned', doors: ['assessments/:recordId/decide', 'assessments/:recordId/send-back'], may: ['TM', 'SM'] },
  { says: '7 strategy, requested to held', doors: ['strategy/:recordId/record-discussion', 'strategy/:recordId/decide-discussion'], may: ['TM'], also: { SM: upwards, HUB: 'the front door’s manager is a team manager, and chairs those of new children' } },
  { says: '7 strategy, without a quorum', doors: ['strategy/:recordId/decide-without-quorum'], may: ['SM'] },
  { says: '7 s47, open to concluded', doors: ['enquiries/:recordId/conclude'], may: ['SW'] },
  { says: '7 s47, concluded to authorised', doors: ['enquiries/:recordId/authorise'], may: ['TM'], also: { SM: upwards } },
  { says: '8 risk, open to reviewed', doors: ['worries/:recordId/review-worry'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '8 risk, reviewed to closed', doors: ['worries/:recordId/close-worry'], may: ['TM'], also: { SM: upwards } },
  { says: '9 plan, draft to authorised', doors: ['plan/:recordId/authorise'], may: ['TM'], also: { SM: upwards } },
  { says: '9 plan, verified by the chair of the conference or review', doors: ['plan/:recordId/verify-plan'], may: ['CPC', 'IRO'] },
  { says: '9 action, its date moved twice', doors: ['actions/:recordId/move-again'], may: ['TM'], also: { SM: upwards } },
  { says: '11 conference, requested to booked: approved', doors: ['conferences/:recordId/approve'], may: ['TM'], also: { SM: upwards } },
  { says: '11 conference, requested to booked: booked', doors: ['conferences/:recordId/book'], may: ['BS'], also: { CPC: 'a chair may book what they will chair' } },
  { says: '11 conference, booked to held and decided', doors: ['conferences/:recordId/hold', 'conferences/:recordId/decide'], may: ['CPC'] },
  { says: '11 conference, recorded: signed', doors: ['conferences/:recordId/sign-record'], may: ['CPC'] },
  { says: '12 core group, held to recorded', doors: ['core-groups/:recordId/record'], may: ['SW'], also: alsoManagers },
  { says: '13 visit, completed to recorded', doors: ['visits/record', 'visits/:recordId/write-up'], may: ['SW', 'PA', 'SSW'], also: { ...alsoManagers, EHL: others, EDT: 'out of hours workers see children at night, and what happened is never refused' } },
  { says: '14 agreement, proposed to active', doors: ['agreements/:recordId/approve-agreement'], may: ['TM', 'SM'] },
  { says: '14 agreement, the domestic-abuse or third-renewal path', doors: ['agreements/:recordId/approve-as-head', 'agreements/:recordId/renew-as-head'], may: ['SM'] },
  { says: '14 agreement, active to ended or renewed', doors: ['agreements/:recordId/end-agreement', 'agreements/:recordId/renew-agreement'], may: ['TM', 'SM'] },
  { says: '15 service, any', doors: ['services/refer', 'services/:recordId/start-service', 'services/:recordId/complete-service'], may: ['SW', 'BS'], also: { ...practitioners, ...alsoManagers } },
  { says: '29 direction, set', doors: ['actions/give'], may: ['TM', 'SM', 'DIR'], also: { ...practitioners, SW: 'an action of a plan is asked for by whoever writes the plan', IRO: 'a reviewing officer asks things of those who plan (ux §1, principle 5)', CPC: 'a chair asks things of those who plan (ux §1, principle 5)', QA: 'an auditor asks things of those who plan (ux §1, principle 5)', PSW: 'the principal social worker asks as an auditor does' } },
  { says: '30 closure, proposed to closed', doors: ['closure/:recordId/decide'], may: ['TM'], also: { SM: upwards } },
  { says: '30 closure, when it is flagged', doors: ['closure/:recordId/countersign'], may: ['SM'] },
] // prettier-ignore
