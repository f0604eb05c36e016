export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { cinEpisode } from './record.ts'
export { episodeFromCensus, episodeFromList, referralFromList } from './from-returns.ts'
