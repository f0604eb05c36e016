export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { lockOpenCodeKeys } from './code-lock.ts'
