/** What a form that was begun is called, and where under its child's address it, or the record it is about, stands. */
interface Leads {
  readonly words: string
  readonly path: string
}

/** Forms that open a record: each has one place. */
const opening: Readonly<Record<string, Leads>> = {
  'visit.recorded': { words: 'Visit to', path: 'visits/record' },
  'contact.received': { words: 'Contact about', path: 'contacts/receive' },
  'cin-review.held': { words: 'Child in need review of', path: 'child-in-need/review' },
  'conference.requested': { words: 'Request for a conference about', path: 'conferences/request' },
  'core-group.booked': { words: 'Core group of', path: 'core-groups/book' },
}

/** Forms about a record that stands: what they are called, and where; `:` is the record's id. The first that fits wins. */
const about: readonly (readonly [event: string, words: string, path: string])[] = [
  ['core-group.held', 'Core group of', 'core-groups/:/hold'],
  ['core-group.recorded', 'Record of a core group of', 'core-groups/:/record'],
  ['meeting-invitation.answered', 'Answer to an invitation, for', 'invitations/:/reply'],
  ['meeting-invitation.dissent-settled', 'Disagreement of an agency, about', 'invitations/:/settle'],
  ['meeting-invitation.', 'Conference about', 'conferences/:'],
  ['conference.held', 'Conference about', 'conferences/:/hold'],
  ['conference.decided', 'Decisions of a conference about', 'conferences/:/decide'],
  ['conference.', 'Conference about', 'conferences/:'],
  ['cp-plan.history-reviewed', 'Earlier plans of', 'protection-plans/:/history'],
  ['campaign-check.answered', 'Check of the campaign, of', 'review-campaigns/:/look'],
  ['contact.', 'Contact about', 'contacts/:'],
]

/**
 * Where a draft leads.
 *
 * @param command what the draft is kept under: an event, and the id of the record where there is one
 */
export function leadsTo(command: string): Leads {
  const [event = '', recordId] = command.split(' ')
  const known = recordId === undefined ? undefined : about.find(([begins]) => event.startsWith(begins))
  if (known !== undefined) return { words: known[1], path: known[2].replace(':', recordId ?? '') }
  return opening[event] ?? { words: 'Form about', path: 'overview' }
}
