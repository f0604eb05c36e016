import type { Calendar } from '../../platform/dates/calendar.ts'
import { daysBetween, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import type { State } from '../../platform/web/holdfast/state.ts'
import { daySaid, dueSaid } from '../actions/index.ts'
import type { ActionHeld, OutcomeHeld, PlanHeld } from './queries.ts'
import { plan } from './record.ts'

/** On which day a plan is told, and how its days are counted. */
export interface Telling {
  readonly today: Day
  readonly calendar: Calendar
}

const kindNames: Readonly<Record<string, string>> = plan.fields.kind.options ?? {}

/** 'Child in need plan'. */
export const kindWords = ({ kind }: Pick<PlanHeld, 'kind'>): string => kindNames[kind] ?? kind

/** An answer in the words it was chosen in; null where none was. */
export const said = (answer: string | null, field: 'parentsAgree' | 'consent'): string | null =>
  answer === null ? null : (plan.fields[field].options?.[answer] ?? answer)

/** 'Legal gateway meeting, by Wed 2 Dec'; null where nothing was said. */
export function ifNotWords({ ifNot, ifNotOn }: PlanHeld, today: Day): string | null {
  if (ifNot === null || ifNotOn === null) return ifNot
  return `${ifNot.replace(/[.,;]\s*$/, '')}, by ${daySaid(ifNotOn, today)}`
}

/** 'Version 3, authorised Mon 7 Sep by Asha Patel'. */
export function standingWords(of: PlanHeld, today: Day): string {
  const version = `Version ${of.number}`
  const by = (name: string | null): string => (name === null ? '' : ` by ${name}`)
  if (of.state === 'draft')
    return `${version}, a draft begun ${daySaid(of.draftedOn, today)}${by(of.drafter)}`
  if (of.state === 'sent')
    return `${version}, sent to be authorised${of.sentOn === null ? '' : ` ${daySaid(of.sentOn, today)}`}${by(of.sender)}`
  return `${version}, authorised${of.authorisedOn === null ? '' : ` ${daySaid(of.authorisedOn, today)}`}${by(of.authoriser)}`
}

/** Whether an outcome is moving: a shape and words. */
export function movement(outcome: OutcomeHeld, { today }: Telling): State {
  const { state: stands, progress, movedOn, setOn } = outcome
  if (stands === 'proposed') return { state: 'ok', words: 'Proposed, not agreed yet' }
  if (stands === 'met') return { state: 'met', words: 'Different now, for good' }
  if (stands !== 'open') return { state: 'unknown', words: 'No longer in the plan' }
  const since = movedOn !== null && movedOn > setOn ? movedOn : setOn
  const days = daysBetween(since, today)
  if (days > stillDays) {
    return {
      state: 'over',
      words:
        progress === 'not started'
          ? `Not started in ${counted(days, 'day')}`
          : `No change for ${counted(days, 'day')}`,
    }
  }
  if (progress === 'yes') return { state: 'met', words: 'Different now' }
  if (progress === 'some') return { state: 'ok', words: 'Some of it is different' }
  return { state: 'soon', words: progress === 'no change' ? 'No change yet' : 'Not started' }
}

/** After so many days in which nothing moved it is said as late: the same as the list of drift. */
const stillDays = 28

/** How an action of a plan stands. */
export function actionState(
  { state: stands, dueOn, stoppedWhy }: ActionHeld,
  { today, calendar }: Telling,
): State {
  if (stands === 'proposed') return { state: 'ok', words: 'Not asked yet' }
  if (stands === 'verified') return { state: 'met', words: 'Done' }
  if (stands === 'answered') return { state: 'ok', words: 'Answered, waiting to be agreed' }
  if (stands === 'stopped')
    return { state: 'unknown', words: `Stopped${stoppedWhy === null ? '' : `: ${stoppedWhy}`}` }
  return dueOn === null ? { state: 'unknown', words: 'No day' } : dueSaid(dueOn, today, calendar)
}

/** 'Ms Ford, Mill Primary; Amira Khalil sees that it is done'. */
export const whoWords = ({ owner, doneBy }: ActionHeld): string =>
  doneBy === null
    ? (owner ?? 'Nobody named')
    : `${doneBy}${owner === null ? '' : `; ${owner} sees that it is done`}`
