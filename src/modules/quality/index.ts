export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { pages } from './pages.ts'
