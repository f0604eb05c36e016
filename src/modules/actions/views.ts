import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state, type State } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { askedWords, daySaid, dueSaid } from './due-words.ts'
import type { Asked } from './queries.ts'
import { waitsForDecision } from './rules.ts'

/** Who looks at a child's actions, and on which day. */
interface Looking {
  readonly childId: string
  readonly actorId: string
  readonly today: Day
  readonly calendar: Calendar
  readonly mayGive: boolean
  readonly mayAnswer: boolean
  readonly mayDecide: boolean
  /** Whether a day that has been moved before is theirs to move again. */
  readonly mayMoveAgain: boolean
  /** The fields every form carries, made from the record's version. */
  readonly hidden: (version: number) => Html
}

/** What is still to be done about a child, and what came of what was asked before. */
export function actionsView(all: readonly Asked[], looking: Looking): Html {
  const open = all.filter(isOpen)
  const closed = all.filter((asked) => !isOpen(asked))
  const give =
    looking.mayGive && button({ text: 'Give a direction', href: `/children/${looking.childId}/actions/give` })
  const none = html`<p>Nobody is waiting for anything to be done about this child.</p>`
  return html`${give}
  ${section(
    { id: 'open', title: 'Still to be done', aside: open.length > 0 ? String(open.length) : undefined },
    open.length === 0 ? none : listed(open.map((asked) => openItem(asked, looking))),
  )}
  ${
    closed.length > 0 &&
    section(
      { id: 'closed', title: 'Done or stopped', aside: String(closed.length) },
      listed(closed.map((asked) => closedItem(asked, looking.today))),
    )
  }`
}

/** What a worker asked of themselves and did waits for nobody; a direction waits for whoever gave it. */
const isOpen = ({ state: stands, direction, askedBy, answeredBy }: Asked): boolean =>
  stands === 'open' || (stands === 'answered' && (direction || askedBy !== answeredBy))

/** 'Direction from Asha Patel to Amira Khalil'. */
function whoseWords({ direction, asker, owner }: Pick<Asked, 'direction' | 'asker' | 'owner'>): string {
  const from = asker === null ? '' : ` from ${asker}`
  return `${direction ? 'Direction' : 'Action'}${from}${owner === null ? '' : ` to ${owner}`}`
}

/** How an open ask stands: waiting to be agreed, or by its due day. */
const standsAs = (asked: Asked, today: Day, calendar: Calendar): State =>
  asked.state === 'answered'
    ? { state: 'ok', words: 'Answered, waiting to be agreed' }
    : dueSaid(asked.dueOn, today, calendar)

function openItem(asked: Asked, looking: Looking): Html {
  const { today, calendar } = looking
  const { state: kind, words } = standsAs(asked, today, calendar)
  const again = askedWords(asked.timesAsked, asked.firstAskedOn, today)
  return html`<p>${state(kind, words)} ${again !== null && state('over', again)}</p>
    <p><strong>${asked.what}</strong></p>
    ${asked.soThat !== null && html`<p>So that ${asked.soThat}</p>`}
    ${
      waitsForDecision(asked) &&
      html`<p>${state('over', 'Needs the service manager’s decision', { wrap: true })}</p>`
    } ${decisionOf(asked, today)}
    <p class="hf-quiet hf-small">${whoseWords(asked)}. ${whenWords(asked, today)}</p>
    ${asked.state === 'answered' && answerOf(asked, today)} ${doable(asked, looking)}`
}

/** What the service manager decided of a third ask. */
const decisionOf = ({ decision, decider, decidedOn }: Asked, today: Day): Html =>
  decidedOn === null
    ? nothing
    : html`<p><strong>Decided</strong>${decider !== null && ` by ${decider}`}, ${daySaid(decidedOn, today)}${decision !== null && `: ${decision}`}</p>`

function whenWords(
  { askedOn, dueOn, firstDueOn, extended, extendedWhy, acceptedOn, answeredOn, state: stands }: Asked,
  today: Day,
): string {
  return [
    `Asked ${daySaid(askedOn, today)}`,
    dueOn === firstDueOn
      ? `due ${daySaid(dueOn, today)}`
      : `first due ${daySaid(firstDueOn, today)}, now ${daySaid(dueOn, today)}`,
    acceptedOn !== null ? `taken on ${daySaid(acceptedOn, today)}` : stands === 'open' && 'not taken on yet',
  ]
    .filter((part) => part !== false)
    .join(', ')
    .concat(extended > 0 ? `. Given more time: ${extendedWhy ?? ''}` : '')
    .concat(stands === 'open' && answeredOn !== null ? `. Sent back: ${extendedWhy ?? ''}` : '')
}

const answerOf = (asked: Asked, today: Day): Html =>
  html`<p>${asked.answeredOn !== null && `Done, ${daySaid(asked.answeredOn, today)}. `}${asked.answer}</p>
    ${
      (asked.evidence !== null || asked.evidenceIn !== null) &&
      html`<p class="hf-small">Seen in: ${seenIn(asked)}</p>`
    }`

const evidenceWords = { visits: 'a visit', 'records/note': 'a note', documents: 'a document' }

function seenIn({ childId, what, evidence, evidenceId, evidenceIn }: Asked): Html {
  if (evidenceIn === null) return html`${evidence}`
  const words = evidence ?? evidenceWords[evidenceIn]
  return link(words, `/children/${childId}/${evidenceIn}/${evidenceId}`, `that shows: ${what}`)
}

/** What this person may do with this ask now. Whoever did it never agrees that it was done. */
function doable(asked: Asked, looking: Looking): Html {
  const { childId, hidden } = looking
  const at = (name: string): string => `/children/${childId}/actions/${asked.id}/${name}`
  const about = `: ${asked.what}`
  const may = asked.state === 'open' ? whileOpen(asked, looking) : onceAnswered(asked, looking)
  const links = may.map(([text, name]) => link(text, at(name), about))
  const take =
    isOwners(asked, looking) &&
    asked.state === 'open' &&
    asked.acceptedOn === null &&
    takeOn(at('accept'), hidden(asked.version), about)
  return links.length === 0 && take === false
    ? nothing
    : html`<div class="hf-row govuk-!-margin-top-2">${take}${links}</div>`
}

type Doing = readonly [text: string, page: string]

const isOwners = ({ ownerId }: Asked, { actorId, mayAnswer }: Looking): boolean =>
  mayAnswer && (ownerId === actorId || ownerId === null)
const isAskers = ({ askedBy, answeredBy }: Asked, { actorId, mayGive }: Looking): boolean =>
  mayGive && (askedBy === actorId || askedBy === null || askedBy === answeredBy)

const whileOpen = (asked: Asked, looking: Looking): Doing[] => [
  ...only(isOwners(asked, looking), ['Say what was done', 'answer']),
  ...only(mayChoose(asked, looking), ['Decide what happens now', 'decide']),
  ...only(mayChoose(asked, looking), ['Decide that it is stopped', 'decide-to-stop']),
  ...(waitsForDecision(asked) ? [] : askersOwn(asked, looking)),
]

const askersOwn = (asked: Asked, looking: Looking): Doing[] => [
  ...only(looking.mayGive && asked.extended === 0, ['Give more time', 'extend']),
  ...only(looking.mayMoveAgain && asked.extended > 0, ['Move the day again', 'move-again']),
  ...only(isAskers(asked, looking), ['Stop it', 'stop']),
]

/** Whether this is a third ask that this manager may decide. */
const mayChoose = (asked: Asked, { mayDecide }: Looking): boolean => mayDecide && asked.timesAsked > 2

const onceAnswered = (asked: Asked, looking: Looking): Doing[] => [
  ...only(isAskers(asked, looking) && asked.answeredBy !== looking.actorId, ['Agree it was done', 'verify']),
  ...only(isAskers(asked, looking), ['Send it back', 'send-back']),
  ...only(mayChoose(asked, looking), ['Decide that it is stopped', 'decide-to-stop']),
  ...only(isAskers(asked, looking) && !waitsForDecision(asked), ['Stop it', 'stop']),
]

const only = (may: boolean, doing: Doing): Doing[] => (may ? [doing] : [])

const takeOn = (action: string, hidden: Html, about: string): Html =>
  html`<form method="post" action="${action}">
      ${hidden}
      ${button({
        text: html`Take it on<span class="govuk-visually-hidden">${about}</span>`,
        classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
        preventDoubleClick: true,
      })}
    </form>`

function closedItem(asked: Asked, today: Day): Html {
  const verified = asked.state !== 'stopped'
  return html`<p>${
    verified ? state('met', 'Done') : state('unknown', 'Stopped')
  } <strong>${asked.what}</strong></p>
    <p class="hf-quiet hf-small">${whoseWords(asked)}. Asked ${daySaid(asked.askedOn, today)}${
      asked.verifiedOn !== null && `, agreed ${daySaid(asked.verifiedOn, today)}`
    }</p>
    ${decisionOf(asked, today)} ${
      verified
        ? html`${answerOf(asked, today)}${
            asked.difference !== null && html`<p>What it changed: ${asked.difference}</p>`
          }`
        : html`<p>Why: ${asked.stoppedWhy}</p>`
    }`
}
