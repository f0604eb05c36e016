export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { carerAccess } from './record.ts'
