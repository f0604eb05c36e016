// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { commands, recordVisit, visitAsks } from './commands.ts'
export { duties } from './duties.ts'
export { visit, type Visit } from './record.ts'
export { aloneOrWhyNot, daysSeen, daysSeenAlone, sawTheChild, type Sighting } from './seeing.ts'
export { visitingClocks } from './queries.ts'
export { pages } from './pages.ts'
export { careVisitFromList, lastSeenFromList, protectionVisitFromList } from './from-returns.ts'
