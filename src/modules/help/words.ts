import type { Permission, Scope } from '../../platform/access/policy.ts'

/** What a permission lets somebody do, as the account page tells them. */
export const permissionWords: Readonly<Record<Permission, string>> = {
  'child.read': 'Open a child’s record',
  'person.write': 'Add people and change who is in a family',
  'merge.propose': 'Propose that two records are one person',
  'merge.decide': 'Decide whether two records are one person',
  'visit.write': 'Record visits',
  'note.write': 'Write notes of calls, messages and meetings',
  'allocation.write': 'Allocate children to workers',
  'allocation.override': 'Go over a worker’s limit, with a plan to bring it down',
  'action.give': 'Give actions and directions',
  'action.answer': 'Answer actions and directions',
  'action.decide': 'Decide what happens when the same was asked three times',
  'private-fostering.write': 'Record private fostering',
  'private-fostering.decide': 'Decide whether private fostering is suitable',
  'private-fostering.prohibit': 'Prohibit private fostering',
  'plan.write': 'Write plans',
  'plan.authorise': 'Authorise and end plans, and move the day of an action again',
  'plan.verify': 'Agree a plan as its chair or reviewing officer',
  'child-in-need.decide': 'Decide about long child in need plans',
  'campaign.open': 'Open and close review campaigns',
  'campaign.answer': 'Look at children in review campaigns',
  'front-door.read': 'See the front door’s board and lists',
  'contact.read': 'Read contacts',
  'contact.receive': 'Take in contacts',
  'contact.screen': 'Screen contacts and ask other agencies',
  'contact.decide': 'Decide what a contact needs',
  'contact.countersign': 'Agree that a repeated contact may end without an assessment',
  'contact.answer': 'Tell referrers what was decided, and close contacts',
  'contact.acknowledge': 'Say that a contact about a child you help has been read',
  'early-help.read': 'Read early help',
  'early-help.write': 'Record early help',
  'step-up.request': 'Ask social care to take a family on',
  'step-up.decide': 'Decide whether social care takes a family on',
  'step-down.propose': 'Propose a step down to early help',
  'step-down.approve': 'Agree a step down to early help',
  'step-down.accept': 'Accept a family stepping down',
  'step-down.check': 'Record how a family is 12 weeks on',
  correct: 'Correct what was recorded wrongly',
  'oversight.read': 'See team oversight',
  'measures.read': 'See measures, and the children behind them where their records may be opened',
  'quality.read': 'See what is wrong with what we hold',
  'quality.write': 'Assign and explain what is wrong with what we hold',
  import: 'Import returns',
  'import.withdraw': 'Withdraw an import',
  search: 'Search for people and addresses',
  'my-work.read': 'See my own work',
  administer: 'Manage users, teams, local standards and bank holidays',
}

/** For which children. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  own: 'children allocated to you',
  team: 'your team’s children and those allocated to you',
  service: 'your service’s children and those allocated to you',
  authority: 'any child, unless the record is restricted',
}

/** Permissions that are about no child in particular: the scope says nothing of them. */
export const aboutNoChild: ReadonlySet<Permission> = new Set([
  'my-work.read',
  'administer',
  'import',
  'import.withdraw',
])
