export type { Level } from './rule.ts'
export { checkSsda903, type CheckOptions, type ReturnFinding as Ssda903Finding } from './ssda903/check.ts'
export {
  changes as ssda903Changes,
  lastYear as lastSsda903Year,
  packOf as ssda903PackOf,
  themes as ssda903Themes,
  yearsOf as yearsOfSsda903Rule,
  type Change as PackChange,
} from './ssda903/packs.ts'
export { postcodesOf, type PostcodeAt, type Postcodes } from './ssda903/postcodes.ts'
export { replaySsda903, type Ssda903Case, type Ssda903Replayed } from './ssda903/replay.ts'
export type { Ssda903Rule } from './ssda903/declare.ts'
export type { Provider, ReturnTables as Ssda903Tables, Ssda903Return } from './ssda903/whole.ts'
export { checkCin, checkCinChild, type CinFinding } from './cin/check.ts'
export type { CinRule, Mark as CinMark } from './cin/declare.ts'
export { packOf as cinPackOf } from './cin/packs.ts'
export { replayCin, type CaseCell as CinCaseCell, type CinCase } from './cin/replay.ts'
export { checkSsda903Files, type Ssda903Files } from './on-file/check-ssda903.ts'
export { checkCinFiles, type CinFiles } from './on-file/check-cin.ts'
export { NotThatReturn, type CheckedFiles, type Found, type TableRead } from './on-file/found.ts'
export { checkSummary, countByRule, type RuleCount } from './on-file/summary.ts'
export { writeFoundCsv, writeFoundJson, writeFoundXlsx } from './on-file/write-found.ts'
export type { ChildRecord, MadeCell, MadeRow, RecordRef, RecordRow, ReturnSpan } from './rows/made.ts'
export { childRecords } from './rows/load.ts'
export { ssda903Kinds, ssda903Rows } from './rows/ssda903.ts'
export { cinKinds, cinRows } from './rows/cin.ts'
export { asCinChild, asSsda903Row, type CinNode } from './rows/typed.ts'
export { cellsThatCame, type CameRow, type ReturnOf } from './rows/came.ts'
export { keepRows, type Came } from './rows/keep.ts'
export { adoptersMade } from './rows/adopters.ts'
export { returnChecks } from './keyboard/checks.ts'
export { jobs } from './keyboard/jobs.ts'
