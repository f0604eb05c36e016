import { ageOn, type Day } from '../../platform/dates/day.ts'
import { roleNames } from '../../platform/access/policy.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { Access, Owed, PlacedChild, WorksWith } from './queries.ts'

/** The children who live with a carer. */
export function childrenView(children: readonly PlacedChild[], today: Day): Html {
  if (children.length === 0)
    return html`<p class="govuk-body">No child is shown to you now.</p>
      <p class="govuk-body">If a child lives with you, ask their social worker or your fostering team to let you in here.</p>`
  return listed(
    children.map(
      (child) =>
        html`<p><strong>${link(
          nameOf(child),
          `/children-with-me/${child.id}`,
        )}</strong> ${ageOf(child, today)}</p>`,
    ),
  )
}

const ageOf = ({ bornOn }: PlacedChild, today: Day): string =>
  bornOn === null ? '' : `${counted(ageOn(bornOn, today), 'year')} old`

/** What is held that it takes to care for a child. */
export interface ToCare {
  readonly child: PlacedChild
  readonly since: Day | null
  readonly workers: readonly WorksWith[]
  readonly owed: { readonly visits: readonly Owed[]; readonly reviews: readonly Owed[] }
  readonly health: {
    readonly done: readonly { readonly kind: string; readonly doneOn: Day }[]
    readonly owed: readonly Owed[]
  }
  readonly school: {
    readonly last: { readonly on: Day; readonly agreed: boolean } | null
    readonly owed: readonly Owed[]
  }
  readonly today: Day
}

/** One child, as whoever cares for them is told. */
export function childView(told: ToCare): Html {
  const { child, since, owed, today } = told
  const lives = since === null ? null : html`<p>With you since ${daySaid(since, today)}.</p>`
  const born =
    child.bornOn === null
      ? null
      : html`<p>Born on ${daySaid(child.bornOn, today)}, ${ageOf(child, today)}.</p>`
  return html`${section({ id: 'child', title: 'The child' }, html`${born}${lives}${spoken(child)}`)}
    ${section({ id: 'workers', title: 'Who to ask' }, workersView(told.workers))}
    ${section({ id: 'visits', title: 'The next visit' }, nextView(owed.visits, 'visit', today))}
    ${section({ id: 'reviews', title: 'The next review' }, nextView(owed.reviews, 'review', today))}
    ${section({ id: 'health', title: 'Health' }, healthView(told))}
    ${section({ id: 'school', title: 'School' }, schoolView(told))}
    ${section({ id: 'not-here', title: 'What is not here' }, notHere)}`
}

const spoken = ({ firstLanguage, interpreter }: PlacedChild): Html | false =>
  firstLanguage !== null &&
  html`<p>Speaks ${firstLanguage}${interpreter === true && ', and needs an interpreter'}.</p>`

const notHere = html`<p>The placement plan and what you may decide yourself (delegated authority) are not kept here yet:
  ask the social worker for your copy.</p>`

const quiet = (words: string): Html => html`<p class="hf-quiet">${words}</p>`

function workersView(workers: readonly WorksWith[]): Html {
  const ring = html`<p>Ring the council and ask for them by name. In an emergency ring 999.</p>`
  if (workers.length === 0) return html`${quiet('Nobody works with the child at the moment.')}${ring}`
  const who = workers.map(
    ({
      name,
      role,
      lead,
      team,
    }) => html`<p><strong>${name}</strong>, ${lead ? 'social worker' : roleNames[role].toLowerCase()}
      ${team !== null && html`<br><span class="hf-quiet">${team}</span>`}</p>`,
  )
  return html`${listed(who)}${ring}`
}

/** By when, and whether that day has passed. */
const byDay = (dueOn: Day, today: Day): Html =>
  dueOn < today
    ? state('over', `Was due by ${daySaid(dueOn, today)}`, { wrap: true })
    : html`<strong>By ${daySaid(dueOn, today)}</strong>`

function nextView([next]: readonly Owed[], what: string, today: Day): Html {
  return next === undefined
    ? quiet(`No day is held for the next ${what}.`)
    : html`<p>${byDay(next.dueOn, today)}</p>`
}

const checks: Readonly<Record<string, string>> = {
  initial: 'First health assessment',
  review: 'Health assessment',
  dental: 'Dentist',
  optical: 'Eye test',
}

function healthView({ health: { done, owed }, today }: ToCare): Html {
  const last = done.map(({ kind, doneOn }) => html`<p>${checks[kind] ?? kind}: ${daySaid(doneOn, today)}</p>`)
  return html`${last.length === 0 ? quiet('No health check is held.') : listed(last)}
    <p>The next health assessment: ${
      owed[0] === undefined ? 'no day is held' : byDay(owed[0].dueOn, today)
    }</p>`
}

function schoolView({ child, school: { last, owed }, today }: ToCare): Html {
  const goesTo =
    child.school === null ? quiet('No school or nursery is held.') : html`<p>Goes to ${child.school}.</p>`
  const plan =
    last === null
      ? quiet('No personal education plan is held.')
      : html`<p>Personal education plan: ${last.agreed ? 'agreed' : 'begun'} ${daySaid(last.on, today)}</p>`
  return html`${goesTo}${plan}
    <p>The next: ${owed[0] === undefined ? 'no day is held' : byDay(owed[0].dueOn, today)}</p>`
}

/** What may be done with one line, and where. */
type Doing = (one: Access) => readonly { readonly text: string; readonly href: string }[]

/** Which carers may sign in for a child: for those who work with the child. */
export function accessView(all: readonly Access[], doing: Doing, ask: Html, today: Day): Html {
  const none = html`<p>No foster carer may sign in for this child.</p>`
  return html`<p>A foster carer is shown what it takes to care for the child: who to ask, the next visit and review, health and school.
      It ends by itself on the day the child leaves that stay.</p>
    ${ask}${all.length === 0 ? none : table(all, doing, today)}`
}

const table = (all: readonly Access[], doing: Doing, today: Day): Html =>
  cards({
    caption: 'Foster carers',
    columns: ['Foster carer', 'Stands', 'Asked', 'Decided by', 'To do'],
    rows: all.map((one) => ({
      head: one.carer,
      cells: [
        standsOf(one),
        html`${daySaid(one.askedOn, today)}${one.askedBy !== null && ` by ${one.askedBy}`}`,
        one.answeredBy ?? 'Nobody yet',
        html`${doing(one).map(({ text, href }) => html`<p>${link(text, href, one.carer)}</p>`)}`,
      ],
    })),
  })

function standsOf({ state: stands, counts }: Access): Html {
  if (stands === 'in force')
    return counts
      ? state('met', 'May sign in')
      : state('ok', 'Over: the child has left that stay', { wrap: true })
  return stands === 'asked'
    ? state('soon', 'Waits for a second person', { wrap: true })
    : state('ok', stands === 'refused' ? 'Refused' : 'Ended')
}

/** The button that asks for a carer; why there is none where the child lives with no foster carer. */
export const askView = (childId: string, may: boolean, fostered: boolean): Html => {
  if (!may) return html``
  return fostered
    ? button({
        text: 'Ask that a foster carer may sign in',
        href: `/children/${childId}/carers/ask-for-carer`,
      })
    : html`<p class="hf-quiet">The child does not live with a foster carer now, as far as is recorded.</p>`
}
