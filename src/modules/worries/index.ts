export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { daysToReview, tooCalm } from './queries.ts'
export { worry } from './record.ts'
export { calmVisits, grave as graveWorry } from './rules.ts'
