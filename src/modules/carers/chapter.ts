import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { carerAccess } from './record.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = { name: 'carers', records: [carerAccess], commands, pages }
