import { shortDay, type Day } from '../../platform/dates/day.ts'
import { ageWords, calledBy, firstNameOf, nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { attempts, inOwnWords, own, remotely } from './commands.ts'
import {
  adultWords,
  type Adult,
  type LastVisit,
  type MayBeSeen,
  type NextVisit,
  type Purpose,
} from './queries.ts'
import { visit } from './record.ts'

/** What is known when the form opens. */
export interface Known {
  readonly children: readonly MayBeSeen[]
  readonly adults: readonly Adult[]
  readonly purposes: readonly Purpose[]
  readonly last: LastVisit | undefined
  readonly questions: readonly string[]
  /** Every duty to see one of them that is open, the soonest first. */
  readonly due: readonly NextVisit[]
  readonly today: Day
  /** '15:40', London time. */
  readonly time: string
}

/** One child's own questions, worded. */
export interface ChildOnForm {
  readonly id: string
  readonly chosen: boolean
  /** 'Leo, 6'. */
  readonly named: string
  /** 'Leo', or 'the child'. */
  readonly called: string
  /** 'Leo', or the whole name where no first name is held: for a heading. */
  readonly short: string
  readonly lastAlone: string
  readonly said: string | null
}

/** Everything the form shows, in finished words: `form` only lays it out. */
export type VisitForm = ReturnType<typeof formView>

/**
 * @param typed what has been typed so far: posted, or kept as a draft; empty the first time
 */
export function formView(known: Known, childId: string, typed: Typed, findings: readonly Finding[]) {
  const started = Object.keys(typed).length > 0
  const given = (name: string): string => one(typed[name])
  const wrong = (name: string) => findings.find(({ at }) => at === name)?.message
  const isWrong = (...names: string[]) => names.some((name) => wrong(name) !== undefined)
  const today = known.today.split('-').toReversed().join('/')
  const chosen = started ? many(typed['child']) : [childId]
  const children = known.children.map((child) => childOnForm(child, chosen, known.today))
  return {
    started,
    given,
    wrong,
    children,
    who: children.filter(({ chosen: is }) => is).map(({ short }) => short),
    day: given('visitedOn') || today,
    time: started ? given('time') : known.time,
    now: known.time,
    ...unfolded(given, isWrong, today),
    place: started ? given('place') : (known.last?.place ?? ''),
    places: [
      ...optionsOf(visit.fields.place.options),
      ...optionsOf(remotely).map((option) => ({ ...option, reveals: true })),
    ],
    differences: optionsOf(visit.fields.difference.options),
    reasons: optionsOf(visit.fields.notAloneWhy.options),
    adults: known.adults.map((adult) => adultOnForm(adult, many(typed['spokenTo']))),
    purposes: known.purposes.map(({ id, what, lastVisitOn }) => ({
      value: id,
      what,
      last: lastVisitOn === null ? 'no visit yet' : `last visit ${shortDay(lastVisitOn)}`,
    })),
    purpose: given('outcomeId') || (given('purpose') === '' ? '' : inOwnWords),
    warnings: [...new Set(known.children.flatMap(({ workerRisk }) => workerRisk ?? []))],
    last: known.last && { on: shortDay(known.last.visitedOn), saw: known.last.observations },
    questions: known.questions,
    attempts: optionsOf(attempts),
    due: known.due,
    today: known.today,
  }
}

/** What is folded away while it is as usual, and nothing is wrong with it. */
function unfolded(
  given: (name: string) => string,
  isWrong: (...names: string[]) => boolean,
  today: string,
): { readonly otherTime: boolean; readonly planned: boolean } {
  const atAnother = ![today, ''].includes(given('visitedOn')) || given('minutes') !== ''
  return {
    otherTime: atAnother || isWrong('visitedOn', 'minutes'),
    planned: given('nextOn') !== '' || isWrong('nextOn'),
  }
}

function childOnForm(child: MayBeSeen, chosen: readonly string[], today: Day): ChildOnForm {
  const { id, lastAloneOn, lastWords } = child
  return {
    id,
    chosen: chosen.includes(id),
    named: `${firstNameOf(child) ?? nameOf(child)}, ${ageWords(child, today)}`,
    called: calledBy(child),
    short: firstNameOf(child) ?? nameOf(child),
    lastAlone: lastAloneOn === null ? 'Not seen alone yet' : `Last alone ${shortDay(lastAloneOn)}`,
    said: lastWords,
  }
}

function adultOnForm(adult: Adult, chosen: readonly string[]) {
  const value = adultWords(adult)
  const met = adult.spokenToOn === null ? ' (not spoken to yet)' : ''
  return { value, text: `${value}${met}`, checked: chosen.includes(value) }
}

/** The name of a child's own answer as it was typed. */
export const typedOf = (view: VisitForm, name: string, childId: string): string =>
  view.given(own(name, childId))

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : ''
const many = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value
const optionsOf = (options: Readonly<Record<string, string>> = {}) =>
  Object.entries(options).map(([value, text]) => ({ value, text }))
