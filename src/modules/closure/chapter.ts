import type { Chapter } from '../../platform/web/chapter.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { closure } from './record.ts'
import { transfer } from './transfer-record.ts'
import { transferCommands } from './transfers.ts'

/** What this chapter adds to the book. */
export const chapter: Chapter = {
  name: 'closure',
  records: [closure, transfer],
  commands: { ...commands, ...transferCommands },
  pages,
}
