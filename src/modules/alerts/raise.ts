import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../../platform/clocks/clock.ts'
import type { Calendar } from '../../platform/dates/calendar.ts'
import { addWorkingDays } from '../../platform/dates/calendar.ts'
import type { Day, Instant } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { clearAlerts } from './clear.ts'
import { cutoff, ladders, warnings, type LadderId, type Step } from './ladders.ts'
import { ownerKindOf, type OwnerKind } from './owners.ts'
import { questions, type Question } from './questions.ts'
import { tellServices } from './services/tell.ts'
import { around, candidates, firstOf, managers } from './told.ts'

/** When it is, and by which working days. */
export interface Night {
  readonly now: Instant
  readonly today: Day
  readonly calendar: Calendar
}

/** Duties of which no day is tolerated: late from the moment they arise, though no due day is reckoned. */
const noDayTolerated: readonly string[] = ['unallocated']

/** The clocks that run in a book and have a ladder, by ladder; each once. */
function laddered(book: Pick<Book, 'duties'>): ReadonlyMap<LadderId, readonly Clock[]> {
  const all = new Map(book.duties.flatMap(({ duties }) => duties.map(({ clock }) => [clock.id, clock])))
  const told = [...all.values()].flatMap((clock) =>
    clock.ladder === null ? [] : [{ clock, ladder: clock.ladder }],
  )
  const grouped = Map.groupBy(told, ({ ladder }) => ladder)
  return new Map([...grouped].map(([ladder, each]) => [ladder, each.map(({ clock }) => clock)]))
}

/**
 * Brings what everybody was told up to date: clears what is over, then tells each rung that has been reached, once. One statement
 * a rung, whatever the number of children.
 *
 * @returns how many were told
 */
export async function raiseAlerts(tx: Tx, book: Book): Promise<number> {
  const night: Night = { now: book.now(), today: book.today(), calendar: await workingCalendar(tx) }
  const byLadder = laddered(book)
  await clearAlerts(
    tx,
    [...byLadder.values()].flat().map(({ id }) => id),
    night.today,
  )
  let told = 0
  for (const [ladder, clocks] of byLadder)
    for (const step of ladders[ladder]) told += await tellStep(tx, clocks, ladders[ladder], step, night)
  for (const question of questions) told += await tellQuestion(tx, question, night.today)
  return told + (await tellServices(tx, night))
}

async function tellStep(
  tx: Tx,
  clocks: readonly Clock[],
  ladder: readonly Step[],
  step: Step,
  night: Night,
): Promise<number> {
  const ids = clocks.map(({ id }) => id)
  const { today } = night
  const { rows } = await sql<{ told: number }>`
    with ${managers(today)},
    reached as materialized (
      select child_id, clock as entry, record_id, since_on, coalesce(due_on, since_on) as due_on, due_at
        from clock_reading
       where clock = any(${ids})
         and known
         and met_on is null
         and ended_on is null
         and since_on <= ${today}::date
         and (due_on is not null or clock = any(${noDayTolerated}))
         and ${isReached(ladder, step, night)}
         and not exists (select 1
                           from alert
                          where alert.child_id = clock_reading.child_id
                            and alert.entry = clock_reading.clock
               and alert.record_id = clock_reading.record_id and alert.since_on = clock_reading.since_on
               and alert.rung = ${step.rung} and alert.state <> 'cleared')
    )
    ${insertFor(step.rung, byOwner(clocks, step), today)}
  `.execute(tx)
  return rows[0]?.told ?? 0
}

/** Tells the first who can be told of each row of `reached`; where there is nobody at all, the next run asks again. */
const insertFor = (rung: string, whom: RawBuilder<unknown>, today: Day): RawBuilder<unknown> => sql`
    , told as (
      insert into alert (entry, child_id, record_id, since_on, rung, to_id, due_on, due_at, raised_on)
      select entry, child_id, record_id, since_on, ${rung}, to_id, due_on, due_at, ${today}::date
        from (select reached.*, ${firstOf(whom)} as to_id from reached ${around(today)}) whom
       where to_id is not null
      on conflict do nothing
      returning 1
    )
    select count(*)::int as told from told`

/** Of the clocks of a ladder, whom each one’s rung is for. */
function byOwner(clocks: readonly Clock[], { rung }: Step): RawBuilder<unknown> {
  const groups = Map.groupBy(clocks, ({ owner }) => ownerKindOf(owner))
  const whens = [...groups].map(
    ([owner, some]: [OwnerKind, readonly Clock[]]) =>
      sql`when reached.entry = any(${some.map(({ id }) => id)}) then ${candidates(rung, owner)}`,
  )
  return sql`case ${sql.join(whens, sql` `)} end`
}

/** Whether a reading has reached a step and, of a warning, has not gone past it. */
function isReached(ladder: readonly Step[], step: Step, night: Night): RawBuilder<boolean> {
  const { reached } = step
  if (warnings.has(step.rung)) return isWarned(ladder, step, night)
  if ('share' in reached) throw new Error('only a warning is reached by a share of the time')
  const { day, moment } = cutoff(reached, night.now, night.today, night.calendar)
  // A disagreement is counted from the day it was raised: each stage is so long, whoever was late before it.
  const due =
    ladder === ladders.R ? sql`since_on <= ${day}::date` : sql`coalesce(due_on, since_on) <= ${day}::date`
  const atOnce = 'atDue' in reached ? sql`(due_on is null or ${due})` : due
  const late = sql`case when due_at is null then ${atOnce} else due_at <= ${moment}::timestamptz end`
  if (!('orUnseen' in reached) || reached.orUnseen === undefined) return sql<boolean>`${late}`
  const unseen = addWorkingDays(night.today, -reached.orUnseen, night.calendar)
  return sql<boolean>`(${late} or (due_on < ${night.today}::date and since_on <= ${unseen}::date))`
}

/** A warning holds from its own time until the next one’s, or until the duty is due. */
function isWarned(ladder: readonly Step[], step: Step, night: Night): RawBuilder<boolean> {
  const { now, today, calendar } = night
  const next = ladder[ladder.indexOf(step) + 1]
  const notDue = sql`due_on is not null
    and case when due_at is null then due_on >= ${today}::date else due_at > ${now}::timestamptz end`
  const begun = (reached: Step['reached']): RawBuilder<unknown> => {
    if ('share' in reached)
      return sql`case when due_at is null
                      then ${today}::date - since_on >= (due_on - since_on) * ${reached.share}::float8
                      else ${now}::timestamptz >= coalesce(since_at, since_on)
                             + (due_at - coalesce(since_at, since_on)) * ${reached.share}::float8 end`
    const near = sql`due_on <= ${cutoff(reached, now, today, calendar).day}::date`
    const { ofWeeks = 0, past = 0 } = 'before' in reached ? reached : {}
    return sql`(${near}
                and due_on - since_on >= ${ofWeeks * 7}
                and ${today}::date - since_on >= (due_on - since_on) * ${past}::float8)`
  }
  const again = next !== undefined && warnings.has(next.rung) ? sql`not (${begun(next.reached)})` : sql`true`
  return sql<boolean>`(${notDue} and ${begun(step.reached)} and ${again})`
}

async function tellQuestion(
  tx: Tx,
  { id, stands, answerEnds, keepsItsDay = false, rung, owner }: Question,
  today: Day,
): Promise<number> {
  const { rows } = await sql<{ told: number }>`
    with ${managers(today)},
    reached as materialized (
      select standing.child_id, ${id}::text as entry, standing.record_id, standing.since_on,
             standing.since_on as due_on, null::timestamptz as due_at
        from (${stands(today)}) standing
       where not exists (select 1 from alert where alert.child_id = standing.child_id and alert.entry = ${id}
               and alert.record_id = standing.record_id
               and (${keepsItsDay} or alert.since_on = standing.since_on)
               and alert.rung = ${rung} and (${answerEnds} or alert.state <> 'cleared'))
    )
    ${insertFor(rung, candidates(rung, owner), today)}
  `.execute(tx)
  return rows[0]?.told ?? 0
}
