import { requireEver, type Actor } from '../../../platform/access/policy.ts'
import { calendarOf } from '../../../platform/dates/calendar.ts'
import { addMonths, type Day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { dayField, line } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { keepChange } from '../change.ts'
import { askRebuild } from '../rebuild.ts'

export const holidayFields = {
  day: dayField({ label: 'Which day?', hint: 'For example, 25 12 2028', missing: 'Enter a real day' }),
  name: line({ label: 'What is it called?', missing: 'Enter what it is called' }),
  why: line({ label: 'Why', missing: 'Enter why' }),
}

export interface Holiday {
  readonly day: Day
  readonly name: string
}

/** The bank holidays in force, newest year first and each year in order. */
export async function holidays(db: Db): Promise<Holiday[]> {
  const all = await db.selectFrom('bankHoliday').select(['day', 'name']).orderBy('day').execute()
  const years = [...Map.groupBy(all, ({ day }) => day.slice(0, 4))].toReversed()
  return years.flatMap(([, days]) => days)
}

/** Until when the list can be trusted, and whether that is within 12 months: null where there is no list at all. */
export function reachOf(
  all: readonly Holiday[],
  today: Day,
): { readonly until: Day; readonly short: boolean } | null {
  if (all.length === 0) return null
  const { until } = calendarOf(all.map(({ day }) => day))
  return { until, short: until < addMonths(today, 12) }
}

const refused = (at: string, message: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'administration', message, at }],
})

/** Adds a bank holiday: every date that is counted in working days follows. */
export async function addHoliday(book: Book, actor: Actor, posted: unknown): Promise<Outcome> {
  requireEver(actor, 'administer')
  const { answers, unreadable } = readAnswers(holidayFields, ['day', 'name', 'why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { day, name, why } = answers
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const added = await tx
      .insertInto('bankHoliday')
      .values({ day, name })
      .onConflict((held) => held.doNothing())
      .returning('day')
      .executeTakeFirst()
    if (added === undefined) return refused('day', 'This day is in the list already')
    const after = { Day: day, Name: name }
    await keepChange(tx, actor.id, { kind: 'bank holiday', about: day, before: null, after, why })
    await askRebuild(tx, null)
    return { kind: 'done', recordId: day }
  })
}

/**
 * Takes a bank holiday out of the list: it is then a working day.
 *
 * @throws NoResultError if it is not in the list
 */
export async function removeHoliday(book: Book, actor: Actor, day: Day, posted: unknown): Promise<Outcome> {
  requireEver(actor, 'administer')
  const { answers, unreadable } = readAnswers(holidayFields, ['why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const { name } = await tx
      .deleteFrom('bankHoliday')
      .where('day', '=', day)
      .returning('name')
      .executeTakeFirstOrThrow()
    const before = { Day: day, Name: name }
    await keepChange(tx, actor.id, {
      kind: 'bank holiday',
      about: day,
      before,
      after: null,
      why: answers.why,
    })
    await askRebuild(tx, null)
    return { kind: 'done', recordId: day }
  })
}
