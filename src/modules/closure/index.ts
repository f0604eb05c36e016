export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { endingOf } from './queries.ts'
export { endsByChecklist } from './ends-plan.ts'
export { transfer } from './transfer-record.ts'
export { closure } from './record.ts'
export { duties as endingDuties } from './rules.ts'
export { pages } from './pages.ts'
