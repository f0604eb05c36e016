// What other chapters may use. Everything else in this folder is private to it.
export { beginClosure, commands as closureCommands, countersignClosure, decideClosure } from './commands.ts'
export { acceptOut, transferCommands } from './transfers.ts'
export { endingsOf, endingOf, type Ended } from './queries.ts'
export { closure, transfer, type Closure, type Transfer } from './record.ts'
export { duties as endingDuties } from './rules.ts'
export { pages } from './pages.ts'
