import { sql } from 'kysely'
import { calendarOf, type Calendar } from '../dates/calendar.ts'
import type { Day } from '../dates/day.ts'
import type { Db, Tx } from '../db/database.ts'

// A calendar carries a table of working days that costs more to make than a page does: kept while the list is the same.
let kept: { readonly days: string; readonly calendar: Calendar } | undefined

/** The bank holidays in force, as the administrator has left them. One small statement. */
export async function workingCalendar(db: Db | Tx): Promise<Calendar> {
  const { rows } = await sql<{ days: string }>`
    select coalesce(string_agg(day::text, ',' order by day), '') as days from bank_holiday
  `.execute(db)
  const days = rows[0]?.days ?? ''
  if (kept?.days !== days)
    kept = { days, calendar: calendarOf(days === '' ? [] : (days.split(',') as Day[])) }
  return kept.calendar
}
