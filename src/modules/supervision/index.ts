// What other chapters may use. Everything else in this folder is private to it.
export { clocks, queueClocks } from './clocks.ts'
export { commands } from './commands.ts'
export { duties } from './duties.ts'
export { pages } from './pages.ts'
export { oversightDiscussion, recordSummary } from './record.ts'
