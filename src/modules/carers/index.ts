// What other chapters may use. Everything else in this folder is private to it.
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { carerAccess } from './record.ts'
