import { daysBetween, type Day } from '../../../platform/dates/day.ts'
import type { Concern } from '../../../platform/web/holdfast/attention.ts'
import { calmVisits } from '../../worries/index.ts'
import { isSeeingTheChild } from '../clock-book.ts'
import { current, type Relative } from '../family/people.ts'
import { capital, kinWords } from '../kin.ts'
import { counted, firstNameOf, whose } from '../name.ts'
import { statusesOf } from '../masthead-words.ts'
import { dayWords, firstOf } from '../words.ts'
import { momentWords, oneOfEach, type Face } from './clock-faces.ts'
import type { Asked, NotKnown } from './story.ts'
import type { Telling } from './telling.ts'

/** What somebody must answer, gravest first: danger, missing, secrecy, risk to workers, lateness, directions ignored, what is not known (ux 5.3). */
export function concernsOf(telling: Telling): Concern[] {
  return [
    ...dangers(telling),
    ...missing(telling),
    ...secrecy(telling),
    ...workerRisk(telling),
    ...unseenAdults(telling),
    ...nobody(telling),
    ...calm(telling),
    ...late(telling),
    ...directions(telling),
    ...unanswered(telling),
  ]
}

const family = ({ childId }: Telling): string => `/children/${childId}/family`

/** The worker by first name, or the plain fact that there is none. */
const owner = ({ facts }: Telling): string =>
  facts.lead?.name == null ? 'nobody is allocated' : firstOf(facts.lead.name)

const athome = ({ relatives, on }: Telling): Relative[] =>
  current(relatives, on).filter(({ household }) => household === true)

const named = (relative: Relative): string =>
  firstNameOf(relative) ?? capital(kinWords(relative.kin, null, relative.sex))

function dangers(telling: Telling): Concern[] {
  const risky = athome(telling).filter(
    ({ risk, contactRestricted }) => risk === 'established' || contactRestricted,
  )
  return risky.map((relative) => ({
    what: `${named(relative)} lives in the home and ${relative.contactRestricted ? 'must not have contact' : 'is a known risk'}`,
    more: `Owner: ${owner(telling)}. Clears when the risk is no longer in the home.`,
    action: { text: 'Open family', href: family(telling), about: `for ${named(relative)}` },
  }))
}

function missing(telling: Telling): Concern[] {
  const { story, called, on } = telling
  if (story.missing === null) return []
  const { id, startedAt, startedOn } = story.missing
  return [
    {
      what: `${capital(called)} is missing`,
      more: `Since ${momentWords(startedAt ?? startedOn, on)} (${counted(daysBetween(startedOn, on), 'day')}). Owner: ${owner(telling)}. Clears when ${called} is found and the return is recorded.`,
      action: { text: 'Open episode', href: telling.recordHref('missing-episode', id) },
    },
  ]
}

const secrecy = (telling: Telling): Concern[] =>
  telling.facts.secret
    ? [
        {
          what: `Where ${telling.called} lives must not be shared`,
          more: `Owner: ${owner(telling)}. Clears when the address is no longer confidential.`,
          action: { text: 'Open addresses', href: `${family(telling)}#h-addresses` },
        },
      ]
    : []

const workerRisk = (telling: Telling): Concern[] =>
  telling.facts.workerRisk === null
    ? []
    : [
        {
          what: 'Risk to workers: read before you go',
          more: `${telling.facts.workerRisk} Owner: ${owner(telling)}. Clears when the risk is reviewed and removed.`,
          action: { text: 'Open family', href: family(telling) },
        },
      ]

const adultsToMeet: ReadonlySet<string> = new Set([
  'partner of parent',
  'step-parent',
  'significant adult',
  'carer',
])

function unseenAdults(telling: Telling): Concern[] {
  const unmet = athome(telling).filter(({ kin, spokenToOn }) => adultsToMeet.has(kin) && spokenToOn === null)
  return unmet.map((relative) => ({
    what: `${named(relative)} lives in the home and no one has spoken to them`,
    more: `${sinceWords(relative.fromOn, telling.on)}Owner: ${owner(telling)}. Clears when the day they were spoken to is written down.`,
    action: { text: 'Open family', href: family(telling), about: `for ${named(relative)}` },
  }))
}

const sinceWords = (from: Day | null, on: Day): string =>
  from === null ? '' : `Since ${dayWords(from, on)} (${counted(daysBetween(from, on), 'day')}). `

function nobody(telling: Telling): Concern[] {
  if (telling.facts.lead !== null || statusesOf(telling.facts).length === 0) return []
  const act = telling.actFor('allocation')
  return [
    {
      what: `Nobody is allocated to ${telling.called}`,
      more: 'Owner: the team manager. Clears when a worker is allocated.',
      action: act ?? { text: 'Changes of worker', href: '#h-workers' },
    },
  ]
}

/** Three visits in a row that say nothing is wrong, though there is a plan because something is: looked at, not believed. */
function calm({ story, childId }: Telling): Concern[] {
  const planned = story.plans.some(({ endedOn }) => endedOn === null)
  const latest = story.visits.filter(({ seen }) => seen === true).slice(0, calmVisits)
  if (!planned || latest.length < calmVisits || latest.some(({ worried }) => worried !== false)) return []
  return [
    {
      what: `${calmVisits} visits in a row say that nothing is wrong`,
      more: 'There is a child protection plan because something is. Owner: the team manager. Clears when a visit says what was tested.',
      action: { text: 'Open worries', href: `/children/${childId}/worries` },
    },
  ]
}

/** Late duties, the most urgent first and one of each. A direction's day is told with the direction. */
function late(telling: Telling): Concern[] {
  const asked = new Set(telling.story.actions.map(({ id }) => id))
  const faces = telling.faces.filter(
    ({ told, state, past }) => state === 'over' && !past && !asked.has(told.recordId),
  )
  return oneOfEach(faces).map((face) => lateOne(face, telling))
}

/** Owners that are the child’s own worker, who has a name. */
const ours: ReadonlySet<string> = new Set(['worker', 'social worker', 'allocated worker', 'lead worker'])

function lateOne({ clock, told, left, more }: Face, telling: Telling): Concern {
  const days = left === 'Just over' ? 'late' : left
  const who = ours.has(clock.owner) ? owner(telling) : clock.owner
  const act = telling.actFor(telling.stops.get(clock.id))
  return {
    what: `${clock.name} is ${days}`,
    more: `Was due ${
      told.due === null ? 'before today' : momentWords(told.due, telling.on)
    }${more > 0 ? `, and ${more} more like it` : ''}. Owner: ${who}. Clears when ${
      isSeeingTheChild(clock.id) ? `${telling.called} is seen` : clock.stops
    }.`,
    action: act ?? {
      text: 'How this date is worked out',
      href: `/clocks/${clock.id}`,
      about: `for ${clock.name}`,
    },
  }
}

function directions(telling: Telling): Concern[] {
  const over = telling.story.actions.filter(({ dueOn }) => dueOn < telling.on)
  const again = over.filter(({ timesAsked }) => timesAsked > 1)
  return [...again, ...over.filter((one) => !again.includes(one))].map((one) => directionOver(one, telling))
}

function directionOver(one: Asked, { on, names, recordHref }: Telling): Concern {
  const noun = one.direction ? 'Direction' : 'Action'
  const times =
    one.timesAsked === 2 ? 'asked twice' : one.timesAsked > 2 ? `asked ${one.timesAsked} times` : 'is late'
  const [by, who] = [names.get(one.askedBy ?? ''), names.get(one.ownerId ?? '')]
  return {
    what: `${noun} ${times}: ${one.what}`,
    more: `${by === undefined ? '' : `From ${by}. `}First due ${dayWords(one.firstDueOn, on)}. Owner: ${who === undefined ? 'nobody' : firstOf(who)}. Clears with evidence of what was done.`,
    action: { text: 'Open', href: recordHref('action', one.id), about: `the ${noun.toLowerCase()}` },
  }
}

const unanswered = (telling: Telling): Concern[] =>
  telling.story.unknowns
    .filter(({ byOn, ownerId }) => (byOn !== null && byOn < telling.on) || ownerId === null)
    .map((one) => unansweredOne(one, telling))

function unansweredOne(one: NotKnown, { on, names, called, recordHref }: Telling): Concern {
  const who = names.get(one.ownerId ?? '')
  return {
    what: `Still not known: ${one.question}`,
    more: `${counted(daysBetween(one.askedOn, on), 'day')}. Owner: ${who === undefined ? 'nobody yet' : firstOf(who)}. Clears when it is answered. It matters to understanding ${whose(called)} life.`,
    action: { text: 'Open', href: recordHref('unknown', one.id), about: 'the question' },
  }
}
