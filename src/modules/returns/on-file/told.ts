/** What a check of files is told with, for a command that loads no more of the chapter than it needs. */
export { NotThatReturn } from './found.ts'
export { checkSummary } from './summary.ts'
