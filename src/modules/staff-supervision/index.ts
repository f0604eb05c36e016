export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { lateSupervision, type LateSupervision } from './due.ts'
export { tell } from './tell.ts'
export { manages } from './whose.ts'
