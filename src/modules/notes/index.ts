export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { note } from './record.ts'
export { commands } from './commands.ts'
