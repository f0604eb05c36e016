import { checkCommands } from './agency-checks/commands.ts'
import { commands } from './commands.ts'
import { receive } from './receive.ts'

/** Everything that can be done at the front door, as the glossary and the account page name it. */
export const allCommands = { receive, ...commands, ...checkCommands }
