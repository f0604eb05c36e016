export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties, handovers } from './duties.ts'
export { allocation } from './record.ts'
export { adviserFromList, allocationFromReturn, leadFromList } from './from-returns.ts'
export { hasHelp, helpColumns, helpKinds, helpWords, type Help, type HelpKind } from './help.ts'
export { holdingRoles, loadOfWorker, loadsOf, type WorkerLoad } from './queries.ts'
export { gaps, leadWorkers } from './workers.ts'
export { allocation as namedWorker, unallocated } from './clocks.ts'
export * from './checks.ts'
