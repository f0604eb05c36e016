export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { commands } from './commands.ts'
export { everyChild, notKnown } from './record.ts'
