import { callCommands } from './calls/commands.ts'
import { commands as onVisits } from './commands.ts'

/** Every command of the chapter. */
export const commands = { ...onVisits, ...callCommands }
