/** Role codes are those of processes.md; what each is called on screen stands in `roleNames`. */
export const roleNames = {
  SCR: 'Front door screener',
  SW: 'Social worker',
  TM: 'Team manager',
  SM: 'Service manager',
  CPC: 'Child protection chair',
  IRO: 'Independent reviewing officer',
  LADO: 'Designated officer for allegations',
  QA: 'Quality auditor',
  PA: 'Personal adviser',
  SSW: 'Supervising social worker',
  VS: 'Virtual school',
  EHL: 'Early help lead',
  BS: 'Business support',
  LEG: 'Legal adviser',
  DIR: 'Director',
  MEM: 'Lead member',
  ADM: 'Administrator',
  EDT: 'Out of hours worker',
  PERF: 'Performance analyst',
  DPO: 'Data protection officer',
  INSP: 'Inspector',
} as const
export type Role = keyof typeof roleNames

/** What somebody asks to do. A route or command names one; the matrix says who may, and for which children. */
export type Permission =
  | 'child.read'
  | 'person.write'
  | 'merge.propose'
  | 'merge.decide'
  | 'visit.write'
  | 'note.write'
  | 'allocation.write'
  | 'allocation.override'
  | 'action.give'
  | 'action.answer'
  | 'action.decide'
  | 'private-fostering.write'
  | 'private-fostering.decide'
  | 'private-fostering.prohibit'
  | 'assessment.write'
  | 'assessment.authorise'
  | 'plan.write'
  | 'plan.authorise'
  | 'plan.verify'
  | 'child-in-need.decide'
  | 'conference.request'
  | 'conference.approve'
  | 'conference.arrange'
  | 'conference.hold'
  | 'invitation.write'
  | 'core-group.write'
  | 'partners.read'
  | 'campaign.open'
  | 'campaign.answer'
  | 'front-door.read'
  | 'contact.read'
  | 'contact.receive'
  | 'contact.screen'
  | 'contact.decide'
  | 'contact.countersign'
  | 'contact.answer'
  | 'contact.acknowledge'
  | 'notice.read'
  | 'notice.take-in'
  | 'notice.screen'
  | 'notice.approve'
  | 'early-help.read'
  | 'early-help.write'
  | 'step-up.request'
  | 'step-up.decide'
  | 'step-down.propose'
  | 'step-down.approve'
  | 'step-down.accept'
  | 'step-down.check'
  | 'closure.propose'
  | 'closure.decide'
  | 'closure.countersign'
  | 'transfer.propose'
  | 'transfer.accept'
  | 'strategy.ask'
  | 'strategy.hold'
  | 'strategy.override'
  | 'enquiry.write'
  | 'enquiry.authorise'
  | 'enquiry.override'
  | 'worry.write'
  | 'worry.close'
  | 'agreement.write'
  | 'agreement.approve'
  | 'agreement.override'
  | 'service.write'
  | 'correct'
  | 'oversight.read'
  | 'measures.read'
  | 'quality.read'
  | 'quality.write'
  | 'import'
  | 'import.withdraw'
  | 'search'
  | 'restrict.ask'
  | 'restrict.agree'
  | 'conflict.write'
  | 'emergency.open'
  | 'emergency.review'
  | 'looked.read'
  | 'continuity.hold'
  | 'my-work.read'
  | 'administer'

/**
 * For which children a permission holds: those allocated to me, my team's, my service's, any child,
 * or none in particular (a page about no child).
 */
export type Scope = 'own' | 'team' | 'service' | 'authority'

type Grants = Partial<Record<Permission, Scope>>

const worker: Grants = {
  'strategy.ask': 'own',
  'worry.write': 'own',
  'service.write': 'own',
  'child.read': 'team',
  'person.write': 'own',
  'merge.propose': 'own',
  'visit.write': 'team',
  'note.write': 'team',
  'action.give': 'own',
  'action.answer': 'team',
  'private-fostering.write': 'own',
  'plan.write': 'own',
  correct: 'own',
  'quality.write': 'own',
  'quality.read': 'own',
  'contact.read': 'team',
  'contact.acknowledge': 'team',
  'early-help.read': 'team',
  'step-down.propose': 'own',
  'closure.propose': 'own',
  'transfer.propose': 'own',
  'emergency.open': 'authority',
  search: 'authority',
  'my-work.read': 'own',
}
const reader: Grants = {
  'emergency.open': 'authority',
  'child.read': 'authority',
  'contact.read': 'authority',
  'early-help.read': 'authority',
  search: 'authority',
  'my-work.read': 'own',
}

/** Any contact, from the first word to what the referrer was told; the decision is the manager's. */
const screener: Grants = {
  'front-door.read': 'authority',
  'contact.read': 'authority',
  'contact.receive': 'authority',
  'contact.screen': 'authority',
  'contact.answer': 'authority',
  'notice.read': 'authority',
  'notice.take-in': 'authority',
  'notice.screen': 'authority',
}

/**
 * Who may do what, and for which children, as far as the records of this book go.
 * Absent means refused. Nobody sees everything: the administrator opens no child's record.
 */
export const matrix: Readonly<Record<Role, Grants>> = {
  SW: {
    ...worker,
    'conference.request': 'own',
    'invitation.write': 'own',
    'core-group.write': 'own',
    'assessment.write': 'own',
    'enquiry.write': 'own',
    'agreement.write': 'own',
  },
  PA: worker,
  SSW: worker,
  EHL: {
    ...worker,
    'child.read': 'team',
    'early-help.read': 'authority',
    'early-help.write': 'authority',
    'step-up.request': 'authority',
    'step-down.accept': 'authority',
    'step-down.check': 'authority',
  },
  TM: {
    ...worker,
    'strategy.ask': 'service',
    'strategy.hold': 'service',
    'enquiry.authorise': 'team',
    'worry.write': 'team',
    'worry.close': 'team',
    'agreement.write': 'team',
    'agreement.approve': 'team',
    'service.write': 'team',
    'conference.request': 'team',
    'conference.approve': 'team',
    'invitation.write': 'team',
    'core-group.write': 'team',
    'partners.read': 'service',
    'child.read': 'service',
    'person.write': 'team',
    'merge.propose': 'team',
    'merge.decide': 'team',
    'visit.write': 'team',
    'allocation.write': 'team',
    'action.give': 'team',
    'private-fostering.write': 'team',
    'private-fostering.decide': 'team',
    'assessment.authorise': 'team',
    'plan.write': 'team',
    'plan.authorise': 'team',
    'campaign.answer': 'service',
    'contact.read': 'service',
    'early-help.read': 'service',
    'step-down.propose': 'team',
    'step-down.approve': 'team',
    'step-down.check': 'team',
    'closure.propose': 'team',
    'closure.decide': 'team',
    'transfer.propose': 'team',
    'transfer.accept': 'authority',
    correct: 'team',
    'restrict.ask': 'team',
    'conflict.write': 'team',
    'emergency.review': 'team',
    'looked.read': 'team',
    'oversight.read': 'team',
    'measures.read': 'authority',
    'quality.read': 'team',
    'quality.write': 'team',
  },
  SM: {
    ...worker,
    'strategy.ask': 'service',
    'strategy.hold': 'service',
    'strategy.override': 'service',
    'enquiry.authorise': 'service',
    'enquiry.override': 'service',
    'worry.write': 'service',
    'worry.close': 'service',
    'agreement.write': 'service',
    'agreement.approve': 'service',
    'agreement.override': 'service',
    'service.write': 'service',
    'conference.request': 'service',
    'conference.approve': 'service',
    'invitation.write': 'service',
    'core-group.write': 'service',
    'partners.read': 'service',
    'child.read': 'service',
    'person.write': 'service',
    'merge.propose': 'service',
    'merge.decide': 'service',
    'allocation.write': 'service',
    'allocation.override': 'service',
    'action.give': 'service',
    'action.decide': 'service',
    'visit.write': 'service',
    'note.write': 'service',
    'private-fostering.write': 'service',
    'private-fostering.decide': 'service',
    'private-fostering.prohibit': 'service',
    'assessment.authorise': 'service',
    'plan.write': 'service',
    'plan.authorise': 'service',
    'child-in-need.decide': 'service',
    'campaign.open': 'service',
    'campaign.answer': 'service',
    'front-door.read': 'authority',
    'contact.read': 'authority',
    'contact.countersign': 'authority',
    'early-help.read': 'service',
    'step-down.propose': 'service',
    'step-down.approve': 'service',
    'step-down.check': 'service',
    'closure.propose': 'service',
    'closure.decide': 'service',
    'closure.countersign': 'service',
    'transfer.propose': 'service',
    'transfer.accept': 'authority',
    correct: 'service',
    'restrict.ask': 'service',
    'restrict.agree': 'service',
    'continuity.hold': 'authority',
    'conflict.write': 'service',
    'emergency.review': 'service',
    'looked.read': 'service',
    'oversight.read': 'service',
    'measures.read': 'authority',
    'quality.read': 'service',
    'quality.write': 'service',
    'import.withdraw': 'authority',
  },
  DIR: {
    ...reader,
    'partners.read': 'authority',
    'front-door.read': 'authority',
    'action.give': 'authority',
    'action.decide': 'authority',
    'campaign.open': 'authority',
    'campaign.answer': 'authority',
    'restrict.ask': 'authority',
    'restrict.agree': 'authority',
    'continuity.hold': 'authority',
    'conflict.write': 'authority',
    'emergency.review': 'authority',
    'looked.read': 'authority',
    'oversight.read': 'authority',
    'measures.read': 'authority',
    'quality.read': 'authority',
    'import.withdraw': 'authority',
  },
  CPC: {
    ...reader,
    'conference.arrange': 'authority',
    'conference.hold': 'authority',
    'invitation.write': 'authority',
    'partners.read': 'authority',
    'action.give': 'authority',
    'note.write': 'authority',
    'plan.verify': 'authority',
  },
  IRO: { ...reader, 'action.give': 'own', 'note.write': 'own', 'plan.verify': 'own' },
  SCR: {
    ...reader,
    ...screener,
    'strategy.ask': 'authority',
    'person.write': 'authority',
    'merge.propose': 'authority',
    'note.write': 'authority',
  },
  EDT: {
    ...reader,
    'continuity.hold': 'authority',
    'strategy.ask': 'authority',
    'front-door.read': 'authority',
    'contact.receive': 'authority',
    'notice.read': 'authority',
    'notice.take-in': 'authority',
    'note.write': 'authority',
    'visit.write': 'authority',
    'person.write': 'authority',
  },
  QA: { ...reader, 'partners.read': 'authority', 'action.give': 'authority', 'campaign.answer': 'authority' },
  BS: {
    'service.write': 'authority',
    'conference.arrange': 'authority',
    'invitation.write': 'authority',
    'child.read': 'authority',
    'restrict.ask': 'authority',
    'conflict.write': 'authority',
    'person.write': 'authority',
    'merge.propose': 'authority',
    'note.write': 'authority',
    'front-door.read': 'authority',
    'contact.read': 'authority',
    'contact.receive': 'authority',
    'contact.answer': 'authority',
    'quality.read': 'authority',
    'quality.write': 'authority',
    correct: 'authority',
    search: 'authority',
    'my-work.read': 'own',
  },
  PERF: {
    'partners.read': 'authority',
    'child.read': 'authority',
    'contact.read': 'authority',
    'measures.read': 'authority',
    'quality.read': 'authority',
    'quality.write': 'authority',
    correct: 'authority',
    import: 'authority',
    'import.withdraw': 'authority',
    search: 'authority',
    'my-work.read': 'own',
  },
  INSP: {
    'child.read': 'authority',
    'contact.read': 'authority',
    'looked.read': 'authority',
    search: 'authority',
  },
  VS: { 'child.read': 'own', 'my-work.read': 'own' },
  LEG: { 'child.read': 'own', 'my-work.read': 'own' },
  LADO: { 'my-work.read': 'own' },
  DPO: { 'my-work.read': 'own', 'emergency.review': 'authority', 'looked.read': 'authority' },
  MEM: {},
  ADM: { administer: 'authority' },
}

/** The member of staff who asks. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teamId: string | null
  readonly service: string | null
}

/** The actor may not do this. The web layer answers 403. The message names a permission, never a person. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
  constructor(permission: Permission) {
    super(`needs ${permission}`)
  }
}

/** The service whose team manager decides about any child who comes to notice. */
export const frontDoor = 'Front door'

/** What a team manager of the front door may do beside what any team manager may: the manager of the safeguarding hub. */
export const frontDoorManager: Grants = {
  ...screener,
  'strategy.ask': 'authority',
  'strategy.hold': 'authority',
  'child.read': 'authority',
  'person.write': 'authority',
  'note.write': 'authority',
  'contact.decide': 'authority',
  'notice.approve': 'authority',
  'early-help.read': 'authority',
  'step-up.decide': 'authority',
}

/** For which children the actor may do this, or null if for none at all. */
export function scopeOf({ role, service }: Actor, permission: Permission): Scope | null {
  const decides = role === 'TM' && service === frontDoor
  return (decides ? frontDoorManager[permission] : undefined) ?? matrix[role][permission] ?? null
}

/** Whether the role may ever do this, for some child. For menus, and for pages about no child in particular. */
export const mayEver = (actor: Actor, permission: Permission): boolean => scopeOf(actor, permission) !== null

/** @throws NotAllowed if the role may never do this */
export function requireEver(actor: Actor, permission: Permission): void {
  if (!mayEver(actor, permission)) throw new NotAllowed(permission)
}
