// What other chapters may use. Everything else in this folder is private to it.
export { duties } from './duties.ts'
export { cinEpisode } from './record.ts'
export { episodeFromCensus, episodeFromList, referralFromList } from './from-returns.ts'
