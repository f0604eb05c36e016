// What other chapters may use. Everything else in this folder is private to it.
export { missingEpisode, type MissingEpisode } from './record.ts'
