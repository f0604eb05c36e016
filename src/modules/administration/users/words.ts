/** Where users are kept. */
export const at = '/administration/users'

/** Of a person who holds every right to change them: the wider access is the council's to agree beforehand. */
export const asksWhy = 'Who asked for this, and why?'
