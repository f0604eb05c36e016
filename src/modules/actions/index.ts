// What other chapters may use. Everything else in this folder is private to it.
export { action, type Action } from './record.ts'
