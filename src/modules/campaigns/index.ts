// What other chapters may use. Everything else in this folder is private to it.
export { campaignCheck } from './record.ts'
export { commands } from './commands.ts'
export { pages } from './pages.ts'
