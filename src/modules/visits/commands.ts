import { requireChild } from '../../platform/access/reach.ts'
import { latest } from '../../platform/clocks/intervals.ts'
import { addWorkingDays } from '../../platform/dates/calendar.ts'
import { instantAt, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import type { Answers } from '../../platform/record/field.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { newId } from '../../platform/record/new-id.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { answerAgain, followFailed, meetThem } from './failed.ts'
import { visit } from './record.ts'
import { childRules, meetWithin, notOwnVisit, saysWhatToDo, visitRules } from './rules.ts'
import { noteSpokenTo } from './spoken.ts'

/** What is said once for the whole visit. */
const sharedAsks = [
  'visitedOn',
  'minutes',
  'place',
  'remoteWhy',
  'announced',
  'bedroomSeen',
  'spokenTo',
  'outcomeId',
  'purpose',
  'observations',
  'worried',
  'nextOn',
] as const

/** What is said of each child in their own right. */
const childAsks = [
  'seen',
  'seenAlone',
  'notAloneWhy',
  'notSeenNext',
  'difference',
  'differenceWhy',
  'childWords',
] as const

/** The name of a child's own question on the form: 'seen_0190…'. */
export const own = (name: string, childId: string): string => `${name}_${childId}`

type Mode = 'face to face' | 'virtual' | 'phone'
type Shared = Answers<Pick<typeof visit.fields, (typeof sharedAsks)[number]>>
type Own = Answers<Pick<typeof visit.fields, (typeof childAsks)[number]>>

interface ChildRead {
  readonly childId: string
  /** Why a child was not seen, in a word; what the form leaves out is that they were not there. */
  readonly outcome: string
  readonly answers: Own | null
  readonly unreadable: readonly Finding[]
}

/**
 * Records one visit to a child and to any brothers and sisters seen with them: the shared part once, and each
 * child's own. A record for each child, one change, clocks of all of them.
 *
 * @param childIds who the visit was to, as chosen on the form
 */
export async function recordVisit(
  book: Book,
  act: Act,
  childIds: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const mode = modeOf(posted['place'])
  const shared = readAnswers(visit.fields, sharedAsks, {
    ...posted,
    ...(mode !== 'face to face' && { place: '' }),
    ...(posted['outcomeId'] === inOwnWords && { outcomeId: '' }),
  })
  const children = childIds.map((childId) => readChild(childId, posted))
  const wrong = [
    ...missing(posted, childIds),
    ...children.flatMap(childFindings),
    ...shared.unreadable,
    ...(shared.answers === null ? [] : await wrongOf(book, { ...shared.answers, mode })),
  ]
  const { answers } = shared
  if (answers === null || wrong.length > 0) return { kind: 'refused', findings: asOnThePage(wrong, childIds) }
  const timed = { ...answers, mode, visitedAt: timeOf(answers.visitedOn, posted['time']) }
  return inOneChange(book, act.actor, act.formKey, (change) => store(change, timed, children))
}

/** What the form offers beside the outcomes of the plan. */
export const inOwnWords = 'own'

/** What the form offers beside the places: a child met so was not visited. */
export const remotely = { 'by video': 'By video', 'by phone': 'By phone' } as const

const modeOf = (place: Typed[string] | undefined): Mode =>
  place === 'by video' ? 'virtual' : place === 'by phone' ? 'phone' : 'face to face'

/** What is wrong with the visit as a whole. */
async function wrongOf(book: Book, said: Shared & { mode: Mode }): Promise<Finding[]> {
  const meetBy = said.mode === 'face to face' ? said.visitedOn : await meetByOf(book, said.visitedOn)
  return findings(visitRules, { visit: said, today: book.today(), meetBy })
}

/** Told late, the day to meet may still be today. */
async function meetByOf({ db, today }: Book, visitedOn: Day): Promise<Day> {
  const by = addWorkingDays(visitedOn, meetWithin, await workingCalendar(db))
  return latest(today(), by) ?? by
}

/** In the order the questions stand, so that the summary reads down the page. */
function asOnThePage(wrong: readonly Finding[], childIds: readonly string[]): Finding[] {
  const first = ['visitedOn', 'child', ...childIds.flatMap((id) => childAsks.map((name) => own(name, id)))]
  const order = [
    ...first,
    'spokenTo',
    'place',
    'remoteWhy',
    'announced',
    'bedroomSeen',
    'outcomeId',
    'purpose',
    'observations',
  ]
  const placeOf = ({ at = '' }: Finding): number => (order.includes(at) ? order.indexOf(at) : order.length)
  return wrong.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function readChild(childId: string, posted: Typed): ChildRead {
  const mine = Object.fromEntries(childAsks.map((name) => [name, posted[own(name, childId)]]))
  return {
    childId,
    outcome: attemptOf(posted[own('outcome', childId)]),
    ...readAnswers(visit.fields, childAsks, mine),
  }
}

/** How an attempt can end, beside the child being seen. */
export const attempts = Object.fromEntries(
  Object.entries(visit.fields.outcome.options ?? {}).filter(([code]) => code !== 'completed'),
)

const attemptOf = (typed: Typed[string] | undefined): string =>
  typeof typed === 'string' && Object.hasOwn(attempts, typed) ? typed : 'child not present'

/** What is wrong with what was said of one child, each at that child's own field. */
function childFindings({ childId, answers, unreadable }: ChildRead): Finding[] {
  const broken = answers === null ? unreadable : findings(childRules, { child: answers })
  return broken.map((finding) => ({ ...finding, at: own(finding.at ?? '', childId) }))
}

/** What a visit cannot be saved without that the fields themselves leave optional: a fact may come later, these may not. */
function missing(posted: Typed, childIds: readonly string[]): Finding[] {
  const wanted: readonly [string, string][] = [
    ['place', 'Select where the visit was'],
    ['observations', 'Enter what you saw and heard'],
  ]
  const none =
    childIds.length === 0 ? [{ rule: 'answer', message: 'Select who the visit was to', at: 'child' }] : []
  return [
    ...none,
    ...wanted
      .filter(([name]) => !posted[name])
      .map(([name, message]) => ({ rule: 'answer', message, at: name })),
  ]
}

/** The time, where it can be read: the day alone is enough for every clock but those that count hours. */
function timeOf(visitedOn: Day, typed: Typed[string] | undefined): Instant | null {
  const [, hours = '', minutes = ''] =
    /^(\d{1,2})[:.](\d{2})$/.exec(typeof typed === 'string' ? typed.trim() : '') ?? []
  const real = hours !== '' && Number(hours) < 24 && Number(minutes) < 60
  return real ? instantAt(visitedOn, `${hours.padStart(2, '0')}:${minutes}`) : null
}

async function store(
  change: Change,
  shared: Shared & { mode: Mode },
  children: readonly ChildRead[],
): Promise<Outcome> {
  const togetherId = children.length > 1 ? newId() : null
  const ids: string[] = []
  for (const { childId, answers, outcome } of children) {
    await requireChild(change.tx, change.actor, 'visit.write', childId)
    if (answers === null) continue
    const visitId = await storeOne(change, childId, { ...shared, ...answers, togetherId, outcome })
    ids.push(visitId)
    await noteSpokenTo(change, { childId, visitedOn: shared.visitedOn }, shared.spokenTo ?? [])
    const attempt = { visitId, childId, visitedOn: shared.visitedOn }
    if (shared.mode !== 'face to face') await meetThem(change, attempt, shared.nextOn)
    else await followUp(change, attempt, answers.seen === true, outcome)
  }
  return { kind: 'done', recordId: ids[0] ?? '' }
}

/** Seen, going again is answered; not seen, somebody goes again, and the manager is told of the second time. */
async function followUp(
  change: Change,
  attempt: { readonly visitId: string; readonly childId: string; readonly visitedOn: Day },
  seen: boolean,
  outcome: string,
): Promise<void> {
  if (seen) await answerAgain(change, attempt.childId, attempt.visitId)
  else if (outcome !== 'cancelled by us') await followFailed(change, attempt)
}

function storeOne(
  change: Change,
  childId: string,
  said: Shared & Own & { togetherId: string | null; outcome: string; mode: Mode },
): Promise<string> {
  const finished = isFinished(said)
  const outcome = said.seen === true ? 'completed' : said.outcome
  return change.open(visit, {
    event: 'visit.recorded',
    childId,
    state: finished ? 'recorded' : 'facts only',
    answers: {
      ...said,
      workerId: change.actor.id,
      outcome,
      finishedAt: finished ? change.now : null,
    },
  })
}

/** Written up: the child's voice and what is different. Until then the facts count provisionally. */
const isFinished = ({ seen, childWords, difference }: Own): boolean =>
  seen !== true || (childWords !== null && difference !== null)

/** Adds the words that were to follow. Face to face and seen stay as they were said at the time. */
export const writeUp = command({
  on: visit,
  event: 'visit.written-up',
  title: 'Add the words to a visit',
  needs: 'visit.write',
  from: ['facts only'],
  to: 'recorded',
  asks: ['difference', 'differenceWhy', 'childWords', 'noWordsWhy', 'bedroomSeen', 'announced'],
  requires: ['difference'],
  settles: ({ now }) => ({ finishedAt: now }),
  rules: [
    {
      id: 'V-7',
      source: 'Local standard: a visit carries the child’s voice, or why it cannot',
      holds: ({ answers }) => answers.childWords !== null || answers.noWordsWhy !== null,
      at: 'childWords',
      says: 'Enter what the child said or showed, or why there is nothing from them',
    },
  ],
})

/** A manager looks at a sample of visits as they were recorded: the worker is told what was good for the child, and what was not. */
export const checkVisit = command({
  on: visit,
  event: 'visit.checked',
  title: 'Check a visit as recorded',
  needs: 'visit.check',
  from: ['recorded'],
  to: 'checked',
  asks: ['purposeRating', 'checkSays'],
  requires: ['purposeRating'],
  settles: ({ today, actorId }) => ({ sampledOn: today, sampledBy: actorId }),
  rules: [notOwnVisit, saysWhatToDo],
})

export const commands = { writeUp, checkVisit }

/** What the form asks: once for the visit, and again for each child. */
export const visitAsks = { fields: visit.fields, shared: sharedAsks, own: childAsks }
