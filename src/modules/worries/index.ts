// What other chapters may use. Everything else in this folder is private to it.
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { daysToReview, tooCalm } from './queries.ts'
export { worry } from './record.ts'
export { calmVisits, grave as graveWorry } from './rules.ts'
