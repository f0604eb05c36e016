import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { worry } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'worries', records: [worry], commands, pages }
