import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { openSubmission, type EpisodeRow, type Finding, type Submission } from './index.ts'

/** Gone when the tests that wrote in it end. */
export const folder = await mkdtemp(join(tmpdir(), 'returns-'))
after(() => rm(folder, { recursive: true }))
let made = 0

/** Writes files into a new folder and opens them as one submission. */
export async function submit(
  files: Readonly<Record<string, string | Buffer>>,
  authority?: string,
): Promise<Submission> {
  const into = join(folder, String((made += 1)))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, name)), { recursive: true })
    await writeFile(join(into, name), text)
  }
  return openSubmission([into], authority === undefined ? {} : { authority })
}

/** What a whole reading gave. */
interface Read<R> {
  readonly rows: readonly R[]
  readonly findings: readonly Finding[]
  readonly refused: number
}

/** Every episode of a submission, and what was found among them. */
export async function episodesOf(submission: Submission): Promise<Read<EpisodeRow>> {
  const batches = await Array.fromAsync(submission.ssda903({ table: 'episodes' }))
  return {
    rows: batches.flatMap(({ rows }) => rows),
    findings: batches.flatMap(({ findings }) => findings),
    refused: batches.reduce((sum, { refused }) => sum + refused, 0),
  }
}

/** What was found, leaving out the tables that a set of one or two files is bound to miss. */
export const kinds = (findings: readonly Finding[]) =>
  findings.map(({ kind }) => kind).filter((kind) => kind !== 'missing-file')

/** The column names of the episodes file, and an episode. */
export const names =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'
export const line = 'A1,12/05/2025,S,C1,N1,U6,PR1,02/10/2025,X1,,MK9 3EP,HP22 4BW,SC035034'
