// What other chapters may use. Everything else in this folder is private to it.
export { adoption, type Adoption } from './record.ts'
