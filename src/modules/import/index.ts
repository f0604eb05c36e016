export { chapter } from './chapter.ts'

// What the application may use. No chapter reads this one.
export { listImports, ourAuthority, type ListedImport } from './queries.ts'
export { runImport, type ImportOptions, type ImportOutcome } from './run-import.ts'
export type { Summary } from './summary.ts'
export { agreeWithdrawal, askWithdrawal, NotWithdrawn, type Withdrawn } from './withdraw.ts'
export { givenIn, progressLine, summaryLines } from './words.ts'
