// What other chapters may use. Everything else in this folder is private to it.
export { matchStaff } from './conflicts/jobs.ts'
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { emergencyOpening, exclusion, namedAccess, restriction } from './record.ts'
