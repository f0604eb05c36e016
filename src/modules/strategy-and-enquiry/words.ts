const standing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  discussion: {
    'asked for': 'Asked for: not held yet',
    held: 'Held: to be decided for this child',
    decided: 'Decided',
  },
  enquiry: {
    open: 'Going on',
    concluded: 'Concluded: waiting for a manager to agree',
    authorised: 'Agreed',
  },
}

/** How a discussion or an enquiry stands, in the words of the screen. */
export const stateWords = (
  what: 'discussion' | 'enquiry',
  state: string,
  outcome: string | null = null,
): string =>
  // One told before decisions were kept apart, and one that came in a return, stands as it was told.
  what === 'discussion' && state === 'held' && outcome !== null
    ? 'Held and decided'
    : (standing[what]?.[state] ?? state)

const outcomes: Readonly<Record<string, string>> = {
  'single enquiry': 'An enquiry by children’s social care',
  'joint enquiry': 'An enquiry with the police',
  'no enquiry': 'No enquiry',
  'no concern': 'Not borne out',
  'concern not continuing': 'Harm, and no continuing risk',
  'continuing risk': 'At continuing risk',
}

/** What was decided or found, shortly. */
export const outcomeWords = (outcome: string | null): string =>
  outcome === null ? '' : (outcomes[outcome] ?? outcome)
