export { chapter } from './chapter.ts'

// What other chapters may use. Everything else in this folder is private to it.
export { action } from './record.ts'
export { askedWords, daySaid, dueSaid, leftWords, overWords } from './due-words.ts'
export { commands, giveAction, giveAsks, giveOne, leadWorker, type Giving } from './commands.ts'
export { askProposed, dropProposed, propose, reword, type Proposing } from './proposed.ts'
export { mayBeAsked } from './queries.ts'
export { asked } from './asked.ts'
export { followUpsOf, type Became, type Followed } from './followed-up.ts'
