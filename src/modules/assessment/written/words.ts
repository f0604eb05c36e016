import { addWorkingDays, workingDaysBetween, type Calendar } from '../../../platform/dates/calendar.ts'
import { isDay, type Day } from '../../../platform/dates/day.ts'
import { counted } from '../../../platform/people/name.ts'
import type { Field } from '../../../platform/record/field.ts'
import type { State } from '../../../platform/web/holdfast/state.ts'
import { daySaid, dueSaid } from '../../actions/index.ts'
import type { AssessmentHeld, VersionHeld } from './queries.ts'
import { assessmentVersion } from './record.ts'

/** On which day it is told, and how its days are counted. */
export interface Telling {
  readonly today: Day
  readonly calendar: Calendar
}

const fields: Readonly<Record<string, Field<unknown>>> = assessmentVersion.fields

/** An answer as it is read: codes in their words, days as days; null where there is none. */
export function answerWords(name: string, value: unknown, today: Day): string | null {
  const field = fields[name]
  if (isNothing(value)) return null
  if (Array.isArray(value)) return value.map((one) => field?.options?.[String(one)] ?? String(one)).join('; ')
  const text = String(value)
  if (field?.kind === 'day' && isDay(text)) return daySaid(text, today)
  return field?.options?.[text] ?? text
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export const questionWords = (name: string): string => fields[name]?.label ?? name

/** How the 45 working days stand: counted from the referral, or from the start where that is all we hold. */
export function daysWords(
  { referredOn, startedOn, authorisedOn }: AssessmentHeld,
  { today, calendar }: Telling,
): State | null {
  const since = referredOn ?? startedOn
  if (since === null) return null
  if (authorisedOn !== null) {
    const took = workingDaysBetween(since, authorisedOn, calendar)
    return {
      state: took > 45 ? 'over' : 'met',
      words: `Authorised ${daySaid(authorisedOn, today)}, after ${counted(took, 'working day')}`,
    }
  }
  const due = dueSaid(addWorkingDays(since, 45, calendar), today, calendar)
  return {
    state: due.state,
    words: `Working day ${workingDaysBetween(since, today, calendar)} of 45. ${due.words}`,
  }
}

/** 'Version 2, authorised Mon 7 Sep by Asha Patel'. */
export function versionWords(of: VersionHeld, today: Day): string {
  const on = (at: Day | null, name: string | null): string =>
    `${at === null ? '' : ` ${daySaid(at, today)}`}${name === null ? '' : ` by ${name}`}`
  const version = `Version ${of.number}`
  switch (of.state) {
    case 'started':
      return `${version}, being written since ${daySaid(of.begunOn ?? today, today)}`
    case 'returned':
      return `${version}, sent back${on(of.returnedOn, of.returner)}`
    case 'submitted':
      return `${version}, sent to be authorised${on(of.submittedOn, of.submitter)}`
    case 'authorised':
      return `${version}, authorised${on(of.authorisedOn, of.authoriser)}`
    case 'replaced':
      return `${version}, authorised${on(of.authorisedOn, of.authoriser)}, replaced${on(of.replacedOn, null)}`
  }
}
