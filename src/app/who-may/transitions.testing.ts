import type { Post } from '../../platform/access/roles.ts'

/** One line of processes §40 (sections 1 to 15, 29, 30 and 38), and the doors by which it is made here. */
interface Transition {
  /** The line's own words, with its process. */
  readonly says: string
  /** Addresses that are posted to: below the child's, or from the top. */
  readonly doors: readonly string[]
  /** Who may, as the table says. */
  readonly may: readonly Post[]
  /** Who may as well here, and why. */
  readonly also?: Partial<Record<Post, string>>
  /** How whoever has no post makes it: their doors are open, and ask for something else than a session. */
  readonly outside?: { readonly doors: readonly string[]; readonly why: string }
}

const managersToo =
  'a manager may do the work of those they answer for (roles §3 gives TM and SM what SW has)'
const alsoManagers = { TM: managersToo, SM: managersToo }
const others =
  'they write the plans and worries of the children they work with, as a social worker does (roles §3)'
const practitioners = { PA: others, SSW: others, EHL: others }
const upwards = 'whatever a team manager decides, the service manager over them may decide (roles §4)'

const alsoTheHub = { HUB: 'the manager of the front door may do its screeners’ work' }
const writesDown = 'a referrer has no post: who reads or hears that they disagree writes it on the contact'
const fileOfPolice = 'the police desk has no post: its files are taken in by whoever has them sent to them'
const handsOver = 'the worker asks for the move and makes the visit; it is the managers’ to accept'
const setterVerifies = 'whoever asked for a thing says whether it was done, and for nobody else’s (rule A-5)'
const asksAndVerifies = { SW: setterVerifies, SM: setterVerifies, DIR: setterVerifies, QA: setterVerifies, PSW: setterVerifies, PA: setterVerifies, SSW: setterVerifies, EHL: setterVerifies } // prettier-ignore

export const transitions: readonly Transition[] = [
  { says: '2 contact, received to triaged', doors: ['contacts/:contactId/rate'], may: ['SCR'], also: alsoTheHub },
  { says: '2 contact, checking to awaiting decision', doors: ['contacts/:contactId/ready'], may: ['SCR'], also: alsoTheHub },
  { says: '2 contact, awaiting to decided (the front door’s manager)', doors: ['contacts/:contactId/decide'], may: ['HUB'] },
  { says: '2 contact, the countersign of three or more', doors: ['contacts/:contactId/countersign'], may: ['SM'] },
  { says: '2 contact, decided to closed', doors: ['contacts/:contactId/tell-referrer', 'contacts/:contactId/withhold'], may: ['BS', 'SCR'], also: alsoTheHub },
  { says: '2 contact, decided to disputed', doors: ['contacts/:contactId/dispute'], may: [], also: { SCR: writesDown, HUB: writesDown, BS: writesDown }, outside: { doors: ['/tell-us/afterwards'], why: 'a referrer has the receipt and the second number of what they sent' } },
  { says: '2 contact, disputed to decided again', doors: ['contacts/:contactId/decide'], may: ['HUB'] },
  { says: '2 contact, disputed again, to decided', doors: ['contacts/:contactId/decide-dispute'], may: ['SM'] },
  { says: '3 notice, received to police screened', doors: ['/front-door/police-notices/take-in'], may: [], also: { SCR: fileOfPolice, HUB: fileOfPolice, EDT: fileOfPolice }, outside: { doors: ['/api/police-notices'], why: 'a police desk signs what it sends with the key it was given' } },
  { says: '3 notice, received to hub screened', doors: ['/front-door/police-notices/:noticeId/screen'], may: ['SCR'], also: alsoTheHub },
  { says: '3 notice, hub screened to actioned or closed', doors: ['/front-door/police-notices/:noticeId/close'], may: ['SCR'], also: alsoTheHub },
  { says: '3 notice, medium or high with no further action', doors: ['/front-door/police-notices/:noticeId/approve', '/front-door/police-notices/:noticeId/send-back'], may: ['HUB'] },
  { says: '4 early help, step-up requested to accepted or declined', doors: ['early-help/step-up/:recordId/accept-step-up', 'early-help/step-up/:recordId/decline-step-up'], may: ['HUB'] },
  { says: '4 early help, step-down proposed', doors: ['early-help/step-down/propose-step-down'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '4 early help, step-down proposed to handover', doors: ['early-help/step-down/:recordId/agree-step-down'], may: ['TM'], also: { SM: upwards } },
  { says: '4 early help, handover to accepted', doors: ['early-help/step-down/:recordId/accept-step-down'], may: ['EHL'] },
  { says: '4 early help, accepted to checked to closed', doors: ['early-help/step-down/:recordId/check-step-down', 'early-help/step-down/:recordId/close-step-down'], may: ['EHL', 'TM'], also: { SM: upwards } },
  { says: '5 allocation, unallocated to allocated', doors: ['workers/allocate'], may: ['TM', 'SM'] },
  { says: '5 allocation, transferring: handed over by its team, with a visit together', doors: ['transfers/transfer-to-team', 'transfers/:recordId/visit-together'], may: ['TM'], also: { SM: upwards, SW: handsOver, ...practitioners } },
  { says: '5 allocation, transferring to ended: taken by the other team', doors: ['transfers/:recordId/accept-to-team', 'transfers/:recordId/decline-transfer'], may: ['TM'], also: { SM: upwards } },
  { says: '6 assessment, started to submitted', doors: ['assessments/start', 'assessments/:recordId/submit'], may: ['SW'] },
  { says: '6 assessment, what the manager says at a checkpoint', doors: ['assessments/:recordId/steer', 'assessments/:recordId/steer-again'], may: ['TM', 'SM'] },
  { says: '6 assessment, submitted to authorised or returned', doors: ['assessments/:recordId/decide', 'assessments/:recordId/send-back'], may: ['TM', 'SM'] },
  { says: '7 strategy, requested to held', doors: ['strategy/:recordId/record-discussion', 'strategy/:recordId/decide-discussion'], may: ['TM'], also: { SM: upwards, HUB: 'the front door’s manager is a team manager, and chairs those of new children' } },
  { says: '7 strategy, without a quorum', doors: ['strategy/:recordId/decide-without-quorum'], may: ['SM'] },
  { says: '7 s47, open to concluded', doors: ['enquiries/:recordId/conclude'], may: ['SW'] },
  { says: '7 s47, concluded to authorised', doors: ['enquiries/:recordId/authorise'], may: ['TM'], also: { SM: upwards } },
  { says: '8 risk, open to reviewed', doors: ['worries/:recordId/review-worry'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '8 risk, reviewed to closed', doors: ['worries/:recordId/close-worry'], may: ['TM'], also: { SM: upwards } },
  { says: '9 plan, draft to authorised', doors: ['plan/:recordId/authorise'], may: ['TM'], also: { SM: upwards } },
  { says: '9 plan, verified by the chair of the conference or review', doors: ['plan/:recordId/verify-plan'], may: ['CPC', 'IRO'] },
  { says: '9 action, open to done', doors: ['actions/:recordId/answer'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '9 action, done to verified', doors: ['actions/:recordId/verify'], may: ['TM', 'CPC', 'IRO'], also: asksAndVerifies },
  { says: '9 action, asked a third time: decided', doors: ['actions/:recordId/decide', 'actions/:recordId/decide-to-stop'], may: ['SM', 'DIR'] },
  { says: '9 action, its date moved twice', doors: ['actions/:recordId/move-again'], may: ['TM'], also: { SM: upwards } },
  { says: '10 child in need, live to ended', doors: ['plan/:recordId/end'], may: ['TM'], also: { SM: upwards } },
  { says: '10 child in need, live beyond nine months', doors: ['child-in-need/decide'], may: ['SM'] },
  { says: '11 conference, requested to booked: approved', doors: ['conferences/:recordId/approve'], may: ['TM'], also: { SM: upwards } },
  { says: '11 conference, requested to booked: booked', doors: ['conferences/:recordId/book'], may: ['BS'], also: { CPC: 'a chair may book what they will chair' } },
  { says: '11 conference, booked to held and decided', doors: ['conferences/:recordId/hold', 'conferences/:recordId/decide'], may: ['CPC'] },
  { says: '11 conference, decisions issued, and its record drafted and sent', doors: ['conferences/:recordId/send-decisions', 'conferences/:recordId/draft-record', 'conferences/:recordId/send-record'], may: ['BS'], also: { CPC: 'a chair may write the record they sign' } },
  { says: '11 conference, recorded: signed', doors: ['conferences/:recordId/sign-record'], may: ['CPC'] },
  { says: '12 core group, held to recorded', doors: ['core-groups/:recordId/record'], may: ['SW'], also: alsoManagers },
  { says: '13 visit, recorded to checked (TM sample)', doors: ['visits/:recordId/check-visit'], may: ['TM'], also: { SM: upwards, QA: 'looking at a sample of the work is what a quality auditor is for' } },
  { says: '13 visit, completed to recorded', doors: ['visits/record', 'visits/:recordId/write-up'], may: ['SW', 'PA', 'SSW'], also: { ...alsoManagers, EHL: others, EDT: 'out of hours workers see children at night, and what happened is never refused' } },
  { says: '14 agreement, proposed to active', doors: ['agreements/:recordId/approve-agreement'], may: ['TM', 'SM'] },
  { says: '14 agreement, the domestic-abuse or third-renewal path', doors: ['agreements/:recordId/approve-as-head', 'agreements/:recordId/renew-as-head'], may: ['SM'] },
  { says: '14 agreement, active to ended or renewed', doors: ['agreements/:recordId/end-agreement', 'agreements/:recordId/renew-agreement'], may: ['TM', 'SM'] },
  { says: '15 service, any', doors: ['services/refer', 'services/:recordId/start-service', 'services/:recordId/complete-service'], may: ['SW', 'BS'], also: { ...practitioners, ...alsoManagers } },
  { says: '29 direction, set', doors: ['actions/give'], may: ['TM', 'SM', 'DIR'], also: { ...practitioners, SW: 'an action of a plan is asked for by whoever writes the plan', IRO: 'a reviewing officer asks things of those who plan (ux §1, principle 5)', CPC: 'a chair asks things of those who plan (ux §1, principle 5)', QA: 'an auditor asks things of those who plan (ux §1, principle 5)', PSW: 'the principal social worker asks as an auditor does' } },
  { says: '29 direction, set to accepted to evidenced', doors: ['actions/:recordId/accept', 'actions/:recordId/answer'], may: ['SW'], also: { ...practitioners, ...alsoManagers } },
  { says: '29 direction, evidenced to verified', doors: ['actions/:recordId/verify'], may: ['TM', 'SM', 'DIR'], also: { ...asksAndVerifies, CPC: setterVerifies, IRO: setterVerifies } },
  { says: '30 closure, proposed to closed', doors: ['closure/:recordId/decide'], may: ['TM'], also: { SM: upwards } },
  { says: '30 closure, when it is flagged', doors: ['closure/:recordId/countersign'], may: ['SM'] },
] // prettier-ignore

/** A line of §40 that no door makes here. */
interface NotMade {
  readonly says: string
  readonly why: string
  /** No address is like this. */
  readonly without: RegExp
}

export const notMade: readonly NotMade[] = [
  { says: '13 visit, planned to completed', why: 'a visit is written down once it was made or tried: the day it is due is reckoned, and nothing is planned', without: /visits\/(plan|:recordId\/complete)/ },
  { says: '38 alert, raised to cleared', why: '§40 has no line for it: an alert is answered by the one it is for, whoever that is, and clears when what raised it does', without: /(alerts|inbox)\/:alertId\/clear/ },
] // prettier-ignore
