// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties } from './duties.ts'
export { allocation, type Allocation } from './record.ts'
export { adviserFromList, allocationFromReturn, leadFromList } from './from-returns.ts'
export { hasHelp, helpColumns, helpKinds, helpWords, type Help, type HelpKind } from './help.ts'
export { holdingRoles, loadOfWorker, loadsOf, type WorkerLoad } from './queries.ts'
export { commands } from './commands.ts'
export { pages } from './pages.ts'
