export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { drawEntries } from './sampled/draw.ts'
