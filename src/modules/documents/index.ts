export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { beneath } from './beneath.ts'
export { document } from './record.ts'
