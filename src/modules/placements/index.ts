// What other chapters may use. Everything else in this folder is private to it.
export { clocks } from './clocks.ts'
export { duties } from './duties.ts'
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { homeCheck, homeReview } from './record.ts'
export { tellHomes } from './tell-homes.ts'
