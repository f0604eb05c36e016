// What other chapters may use. Everything else in this folder is private to it.
export { commands } from './commands.ts'
export { pages } from './pages.ts'
export { documentsAbout } from './queries.ts'
export { document, type Document } from './record.ts'
export { attachedView } from './views.ts'
