import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { longDay } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Source } from '../../platform/record/bulk.ts'
import type { Book } from '../../platform/record/book.ts'
import { newId } from '../../platform/record/new-id.ts'
import { matchPeople } from '../people/index.ts'
import { FileRefused, type SubmittedFile, type Submission } from '../return-files/index.ts'
import { checkReturns } from '../returns/index.ts'
import { ahead } from './ahead.ts'
import { bringUp, foundByChecks } from './bring-up.ts'
import { ChildMarks } from './child-marks.ts'
import { foundInRow, keepFindings } from './findings.ts'
import { progressOf, type Progress, type Progressing } from './progress.ts'
import { readChildren } from './read-children.ts'
import { newChildren } from './settle-new.ts'
import { staffBook } from './staff.ts'
import type { Importing } from './store-children.ts'
import { storePart } from './store-part.ts'
import { summaryOf, type Summary } from './summary.ts'
import { countFinding, newTally, totalOf } from './tally.ts'

/** What came of giving files in. */
export type ImportOutcome =
  | { readonly kind: 'committed'; readonly importId: string; readonly summary: Summary }
  | { readonly kind: 'previewed'; readonly summary: Summary }
  | { readonly kind: 'already'; readonly importId: string; readonly committedAt: string }

export interface ImportOptions {
  /** Stores everything, says what came of it, and takes all of it back. */
  readonly preview?: boolean
  readonly actorId?: string | null
  readonly watch?: (progress: Progress) => void
  /** The id the import is to have, so that a page can watch it from the start. */
  readonly importId?: string
}

/** SHA-256 over the hashes of the files, in the order of the hashes: the same files in any order are one submission. */
const hashOf = (files: readonly SubmittedFile[]): string =>
  createHash('sha256')
    .update(
      files
        .map(({ sha256 }) => sha256)
        .toSorted()
        .join('\n'),
    )
    .digest('hex')

/**
 * Reads a submission into the record, in one transaction: all of it is kept or, when anything fails, none. The same
 * submission again changes nothing. A preview is the import itself, taken back at the end: what it shows is what would be.
 */
export async function runImport(
  book: Book,
  submission: Submission,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  refuseUnknown(submission)
  const importId = options.importId ?? newId()
  const progress = progressOf(book.db, importId, options.watch ?? (() => undefined))
  let summary: Summary | undefined
  try {
    return await inTransaction(book.db, async (tx) => {
      const before = await sameBefore(tx, hashOf(submission.files))
      if (before !== null) return before
      const asked = { importId, actorId: options.actorId ?? null, progress }
      summary = await importAll(tx, book, submission, asked)
      if (options.preview === true) throw new TakenBack()
      // The rules of the returns would take longer than the import: they are asked straight after it, of everybody.
      await enqueue(tx, checkReturns, { on: book.today(), after: null }, { key: 'import' })
      return { kind: 'committed', importId, summary }
    })
  } catch (fault) {
    if (!(fault instanceof TakenBack) || summary === undefined) throw fault
    return { kind: 'previewed', summary }
  } finally {
    progress.tell({ stage: 'done', rowsRead: 0, children: 0, findings: 0, ...told(summary) })
    await progress.settle()
  }
}

class TakenBack extends Error {}

/** Where nothing that was given is a return there is nothing to keep: whoever gave it is told why. */
function refuseUnknown({ kinds, findings }: Submission): void {
  if (kinds.length > 0) return
  const reasons = findings.filter(({ kind }) => kind === 'unknown-file').map(({ message }) => message)
  throw new FileRefused(`Nothing here can be read in. ${[...new Set(reasons)].join(' ')}`)
}

const told = (summary: Summary | undefined): Partial<Progress> =>
  summary === undefined
    ? {}
    : {
        rowsRead: summary.rows.read,
        children: summary.children.new + summary.children.changed + summary.children.unchanged,
        findings: Object.values(summary.findings).reduce((sum, count) => sum + count, 0),
      }

/** Two imports at once take turns: the second waits, and then sees what the first has stored. */
async function sameBefore(tx: Tx, hash: string): Promise<ImportOutcome | null> {
  await sql`select pg_advisory_xact_lock(hashtext('holdfast import'))`.execute(tx)
  const held = await tx
    .selectFrom('import')
    .select(['id', 'committedAt'])
    .where('hash', '=', hash)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst()
  return held === undefined ? null : { kind: 'already', importId: held.id, committedAt: held.committedAt }
}

interface Asked {
  readonly importId: string
  readonly actorId: string | null
  readonly progress: Progressing
}

async function importAll(
  tx: Tx,
  book: Book,
  submission: Submission,
  { importId, actorId, progress }: Asked,
): Promise<Summary> {
  const source: Source = {
    importId,
    actorId,
    recordedAt: null,
    words: `from a return, received ${longDay(book.today())}`,
  }
  const marks = new ChildMarks()
  const importing: Importing = {
    tx,
    importId,
    source,
    files: submission.files,
    today: book.today(),
    tally: newTally(),
    staff: staffBook(),
    marks,
    fresh: await newChildren(tx, book, marks),
  }
  await begin(importing, submission)
  try {
    await storeAll(importing, submission, progress)
  } finally {
    await importing.fresh.idle()
  }
  const matching = { tx, source, records: book.records, today: book.today() }
  const matches = await matchPeople(matching, marks.with('made'))
  for (const { stays, goes } of matches) {
    marks.add(stays.childId, 'named')
    for (const { childId } of [stays, goes]) marks.add(childId, 'again')
  }
  await importing.fresh.finish()
  await bringUp(tx, book, marks.with('again'), () => tell(progress, importing, 'reading clocks'))
  const doubted = await foundByChecks(tx)
  // Told beside what was found in the rows.
  if (doubted > 0) importing.tally.findings.set('in-the-record', doubted)
  const summary = await summaryOf(importing, submission, matches)
  await tx
    .updateTable('import')
    .set({ summary: JSON.stringify(summary) })
    .where('id', '=', importId)
    .execute()
  return summary
}

async function storeAll(importing: Importing, submission: Submission, progress: Progressing): Promise<void> {
  let inHand = 0
  const watch = (rows: number): void => {
    inHand += rows
    tell(progress, importing, 'reading', inHand)
  }
  for await (const part of ahead(readChildren(submission, watch))) {
    const before = totalOf(importing.tally).read
    await storePart(importing, part)
    inHand -= totalOf(importing.tally).read - before
    tell(progress, importing, 'reading', inHand)
  }
}

async function begin(
  { tx, importId, tally, files, source }: Importing,
  submission: Submission,
): Promise<void> {
  const kept = files.map(({ label, kind, table, year, authority, size, sha256 }) => ({
    label,
    kind,
    table,
    year,
    authority,
    size,
    sha256,
  }))
  await tx
    .insertInto('import')
    .values({
      id: importId,
      hash: hashOf(files),
      files: JSON.stringify(kept),
      state: 'committed',
      submittedBy: source.actorId,
    })
    .execute()
  for (const { kind } of submission.findings) countFinding(tally, kind)
  await keepFindings(
    tx,
    importId,
    files,
    submission.findings.map((finding) => foundInRow(finding, null, null)),
  )
}

/** @param inHand rows read that are not stored yet */
const tell = (progress: Progressing, { tally, marks }: Importing, stage: string, inHand = 0): void =>
  progress.tell({
    stage,
    rowsRead: totalOf(tally).read + inHand,
    children: marks.size,
    findings: [...tally.findings.values()].reduce((sum, count) => sum + count, 0),
  })
