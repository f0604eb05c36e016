// What other chapters may use. Everything else in this folder is private to it.
export { clocks, queueClocks } from './clocks.ts'
export { lateSupervision, type LateSupervision } from './due.ts'
export { pages } from './pages.ts'
export { tell } from './tell.ts'
export { manages } from './whose.ts'
