import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { notKnown } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'unknowns', records: [notKnown], commands, pages }
