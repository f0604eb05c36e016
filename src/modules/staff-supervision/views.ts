import { timeOf, dayOf, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid, dueSaid } from '../actions/index.ts'
import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Beside } from './beside.ts'
import type { Booking, Missed } from './bookings.ts'
import type { NextSession } from './due.ts'
import { missedFields } from './fields.ts'
import type { GroupSession } from './groups.ts'
import type { Session, Supervised, Talked, Told } from './queries.ts'

/** When the next is due, and how that stands. */
interface Next extends Pick<NextSession, 'dueOn' | 'rule' | 'startNotKnown'> {
  readonly today: Day
  readonly calendar: Calendar
}

/** Whom the reader supervises, and whom their managers do. */
export function peopleView(people: readonly Supervised[], next: (one: Supervised) => Next): Html {
  const together = button({
    text: 'Record a group session',
    href: '/supervision/groups/record',
    classes: 'govuk-button--secondary',
  })
  const [mine, theirs] = [people.filter((one) => one.mine), people.filter((one) => !one.mine)]
  const none = html`<p>There is nobody you manage here. An administrator says who is in which team.</p>`
  return html`${people.filter((one) => one.mine).length > 1 && together}
    ${section(
      { id: 'mine', title: 'Those you manage', aside: counted(mine.length, 'person', 'people') },
      mine.length === 0 ? none : table(mine, next, 'Those you manage, longest without supervision first'),
    )}
    ${
      theirs.length > 0 &&
      section(
        {
          id: 'theirs',
          title: 'Those your managers manage',
          aside: counted(theirs.length, 'person', 'people'),
        },
        table(theirs, next, 'Those your managers manage, longest without supervision first'),
      )
    }`
}

const table = (people: readonly Supervised[], next: (one: Supervised) => Next, caption: string): Html =>
  cards({
    caption,
    columns: ['Who', 'Last met', 'Next due', 'In 12 months'],
    rows: people.map((one) => ({
      head: html`${link(one.name, `/supervision/${one.id}`)}<br><span class="hf-quiet hf-small">${roleNames[one.role as Role]}${one.team !== null && `, ${one.team}`}</span>`,
      cells: [lastMet(one, next(one)), nextView(next(one), one.agreedOn), yearOf(one)],
    })),
  })

const yearOf = ({ held, missed }: Supervised): Html =>
  html`${String(held)}${missed > 0 && small(`${missed} did not take place`)}`

const lastMet = ({ lastOn, lastBy }: Supervised, { today }: Next): Html =>
  lastOn === null
    ? html`<span class="hf-quiet">None recorded yet</span>`
    : html`${daySaid(lastOn, today)}<br><span class="hf-quiet hf-small">${lastBy}</span>`

/** Never late before there is one to run from. */
export function nextView({ dueOn, rule, startNotKnown, today, calendar }: Next, agreedOn: Day | null): Html {
  const agreed = agreedOn !== null && agreedView(agreedOn, today)
  const why = startNotKnown && small('Newly qualified, and their start is not known: the four weeks run')
  if (dueOn === null) return html`<span class="hf-quiet">Not known</span>${why}${agreed}`
  const { state: kind, words } = dueSaid(dueOn, today, calendar)
  return html`${state(kind, words, { wrap: true })}${small(rule)}${why}${agreed}`
}

const agreedView = (agreedOn: Day, today: Day): Html =>
  agreedOn >= today
    ? small(`You meet ${daySaid(agreedOn, today)}`)
    : small(`You were to meet ${daySaid(agreedOn, today)}, and nothing says that you did`)

const small = (words: string): Html => html`<br><span class="hf-quiet hf-small">${words}</span>`

/** What the page of one member of staff tells. */
interface OfOne {
  readonly worker: Supervised
  readonly next: Next
  readonly beside: Beside
  readonly own: boolean
  readonly sessions: readonly Session[]
  readonly groups: readonly GroupSession[]
  readonly agreed: Booking | undefined
  readonly missed: readonly Missed[]
  readonly named: (clock: string) => string
}

/** One member of staff: when next, what is late, and each session. */
export function workerView({ worker, next, beside, own, named, ...told }: OfOne): Html {
  const at = `/supervision/${worker.id}`
  const begin = worker.mine && button({ text: 'Record a session', href: `${at}/record` })
  const book = worker.mine ? { aside: link(bookingWords(worker.agreedOn, next.today), `${at}/meeting`) } : {}
  return html`${begin}${who(own)}
    ${section(
      { id: 'next', title: 'Next due', ...book },
      html`<p>${nextView(next, worker.agreedOn)}</p>${movedView(told.agreed)}`,
    )}
    ${besideView(beside, next, named)}
    ${sessionsView(told, next.today)}${missedView(told.missed, next.today)}`
}

const bookingWords = (agreedOn: Day | null, today: Day): string =>
  agreedOn === null ? 'Agree a day' : agreedOn < today ? 'Say what became of it' : 'Move the day'

const movedView = (agreed: Booking | undefined): Html | false =>
  agreed !== undefined &&
  agreed.moved > 0 &&
  html`<p class="hf-small">Moved ${counted(agreed.moved, 'time')}${
    agreed.movedWhy !== null && `, last because: ${agreed.movedWhy}`
  }.</p>`

function sessionsView({ sessions, groups }: Pick<OfOne, 'sessions' | 'groups'>, today: Day): Html {
  const all = [
    ...sessions.map((one) => ({ on: one.heldOn, line: sessionLine(one, today) })),
    ...groups.map((one) => ({ on: one.heldOn, line: groupLine(one, today) })),
  ].toSorted((one, other) => (one.on < other.on ? 1 : -1))
  const aside = String(all.length)
  const none = html`<p>No session is recorded.</p>`
  return section(
    { id: 'sessions', title: 'Sessions, the latest first', aside },
    all.length === 0 ? none : listed(all.map(({ line }) => line)),
  )
}

const groupLine = (one: GroupSession, today: Day): Html =>
  html`<p>${link(
    daySaid(one.heldOn, today),
    `/supervision/groups/${one.id}`,
  )}, group session led by ${one.leader}, ${one.workers.length} there. It does not stand in for one of their own.</p>
    <p class="hf-small">${firstWords(one.topic)}</p>`

function missedView(missed: readonly Missed[], today: Day): Html | false {
  if (missed.length === 0) return false
  const reasons = missedFields.reason.options ?? {}
  const lines = missed.map(
    (one) =>
      html`<p>${daySaid(one.meetsOn, today)}: ${reasons[one.reason ?? '']}${one.said !== null && `. ${one.said}`}</p>`,
  )
  return section({ id: 'missed', title: 'Did not take place', aside: String(missed.length) }, listed(lines))
}

const who = (own: boolean): Html =>
  html`<p class="hf-quiet hf-small">${
    own
      ? 'You, your manager and their manager read this'
      : 'They, their manager and their manager’s manager read this'
  }, and nobody else, whatever children they work with.</p>`

const sessionLine = (one: Session, today: Day): Html =>
  html`<p>${link(
    daySaid(one.heldOn, today),
    `/supervision/sessions/${one.id}`,
    'session',
  )}, ${one.supervisor}. ${counted(one.children, 'child', 'children')} talked about.</p>
    <p class="hf-small">${firstWords(one.reflectiveTopic)}</p>`

const firstWords = (text: string): string => (text.length > 140 ? `${text.slice(0, 140).trimEnd()}…` : text)

/** What is past its day of theirs, and their children: beside the form and on their page. */
export function besideView(
  { children, directions }: Beside,
  { today }: Pick<Next, 'today'>,
  named: (clock: string) => string,
): Html {
  const late = children.filter((child) => child.late.length > 0)
  const duties = late.map(
    (child) =>
      html`<p>${link(nameOf(child), `/children/${child.id}/overview`)}</p>
        <ul class="hf-plain">
          ${child.late.slice(0, 4).map(
            ({ clock, dueOn }) =>
              html`<li>${state('over', `${named(clock)}, due ${daySaid(dueOn, today)}`, {
                wrap: true,
              })}</li>`,
          )}
        </ul>
        ${
          child.late.length > 4 &&
          html`<p class="hf-quiet hf-small">${counted(
            child.late.length - 4,
            'more is late',
            'more are late',
          )}.</p>`
        }`,
  )
  const asked = directions.map(
    (one) =>
      html`<p>${link(
        one.what ?? 'A direction',
        `/children/${one.childId}/actions#${one.id}`,
        `about ${nameOf(one)}`,
      )} <span class="hf-quiet">${nameOf(one)}</span> ${state(
        'over',
        `due ${daySaid(one.dueOn, today)}`,
      )}</p>`,
  )
  return html`${section(
    {
      id: 'late',
      title: 'Late for their children',
      aside: `${late.length} of ${counted(children.length, 'child', 'children')}`,
    },
    duties.length === 0 ? html`<p>Nothing that you may see is late.</p>` : listed(duties),
  )}
    ${section(
      { id: 'directions', title: 'Directions past their day', aside: String(directions.length) },
      asked.length === 0 ? html`<p>None is past its day.</p>` : listed(asked),
    )}`
}

/** One session in full. */
export function sessionView({
  session,
  children,
  history,
  today,
  mayCorrect,
}: {
  readonly session: Session
  readonly children: readonly Talked[]
  readonly history: readonly Told[]
  readonly today: Day
  readonly mayCorrect: boolean
}): Html {
  const at = `/supervision/sessions/${session.id}`
  const more = session.children - children.length
  return html`${who(false)}
    ${section(
      { id: 'children', title: 'Children talked about', aside: String(session.children) },
      html`${children.length > 0 && listed(children.map(talked))}
        ${
          more > 0 &&
          html`<p class="hf-quiet">${counted(more, 'child', 'children')} whose record you do not open.</p>`
        }${session.children === 0 && html`<p>No child was named.</p>`}`,
    )}
    ${section(
      { id: 'said', title: 'What was said' },
      html`${said(
        'Reflected on',
        session.reflectiveTopic,
      )}${said('How they are', session.wellbeing)}${said('Caseload', session.caseload)}${said('Learning', session.learning)}${
        session.nextOn !== null && html`<p>Next: ${daySaid(session.nextOn, today)}.</p>`
      }`,
    )}
    ${section(
      { id: 'stood', title: 'As it stood when this was written' },
      html`<p>${counted(session.childrenHeld, 'child', 'children')} held, ${counted(
        session.overdueDuties,
        'duty',
        'duties',
      )} late, ${counted(session.overdueDirections, 'direction')} past its day.</p>`,
    )}
    ${section(
      {
        id: 'history',
        title: 'History',
        ...(mayCorrect && { aside: link('Put it right', `${at}/correct`) }),
      },
      listed(history.map(told)),
    )}`
}

const talked = (child: Talked): Html =>
  html`<p>${link(nameOf(child), `/children/${child.id}/discussions`)} ${
    child.written
      ? state('met', 'On their record')
      : state('soon', 'Nothing of that day on their record', { wrap: true })
  }${
    !child.written &&
    child.mayWrite &&
    html` ${link(
      'Record what was said',
      `/children/${child.id}/discussions/record-discussion`,
      `about ${nameOf(child)}`,
    )}`
  }</p>`

const said = (title: string, words: string | null): Html | false =>
  words !== null && html`<p><span class="hf-quiet hf-small">${title}</span><br>${words}</p>`

const events: Readonly<Record<string, string>> = {
  'supervision.recorded': 'Written',
  'supervision.corrected': 'Put right',
}

const told = ({ type, by, at, reason }: Told): Html =>
  html`<p>${events[type] ?? type} by ${by}, ${daySaid(dayOf(at), dayOf(at))} ${dayOf(at).slice(0, 4)}, ${timeOf(at)}${reason !== null && `: ${reason}`}</p>`
