// What other chapters may use. Everything else in this folder is private to it.
export { worry, type Worry } from './record.ts'
