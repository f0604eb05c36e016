/** How whoever does the work is found from a child: by who works with them, by what the record says, or by the front door. */
export type OwnerKind =
  | 'lead'
  | 'supervising social worker'
  | 'personal adviser'
  | 'chair'
  | 'reviewing officer'
  | 'team manager'
  | 'service manager'
  | 'director'
  | 'front door'
  | 'asked'
  | 'visitor'

/** Each owner as the clocks word it. What nobody here can be found for is the lead worker’s: they know whom to ring. */
export const ownerKinds: Readonly<Record<string, OwnerKind>> = {
  'MASH screener': 'front door',
  'MASH manager': 'front door',
  'partner agency': 'front door',
  'police desk, then MASH screener': 'front door',
  'police partner lead': 'front door',
  'team manager': 'team manager',
  'both managers': 'team manager',
  'leaving care manager': 'team manager',
  'exploitation team manager': 'team manager',
  'service manager': 'service manager',
  'nominated officer': 'service manager',
  director: 'director',
  'child protection chair': 'chair',
  IRO: 'reviewing officer',
  'supervising social worker': 'supervising social worker',
  'personal adviser': 'personal adviser',
  'named owner': 'asked',
  'named person': 'asked',
  worker: 'visitor',
  'social worker': 'lead',
  'social worker; chair': 'lead',
  'social worker or chair': 'lead',
  'social worker and manager': 'lead',
  'social worker; health': 'lead',
  'social worker; virtual school': 'lead',
  'social worker; nominated officer': 'lead',
  'independent interviewer': 'lead',
  interviewer: 'lead',
  health: 'lead',
  'virtual school': 'lead',
  'each agency': 'lead',
  'business support': 'lead',
  'exploitation team': 'lead',
}

/** The owner of a duty; the lead worker where the clock’s words are none of these. */
export const ownerKindOf = (words: string): OwnerKind => ownerKinds[words] ?? 'lead'
