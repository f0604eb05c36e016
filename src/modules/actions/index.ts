// What other chapters may use. Everything else in this folder is private to it.
export { action, type Action } from './record.ts'
export { askedWords, daySaid, dueSaid, leftWords, overWords, type DueSaid } from './due-words.ts'
export { commands, giveAction, giveAsks, giveOne, leadWorker, type Given, type Giving } from './commands.ts'
export { askProposed, dropProposed, propose, reword, type Proposing } from './proposed.ts'
export { mayBeAsked } from './queries.ts'
export { pages } from './pages.ts'
export { asked } from './asked.ts'
