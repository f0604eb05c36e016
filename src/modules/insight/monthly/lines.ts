import { endOfMonthBefore, longDay } from '../../../platform/dates/day.ts'
import type { Book } from '../../../platform/record/book.ts'
import { findMeasure } from '../every-measure.ts'
import type { Measure } from '../measure.ts'
import { countedFor } from '../members.ts'
import { boardOf, type Board } from '../readings.ts'
import { measureSetting, type MeasureSetting } from '../setting.ts'
import { valueSaid } from '../value.ts'

/** What a message has room for, from the front door to the workforce; the page of the link has every measure. */
const told = [
  'contacts_number',
  'rereferral_12m_pct',
  'da_notifications_awaiting_screening_number',
  'assessments_45wd_pct',
  'cin_rate',
  'unallocated_children_number',
  'cpp_31mar_rate',
  'cpp_visit_on_time_pct',
  'cla_rate',
  'cla_3plus_placements_pct',
  'cla_unregulated_number',
  'cl_19_21_suitable_accommodation_pct',
  'sw_caseload',
  'management_oversight_current_pct',
] as const

/** The month that is over, measure by measure, beside the month before it: all children together, and no small number. */
export async function monthLines(book: Book): Promise<{ readonly of: string; readonly lines: string[] }> {
  const setting = await measureSetting(book.db)
  const end = endOfMonthBefore(book.today())
  const now = await boardOf(book, end)
  const before = await boardOf(book, endOfMonthBefore(end))
  const lines = told.map((id) => lineOf(measureOf(id), { now, before, setting }))
  return { of: longDay(end), lines }
}

function measureOf(id: string): Measure {
  const measure = findMeasure(id)
  if (measure === undefined) throw new Error(`there is no measure ${id}`)
  return measure
}

interface Boards {
  readonly now: Board
  readonly before: Board
  readonly setting: MeasureSetting
}

function lineOf(measure: Measure, { now, before, setting }: Boards): string {
  const said = (board: Board): string => {
    const value = countedFor(measure, board.of(measure, null).headline, setting)
    if (value === 'few') return 'too few to show'
    return value === null ? 'not known' : valueSaid(measure, value)
  }
  return `${measure.title}: ${said(now)} (a month before: ${said(before)})`
}
