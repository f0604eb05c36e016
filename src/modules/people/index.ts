export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { personRecord, formerName, address, relationship } from './record.ts'
export {
  personFromCensus,
  personFromHeader,
  personFromList,
  personFromRow,
  type PersonReceived,
} from './from-returns.ts'
export { openChild } from './commands.ts'
export { alike, type Alike } from './queries.ts'
export { receivePeople, type PersonStored } from './receive.ts'
export { storePeople, type PersonTold } from './told.ts'
export { matchPeople, undoMatches, type Match } from './match.ts'
export * from './checks.ts'
