import type { Finding } from './finding.ts'

/** Some rows of one file, in file order, with what was found in them. */
export interface Batch<R> {
  /** Index into the submission's `files`. */
  readonly file: number
  readonly rows: readonly R[]
  readonly findings: readonly Finding[]
  /** Rows seen and not given out; each has a finding. Rows read are those given out and these. */
  readonly refused: number
  /** Characters of the file passed over for this batch, for progress; nought for a workbook. */
  readonly characters: number
}
