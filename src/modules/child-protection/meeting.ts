import { sql } from 'kysely'
import type { Permission } from '../../platform/access/policy.ts'
import { NotAllowed, scopeOf } from '../../platform/access/policy.ts'
import { reachable, requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { conference, type Conference } from './record.ts'

export type OnMeeting = Act & { readonly recordId: string }
export type Given = Partial<Conference>
type Asked = keyof typeof conference.fields

/** One thing done to a conference: to every child of the family it is about, or to one of them alone. */
export interface Step {
  readonly event: string
  readonly title: string
  readonly save: string
  readonly needs: Permission
  readonly from: readonly Conference['state'][]
  /** Where it leads; the state it has, where it is not said. */
  readonly to?: Conference['state']
  readonly asks: readonly Asked[]
  readonly requires: readonly Asked[]
  /** Whether it is done for this child only. */
  readonly alone?: true
  /** Long forms keep what is typed. */
  readonly keepsDraft?: true
  readonly guard?: (change: Change, row: Conference, given: Given) => Promise<readonly Finding[]>
  readonly settles?: (change: Change) => Given
  /** What else follows for each child. */
  readonly also?: (change: Change, row: Conference, given: Given) => Promise<void>
}

export const refused = (...findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })

/** Of the answers a form cannot be saved without, those left out: each field says what to do. */
export const missing = (
  fields: Readonly<Record<string, { readonly missing: string }>>,
  needs: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Finding[] =>
  needs
    .filter((at) => given[at] == null || (Array.isArray(given[at]) && given[at].length === 0))
    .map((at) => ({ rule: 'answer', message: fields[at]?.missing ?? '', at }))

/**
 * Does one thing to a conference in one change, for each child of the family the actor may do it for.
 *
 * @throws NotAllowed if the actor may not do it for this child
 * @throws StateMoved if the conference has moved on since it was shown
 */
export async function takeStep(book: Book, act: OnMeeting, step: Step, posted: unknown): Promise<Outcome> {
  if (scopeOf(act.actor, step.needs) === null) throw new NotAllowed(step.needs)
  const { answers, unreadable } = readAnswers(conference.fields, step.asks, posted)
  if (answers === null) return refused(...unreadable)
  const given: Given = answers
  const lacking = missing(conference.fields, step.requires, given)
  if (lacking.length > 0) return refused(...lacking)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const rows = step.alone ? [await rowAt(change, act, step)] : await rowsAt(change, act, step)
    const wrong: Finding[] = []
    for (const row of rows) wrong.push(...((await step.guard?.(change, row, given)) ?? []))
    if (wrong.length > 0) return refused(...once(wrong))
    for (const row of rows) {
      const all = { ...given, ...step.settles?.(change) }
      await change.move(conference, row, { event: step.event, to: step.to ?? row.state, answers: all })
      await step.also?.(change, row, all)
    }
    return { kind: 'done', recordId: act.recordId }
  })
}

/** The same thing found of two children is said once. */
const once = (wrong: readonly Finding[]): Finding[] =>
  wrong.filter(
    (one, i) => wrong.findIndex(({ message, at }) => message === one.message && at === one.at) === i,
  )

/** Locks this child's row of a conference in one of the states the step starts from. */
export async function rowAt(
  change: Change,
  act: OnMeeting,
  { needs, from, event }: Pick<Step, 'needs' | 'from' | 'event'>,
): Promise<Conference> {
  await requireChild(change.tx, act.actor, needs, act.childId)
  const row = await lock(change.tx, conference, act.recordId)
  const moved = act.version != null && act.version !== row.version
  if (row.childId !== act.childId || moved || !from.includes(row.state))
    throw new StateMoved(`${event} does not start from here`)
  return row
}

/** The same, and those of the brothers and sisters the conference is about too. */
export async function rowsAt(
  change: Change,
  act: OnMeeting,
  step: Pick<Step, 'needs' | 'from' | 'event'>,
): Promise<Conference[]> {
  const mine = await rowAt(change, act, step)
  const rows = [mine]
  for (const id of await othersOf(change, mine, step.needs)) {
    const row = await lock(change.tx, conference, id)
    if (step.from.includes(row.state)) rows.push(row)
  }
  return rows
}

async function othersOf(change: Change, { id, meetingId }: Conference, needs: Permission): Promise<string[]> {
  if (meetingId === null) return []
  const rows = await change.tx
    .selectFrom('conference')
    .select(['id', 'childId'])
    .where('meetingId', '=', meetingId)
    .where('id', '<>', id)
    .orderBy('id')
    .limit(12)
    .execute()
  const may = await reachable(
    change.tx,
    change.actor,
    needs,
    rows.map(({ childId }) => childId),
  )
  return rows.filter(({ childId }) => may.has(childId)).map((row) => row.id)
}

/** The plan the child has today; null without one. */
export async function openPlan(change: Change, childId: string): Promise<string | null> {
  const row = await change.tx
    .selectFrom('cpPlan')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('startedOn', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whether somebody works with the child, or manages whoever does: then they do not chair. */
export async function standsTooNear(change: Change, childId: string, chairId: string): Promise<boolean> {
  const { rows } = await sql<{ near: boolean }>`
    select exists (
      select from allocation join staff on staff.id = ${chairId}
       where allocation.child_id = ${childId}
         and allocation.state = 'allocated'
         and allocation.role not in ('chair', 'reviewing officer')
         and (allocation.worker_id = staff.id or allocation.team_id = staff.team_id)) as near
  `.execute(change.tx)
  return rows[0]?.near ?? false
}
