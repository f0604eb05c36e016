import { addWorkingDays } from '../../platform/dates/calendar.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import type { State } from '../../platform/web/holdfast/state.ts'
import type { WorkAction, WorkRow } from '../../platform/web/holdfast/worklist.ts'
import { askedWords, daySaid, dueSaid, overWords } from '../actions/index.ts'
import { returnedRow, waitingRow } from './assessments.ts'
import type { WorkFacts } from './facts.ts'
import { childLink } from './names.ts'
import type { AskedOfMe } from './asked-of-me.ts'
import type { Duty, MyChild, ToFollow, ToPutRight } from './queries.ts'
import { seeing, workersOwn } from './whose-duty.ts'

/** A row of the day's list, and what orders it: a child unseen, then a manager unanswered, then the rest, each by its day. */
interface Ranked {
  readonly rank: 0 | 1 | 2
  readonly by: Day
  readonly row: WorkRow
}

/**
 * What a worker must answer today: what is late first, visits and what a manager asked before the rest, longest over first;
 * then what is due, returned, unfinished or wrong.
 */
export function needsYou(facts: WorkFacts): WorkRow[] {
  const { today, duties, asks, toFollow, findings } = facts
  const byId = new Map(facts.children.map((child) => [child.id, child]))
  const due = duties
    .filter(({ dueOn, clock }) => dueOn <= today && workersOwn.has(clock))
    .flatMap((duty) => {
      const child = byId.get(duty.childId)
      return child === undefined ? [] : [dutyRow(duty, child, facts)]
    })
  const asked = asks.filter((one) => isForToday(one, facts)).map((one) => askedRow(one, facts))
  const rest = [
    ...toFollow.map((one) => wordsRow(one, facts)),
    ...findings.map((one) => findingRow(one, facts)),
    ...returned(facts),
    ...waiting(facts),
  ]
  return [...due, ...asked, ...rest]
    .toSorted(
      (one, other) => weight(one) - weight(other) || (one.by < other.by ? -1 : one.by > other.by ? 1 : 0),
    )
    .map(({ row }) => row)
}

const returned = (facts: WorkFacts): Ranked[] =>
  facts.assessments
    .filter(({ state }) => state === 'returned')
    .map((one) => ({ rank: 1, by: one.returnedOn ?? facts.today, row: returnedRow(one, facts) }))
const waiting = (facts: WorkFacts): Ranked[] =>
  facts.toAuthorise.map((one) => ({ rank: 2, by: one.submittedOn, row: waitingRow(one, facts) }))

const weights: Readonly<Record<State['state'], number>> = { over: 0, soon: 1, ok: 2, met: 3, unknown: 4 }
const weight = ({ row, rank }: Ranked): number => weights[row.state.state] * 3 + rank

/** An ask is today's when it is late or nearly, was asked before, or came back. */
export const isForToday = (asked: AskedOfMe, { today, calendar }: WorkFacts): boolean =>
  asked.mine &&
  asked.state === 'open' &&
  (dueSaid(asked.dueOn, today, calendar).state !== 'ok' || asked.timesAsked > 1 || isReturned(asked))

/** Answered once, and not agreed. */
const isReturned = ({ answeredOn, state }: AskedOfMe): boolean => state === 'open' && answeredOn !== null

function dutyRow({ clock, childId, dueOn }: Duty, child: MyChild, facts: WorkFacts): Ranked {
  const { today, calendar } = facts
  const visit = seeing.has(clock)
  const action =
    visit && facts.mayVisit
      ? { text: 'Record visit', about: `to ${nameOf(child)}`, href: `/children/${childId}/visits/record` }
      : {
          text: 'Open',
          about: `${nameOf(child)}: ${facts.named(clock)}`,
          href: `/children/${childId}/overview`,
        }
  const was = dueOn < today ? `Was due ${daySaid(dueOn, today)}.` : 'Due today.'
  return {
    rank: visit ? 0 : 2,
    by: dueOn,
    row: {
      state: dueSaid(dueOn, today, calendar),
      what: facts.named(clock),
      for: childLink(child, today),
      more: visit ? `${lastSeenWords(child, today)}. ${was}` : was,
      action,
    },
  }
}

/** 'Last seen Thu 5 Nov, alone'. */
export function lastSeenWords({ seenOn, seenAlone }: MyChild, today: Day): string {
  if (seenOn === null) return 'No visit recorded yet'
  return `Last seen ${daySaid(seenOn, today)}${seenAlone === 'yes' ? ', alone' : seenAlone === 'no' ? ', not alone' : ''}`
}

function askedRow(asked: AskedOfMe, { today, calendar }: WorkFacts): Ranked {
  const again = askedWords(asked.timesAsked, asked.firstAskedOn, today)
  const due = dueSaid(asked.dueOn, today, calendar)
  const stands: State = isReturned(asked)
    ? { state: 'soon', words: 'Returned' }
    : again === null
      ? due
      : { state: 'over', words: asked.timesAsked === 2 ? 'Asked twice' : `Asked ${asked.timesAsked} times` }
  const when =
    asked.dueOn < today ? `was due ${daySaid(asked.dueOn, today)}` : `due ${daySaid(asked.dueOn, today)}`
  const over = asked.dueOn < today ? `, ${overWords(asked.dueOn, today, calendar)}` : ''
  const back = isReturned(asked) && asked.extendedWhy !== null ? ` Sent back: “${asked.extendedWhy}”.` : ''
  const first =
    again === null
      ? `Asked ${daySaid(asked.askedOn, today)}`
      : `First asked ${daySaid(asked.firstAskedOn, today)}`
  return {
    rank: 1,
    by: asked.dueOn,
    row: {
      state: stands,
      what: `${asked.direction ? 'Direction' : 'Action'}${asked.asker === null ? '' : ` from ${asked.asker}`}`,
      for: childLink(asked, today),
      more: `“${asked.what}” ${first}, ${when}${over}.${back}`,
      action: asked.mayAnswer ? answering(asked) : opening(asked),
    },
  }
}

const answering = (asked: AskedOfMe): WorkAction => ({
  text: 'Respond',
  about: `to what was asked about ${nameOf(asked)}`,
  href: `/children/${asked.childId}/actions/${asked.actionId}/answer`,
})

const opening = (asked: AskedOfMe): WorkAction => ({
  text: 'Open',
  about: `what was asked about ${nameOf(asked)}`,
  href: `/children/${asked.childId}/actions`,
})

/** A visit's words are wanted within two working days of it: `record-visit`. */
function wordsRow(visit: ToFollow, { today, calendar }: WorkFacts): Ranked {
  const dueOn = addWorkingDays(visit.visitedOn, 2, calendar)
  return {
    rank: 2,
    by: dueOn,
    row: {
      state: dueOn < today ? dueSaid(dueOn, today, calendar) : { state: 'soon', words: 'Words to follow' },
      what: 'Words of your visit',
      for: childLink(visit, today),
      more: `Visited ${daySaid(visit.visitedOn, today)}. The facts count now; the words were wanted by ${daySaid(dueOn, today)}.`,
      action: {
        text: visit.mayWrite ? 'Add words' : 'Open',
        about: `${visit.mayWrite ? 'to ' : ''}the visit to ${nameOf(visit)}`,
        href: `/children/${visit.id}/visits/${visit.visitId}${visit.mayWrite ? '/write-up' : ''}`,
      },
    },
  }
}

function findingRow(child: ToPutRight, { today }: WorkFacts): Ranked {
  return {
    rank: 2,
    by: child.foundOn,
    row: {
      state: { state: 'unknown', words: 'Only you can say' },
      what:
        child.findings === 1
          ? 'A question about the record'
          : counted(child.findings, 'question') + ' about the record',
      for: childLink(child, today),
      more: child.message,
      action: {
        text: 'Answer',
        about: `the questions about ${nameOf(child)}`,
        href: `/children/${child.id}/overview`,
      },
    },
  }
}

/** One thing of the coming week. */
export interface Coming {
  readonly on: Day
  readonly what: string
  readonly child: MyChild | AskedOfMe
}

/** What falls due tomorrow and in the six days after, the earliest first. */
export function comingWeek(facts: WorkFacts): Coming[] {
  const { today, duties, asks } = facts
  const last = addDays(today, 7)
  const soon = (on: Day): boolean => on > today && on <= last
  const byId = new Map(facts.children.map((child) => [child.id, child]))
  const owed = duties.flatMap(({ dueOn, childId, clock }) => {
    const child = byId.get(childId)
    return child === undefined || !soon(dueOn) ? [] : [{ on: dueOn, what: facts.named(clock), child }]
  })
  const asked = asks
    .filter((one) => one.mine && one.state === 'open' && soon(one.dueOn))
    .map((one) => ({ on: one.dueOn, what: one.direction ? 'Direction' : 'Action', child: one }))
  return [...owed, ...asked].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}
