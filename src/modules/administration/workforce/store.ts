import { requireEver, type Actor, type Role } from '../../../platform/access/policy.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { keepChange } from '../change.ts'
import { absenceAsks, absenceFields, workerAsks, workerFields, type WorkerField } from './questions.ts'

type Held = Readonly<Record<WorkerField, unknown>>

/** What is held of a worker for the census; null throughout where nothing is. */
export async function workerHeld(db: Db | Tx, staffId: string): Promise<Held> {
  const row = await db
    .selectFrom('staff')
    .leftJoin('staffCensus', 'staffCensus.staffId', 'staff.id')
    .select([
      'externalId',
      'startedOn',
      'leavesOn',
      'fullTime',
      'worksAs',
      'careerStage',
      'cameFrom',
      'contractWeeks',
    ])
    .select([
      'qualifiedAt',
      'qualifiedAs',
      'stepUp',
      'frontline',
      'staffCensus.bornOn',
      'gender',
      'ethnicity',
      'leftWhy',
      'wentTo',
    ])
    .where('staff.id', '=', staffId)
    .executeTakeFirstOrThrow()
  return row
}

/** Somebody of the workforce, as a list of them shows. */
export interface Worker {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly externalId: string | null
  readonly startedOn: Day | null
}

/** As many as the page lists. */
export const mostWorkers = 300

/** Everybody of a team, or of all, whose account is open, by name; at most one more than `mostWorkers`. */
export function workforce(db: Db, teamId: string | null): Promise<Worker[]> {
  const all = db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select(['staff.id', 'staff.name', 'role', 'team.name as team', 'externalId', 'startedOn'])
    .where('disabledAt', 'is', null)
  const some = teamId === null ? all : all.where('teamId', '=', teamId)
  return some
    .orderBy('staff.name')
    .orderBy('staff.id')
    .limit(mostWorkers + 1)
    .execute()
}

export interface Absence {
  readonly id: string
  readonly fromOn: Day
  readonly toOn: Day | null
  readonly why: string
}

/** When a worker was away, the latest first; at most 100. */
export const absencesOf = (db: Db, staffId: string): Promise<Absence[]> =>
  db
    .selectFrom('staffAbsence')
    .select(['id', 'fromOn', 'toOn', 'why'])
    .where('staffId', '=', staffId)
    .orderBy('fromOn', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()

const wrong = (at: string, message: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'administration', message, at }],
})

/** Keeps what the census asks of a worker. The change says which answers were changed, and not to what: they are theirs. */
export async function keepWorker(
  book: Book,
  actor: Actor,
  staffId: string,
  typed: unknown,
): Promise<Outcome> {
  requireEver(actor, 'workforce.write')
  const { answers, unreadable } = readAnswers(workerFields, workerAsks, typed)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { fullTime, contractWeeks, externalId, startedOn, leavesOn, ...census } = answers
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    if (await isAnothers(tx, externalId, staffId))
      return wrong('externalId', 'Another worker has this number: check both')
    const before = await workerHeld(tx, staffId)
    const changed = workerAsks.filter((name) => before[name] !== answers[name])
    if (changed.length === 0) return { kind: 'done', recordId: staffId }
    await tx.updateTable('staff').set({ externalId, startedOn, leavesOn }).where('id', '=', staffId).execute()
    const held = { fullTime, contractWeeks, ...census }
    const storing = tx.insertInto('staffCensus').values({ staffId, ...held })
    await storing.onConflict((same) => same.column('staffId').doUpdateSet(held)).execute()
    const after = { 'For the workforce census': changed.map((name) => workerFields[name].label).join('; ') }
    await keepChange(tx, actor.id, {
      kind: 'user',
      about: staffId,
      before: null,
      after,
      why: 'Workforce census',
    })
    return { kind: 'done', recordId: staffId }
  })
}

const isAnothers = async (tx: Tx, externalId: string | null, staffId: string): Promise<boolean> =>
  externalId !== null &&
  (await tx
    .selectFrom('staff')
    .select('id')
    .where('externalId', '=', externalId)
    .where('id', '<>', staffId)
    .executeTakeFirst()) !== undefined

/** Keeps a stretch of days away, or the last day of the one that goes on. */
export async function keepAbsence(
  book: Book,
  actor: Actor,
  staffId: string,
  typed: unknown,
): Promise<Outcome> {
  requireEver(actor, 'workforce.write')
  const { answers, unreadable } = readAnswers(absenceFields, absenceAsks, typed)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { absentFrom: fromOn, absentTo: toOn, absentWhy: why } = answers
  if (toOn !== null && toOn < fromOn)
    return wrong('absentTo', 'Enter a last day that is not before the first day away')
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const open = await tx
      .selectFrom('staffAbsence')
      .select('id')
      .where('staffId', '=', staffId)
      .where('fromOn', '=', fromOn)
      .executeTakeFirst()
    if (open === undefined)
      await tx.insertInto('staffAbsence').values({ staffId, fromOn, toOn, why }).execute()
    else await tx.updateTable('staffAbsence').set({ toOn, why }).where('id', '=', open.id).execute()
    const after = { 'Days away': open === undefined ? 'added' : 'changed' }
    await keepChange(tx, actor.id, {
      kind: 'user',
      about: staffId,
      before: null,
      after,
      why: 'Workforce census',
    })
    return { kind: 'done', recordId: staffId }
  })
}
