export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { alertsOf, ladderWords, type Alert } from './catalogue.ts'
export { raiseAlerts } from './jobs.ts'
export { pages } from './pages.ts'
export { queueNow, teamsOverLoad } from './services/tell.ts'
