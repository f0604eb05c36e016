// What other chapters may use. Everything else in this folder is private to it.
export { notKnown, type NotKnown } from './record.ts'
