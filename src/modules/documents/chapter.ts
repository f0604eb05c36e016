import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { document } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'documents', records: [document], commands, pages }
