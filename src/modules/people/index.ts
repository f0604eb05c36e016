// What other chapters may use. Everything else in this folder is private to it.
export {
  formerName,
  address,
  relationship,
  merge,
  type FormerName,
  type Address,
  type Relationship,
  type Merge,
} from './record.ts'
