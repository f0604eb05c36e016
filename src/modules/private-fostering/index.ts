// What other chapters may use. Everything else in this folder is private to it.
export { privateFostering, type PrivateFostering } from './record.ts'
