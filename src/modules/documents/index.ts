// What other chapters may use. Everything else in this folder is private to it.
export { beneath } from './beneath.ts'
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { document } from './record.ts'
