import type { RecordRow } from '../../platform/access/matrix.ts'

/**
 * Which rows of the matrix each part of the product belongs to, by how its addresses begin: a door asks for a permission of one of
 * these rows, and a door that begins like none of them is outside the table. The longest beginning counts.
 */
const places: readonly (readonly [begins: string, ...rows: readonly (RecordRow | 'anyone' | 'signed in')[]])[] = [
  ['/sign-in', 'anyone', 'signed in'], ['/sign-out', 'signed in'], ['/account', 'signed in'], ['/help', 'anyone', 'signed in'],
  ['/health', 'anyone'], ['/metrics', 'anyone'], ['/api/police-notices', 'anyone'], ['/tell-us', 'anyone'], ['/clocks', 'signed in'],
  ['/administration', 'system', 'workforce'], ['/workforce', 'workforce'], ['/search', 'person'], ['/people', 'person'], ['/my-work', 'draft'], ['/record', 'draft'], ['/inbox', 'draft'],
  ['/front-door', 'front-door'], ['/front-door/police-notices', 'notice', 'front-door'], ['/early-help', 'early-help'],
  ['/agreements', 'agreement'], ['/assessments-to-authorise', 'assessment'], ['/plans-to-authorise', 'plan'], ['/review-campaigns', 'plan'],
  ['/allocation', 'allocation'], ['/private-fostering', 'private-fostering'], ['/service-waits', 'service'], ['/homes', 'care'], ['/children-with-me', 'carer'], ['/children/:childId/carers', 'carer', 'care'], ['/children/:childId/home', 'care'], ['/strategy-discussions', 'enquiry'],
  ['/worries', 'risk'], ['/endings', 'ending'], ['/partners', 'conference'], ['/conferences', 'conference'], ['/oversight', 'oversight'], ['/oversight/directions', 'action'], ['/measures', 'oversight'], ['/counts', 'oversight'],
  ['/data-quality', 'quality'], ['/import', 'quality'], ['/returns', 'quality'], ['/conflicts', 'access'], ['/who-looked', 'access'], ['/emergency', 'access'], ['/access-to-decide', 'access'], ['/sealed-records', 'person'], ['/sealed-records/left', 'access'], ['/sealed-records/adopted', 'access'], ['/continuity', 'access'],
  ['/children/:childId/overview', 'person', 'chronology'], ['/children/:childId/chronology', 'chronology', 'note'], ['/children/:childId/handover', 'chronology'], ['/children/:childId/due', 'chronology'],
  ['/children/:childId/family', 'person'], ['/children/:childId/people', 'person'], ['/children/:childId/person', 'person'], ['/children/:childId/merges', 'person'], ['/children/:childId/records', 'person'],
  ['/children/:childId/visits', 'visit'],
  ['/children/:childId/visit-calls', 'visit'], ['/visits-to-check', 'visit'], ['/supervision', 'supervision'],
  ['/children/:childId/discussions', 'chronology', 'discussion'], ['/children/:childId/notes', 'note'], ['/children/:childId/actions', 'action', 'plan'], ['/children/:childId/workers', 'allocation'],
  ['/children/:childId/worries', 'risk'], ['/children/:childId/unknowns', 'risk'], ['/children/:childId/assessments', 'assessment'],
  ['/children/:childId/contacts', 'front-door'], ['/children/:childId/agency-checks', 'front-door'], ['/children/:childId/early-help', 'early-help'],
  ['/children/:childId/strategy', 'enquiry'], ['/children/:childId/enquiries', 'enquiry'],
  ['/children/:childId/plan', 'plan'], ['/children/:childId/plan/outcomes', 'plan', 'action'], ['/children/:childId/child-in-need', 'plan'], ['/children/:childId/outcomes', 'plan'], ['/children/:childId/review-campaigns', 'plan'],
  ['/children/:childId/protection-plan', 'conference', 'plan'], ['/children/:childId/conferences', 'conference'], ['/children/:childId/core-groups', 'conference'], ['/children/:childId/invitations', 'conference'],
  ['/children/:childId/documents', 'document'], ['/children/:childId/agreements', 'agreement'], ['/children/:childId/services', 'service'], ['/children/:childId/closure', 'ending'], ['/children/:childId/transfers', 'ending'],
  ['/children/:childId/private-fostering', 'private-fostering'], ['/children/:childId/access', 'access'], ['/children/:childId/who-has-looked', 'access'],
  ['/children/:childId/open-in-emergency', 'access'], ['/children/:childId/emergency', 'access'],
] // prettier-ignore

/** The rows an address belongs to; none where the table has no such place. */
export function rowsOf(url: string): readonly string[] {
  if (url === '/') return ['signed in']
  const found = places
    .filter(([begins]) => url.startsWith(begins))
    .toSorted(([one], [other]) => other.length - one.length)[0]
  return found === undefined ? [] : found.slice(1)
}
