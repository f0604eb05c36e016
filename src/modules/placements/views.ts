import { daysBetween, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { countLink, tally } from '../../platform/web/holdfast/tally.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { careEpisode, kindsFromSixteen } from '../looked-after/index.ts'
import type { HomeHeld, Living, Registration, Reviewed, StayNow, Unregistered } from './queries.ts'
import { homeFields, homeReview } from './record.ts'

const kinds: Readonly<Record<string, string>> = careEpisode.fields.placementType.options ?? {}

/** The kind in the words of the return, without its notes to whoever fills it in. */
const kindSaid = (kind: string | null): string =>
  kinds[kind ?? '']?.replace(/ \(.*/, '') ?? 'Kind of placement not recorded'

const aside = (words: string): Html => html`<span class="hf-quiet hf-small">${words}</span>`

const quietly = (...words: readonly (string | false)[]): Html =>
  html`<p class="hf-quiet hf-small">${words}</p>`

const byKind = 'by the kind of placement'

/** Which of the two it goes by: what is held of the registration, or the kind of placement. */
function basisOf(standing: string | null): string {
  if (standing === null) return `Nothing is held of its registration: told ${byKind}`
  return standing === 'not known'
    ? `Whether it is registered is not known: told ${byKind}`
    : 'Told by what was found of its registration'
}

/** A home that is lawful for others, and not for a child under 16. */
const isForOlder = ({ kind, standing }: StayNow): boolean =>
  standing !== 'not registered' && kindsFromSixteen.includes(kind ?? '')

/** How a home stands, and which of the two says so. */
function standingOf(stay: StayNow): Html {
  if (stay.unregistered === true && isForOlder(stay))
    return said(
      state('over', 'No home for a child under 16', { wrap: true }),
      'Told by age and the kind of placement',
    )
  return said(stateOf(stay), basisOf(stay.standing))
}

function stateOf({ unregistered, standing }: StayNow): Html {
  if (unregistered === true) return state('over', 'Not registered')
  if (standing === 'registered') return state('met', 'Registered')
  const words =
    unregistered === null ? 'Whether it is registered' : 'Whether it is registered: its kind is one that is'
  return state('unknown', words, { wrap: true })
}

const said = (words: Html, basis: string): Html => html`<p>${words}</p>${quietly(`${basis}.`)}`

/** Everything about where a child lives, and who may do what about it. */
export interface ChildsHome {
  readonly childId: string
  readonly stay: StayNow | null
  readonly registrations: readonly Registration[]
  readonly reviews: readonly Reviewed[]
  readonly dueOn: Day | null
  readonly today: Day
  readonly mayWrite: boolean
  readonly mayReview: boolean
}

/** The page of one child's home: what is held of it, and the director's reviews. */
export function childView(told: ChildsHome): Html {
  const { stay, today, registrations } = told
  if (stay === null)
    return html`<p class="govuk-body">No placement is held for today: nothing can be said of a home.</p>
      ${reviewsSection(told)}`
  const days = counted(daysBetween(stay.placedOn, today), 'day')
  const where = html`<p><strong>${stay.home ?? 'The name of the home is not held'}</strong></p>
    <p>${kindSaid(stay.kind)}, since ${daySaid(stay.placedOn, today)}: ${days}.</p>
    <p class="hf-quiet hf-small">${
      stay.urn === null ? 'No number of Ofsted’s is held.' : `Ofsted’s number: ${stay.urn}.`
    }
      ${stay.homeId !== null && link('The home, and who lives there', `/homes/${stay.homeId}`)}</p>`
  return html`${doing(told)}
    ${section({ id: 'home', title: 'Where they live' }, html`${where}${standingOf(stay)}`)}
    ${section({ id: 'found', title: 'What was found of the home' }, registrationsView(registrations, today))}
    ${reviewsSection(told)}`
}

function doing({ childId, stay, mayWrite, mayReview }: ChildsHome): Html {
  const secondary = 'govuk-button--secondary'
  const href = `/children/${childId}/home`
  return html`<div class="govuk-button-group">
    ${
      mayReview &&
      stay?.unregistered === true &&
      button({ text: 'Record a review', href: `${href}/review-home` })
    }
    ${
      mayWrite &&
      button({ text: 'Record whether the home is registered', href: `${href}/record`, classes: secondary })
    }
  </div>`
}

const withWhom = homeFields.registeredWith.options ?? {}

const found: Readonly<Record<string, string>> = {
  registered: 'Registered',
  'not registered': 'Not registered',
  'not known': 'Not known',
}

/** Each answer about a home, the latest first: that one stands. */
export function registrationsView(all: readonly Registration[], today: Day): Html {
  if (all.length === 0)
    return html`<p class="hf-quiet">Nobody has written down yet whether the home is registered.</p>`
  return listed(all.map((one) => registrationView(one, today)))
}

const checkedHow = ({ checker, source }: Registration): (string | false)[] => [
  checker !== null && ` by ${checker}`,
  source !== null && `: ${source}`,
]

function registrationView(one: Registration, today: Day): Html {
  const { standing, registeredWith, number, fromOn, toOn, conditions } = one
  const more = [
    registeredWith !== null && ` with ${withWhom[registeredWith] ?? registeredWith}`,
    number !== null && `, number ${number}`,
    fromOn !== null && `, from ${daySaid(fromOn, today)}`,
    toOn !== null && `, until ${daySaid(toOn, today)}`,
  ]
  return html`<p><strong>${found[standing] ?? standing}</strong>${more}.</p>
    ${conditions !== null && html`<p>Conditions: ${conditions}</p>`}
    ${quietly(`Checked ${daySaid(one.checkedOn, today)}`, ...checkedHow(one), '.')}`
}

const safety: Readonly<Record<string, Html>> = {
  yes: state('met', 'Safe there'),
  no: state('over', 'Not safe there'),
  'not known': state('unknown', 'Whether the child is safe'),
}

const safetyOf = (safe: string | null): Html => safety[safe ?? ''] ?? nothing

function reviewsSection({ reviews, dueOn, today, stay }: ChildsHome): Html {
  if (reviews.length === 0 && stay?.unregistered !== true) return nothing
  const none = html`<p>The director has not reviewed this child’s home yet.</p>`
  const due = dueOn !== null && html`<p>${dueOf(dueOn, today)}</p>`
  const body = reviews.length === 0 ? none : listed(reviews.map((one) => reviewView(one, today)))
  return section({ id: 'reviews', title: 'The director’s reviews' }, html`${due}${body}`)
}

const dueOf = (dueOn: Day | null, today: Day): Html =>
  dueOn === null
    ? state('unknown', 'When the next is due')
    : dueOn < today
      ? state('over', `Was due ${daySaid(dueOn, today)}`)
      : state('ok', `Due ${daySaid(dueOn, today)}`)

function reviewView(one: Reviewed, today: Day): Html {
  const { fields } = homeReview
  const told = one.ofstedToldOn === null ? 'not told' : `told ${daySaid(one.ofstedToldOn, today)}`
  return html`<p><strong>${
    one.reviewedOn === null ? 'No day' : daySaid(one.reviewedOn, today)
  }</strong> ${safetyOf(one.safe)}
      <span class="hf-quiet hf-small">${one.reviewer}</span></p>
    ${one.safeWhy !== null && html`<p>${one.safeWhy}</p>`}
    <p><span class="hf-quiet">${fields.whyStill.label}</span> ${one.whyStill}</p>
    <p><span class="hf-quiet">${fields.beingDone.label}</span> ${one.beingDone}</p>
    ${quietly(
      `Ofsted: ${told}.`,
      one.nextOn !== null && ` To be reviewed again by ${daySaid(one.nextOn, today)}.`,
    )}`
}

/** Which of the children a list is narrowed to. */
export const narrowings = {
  late: 'The review is late',
  unreviewed: 'Not reviewed since they came',
  unsafe: 'Not said to be safe at the last review',
  kind: 'Told by the kind of placement alone',
} as const

export type Narrowing = keyof typeof narrowings

const holds: Readonly<Record<Narrowing, (one: Unregistered, today: Day) => boolean>> = {
  late: ({ dueOn }, today) => dueOn !== null && dueOn < today,
  unreviewed: ({ reviewedOn }) => reviewedOn === null,
  unsafe: ({ reviewedOn, safe }) => reviewedOn !== null && safe !== 'yes',
  kind: ({ standing }) => standing !== 'not registered',
}

/** The children of a narrowing; all of them where there is none. */
export const narrowed = (
  all: readonly Unregistered[],
  by: Narrowing | null,
  today: Day,
): readonly Unregistered[] => (by === null ? all : all.filter((one) => holds[by](one, today)))

interface Register {
  readonly children: readonly Unregistered[]
  readonly by: Narrowing | null
  readonly homes: readonly HomeHeld[]
  readonly today: Day
}

/** Children in homes that are not registered, and every home that is held. */
export function registerView({ children, by, homes, today }: Register): Html {
  const counts = (Object.keys(narrowings) as Narrowing[]).map((name) => ({
    name: narrowings[name],
    count: narrowed(children, name, today).length,
    href: `/homes?show=${name}`,
  }))
  const all = { name: 'In a home that is not registered', count: children.length, href: '/homes' }
  const title = by === null ? 'Children in a home that is not registered' : narrowings[by]
  const back = by === null ? undefined : link('All of them', '/homes')
  return html`<div class="govuk-!-width-one-half govuk-!-margin-bottom-6">${tally([all, ...counts])}</div>
    ${section({ id: 'children', title, aside: back }, childrenTable(narrowed(children, by, today), today))}
    ${section({ id: 'homes', title: 'Homes' }, homesTable(homes, today))}`
}

const howTold = ({ standing }: Unregistered): string =>
  standing === 'not registered' ? 'Found not to be registered' : `Told ${byKind}`

function childrenTable(rows: readonly Unregistered[], today: Day): Html {
  if (rows.length === 0) return html`<p>No child whose record you may open.</p>`
  return cards({
    caption: `Children in a home that is not registered${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'Home', 'There for', 'Last review', 'Next review'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), `/children/${row.childId}/home`),
      cells: [
        html`${row.home ?? kindSaid(row.placed)}<br>${aside(howTold(row))}`,
        html`${counted(
          daysBetween(row.placedOn, today),
          'day',
        )}<br>${aside(`since ${daySaid(row.placedOn, today)}`)}`,
        row.reviewedOn === null ? 'None yet' : html`${daySaid(row.reviewedOn, today)} ${safetyOf(row.safe)}`,
        dueOf(row.dueOn, today),
      ],
    })),
  })
}

/** How a home stands today, by the latest answer about it. */
function standsToday({ standing, toOn }: HomeHeld, today: Day): Html {
  if (standing === 'registered')
    return toOn !== null && toOn < today
      ? state('over', `Registered until ${daySaid(toOn, today)}`, { wrap: true })
      : state('met', 'Registered')
  return standing === 'not registered'
    ? state('over', 'Not registered')
    : state('unknown', 'Whether it is registered', { wrap: true })
}

function homesTable(homes: readonly HomeHeld[], today: Day): Html {
  if (homes.length === 0)
    return html`<p>No home is held yet. Record one from the page of a child who lives there.</p>`
  return cards({
    caption: `Homes${homes.length === 200 ? ': the first 200' : ''}`,
    columns: ['Home', 'How it stands', 'Checked', 'Children there now'],
    rows: homes.map((home) => ({
      head: link(home.name, `/homes/${home.id}`),
      cells: [
        standsToday(home, today),
        home.checkedOn === null ? 'Never' : daySaid(home.checkedOn, today),
        countLink(home.children, `/homes/${home.id}`, `children in ${home.name}`),
      ],
    })),
  })
}

/** One home: how it stands, who lives there now, and each answer about it. */
export function homeView(
  home: HomeHeld,
  registrations: readonly Registration[],
  living: readonly Living[],
  today: Day,
): Html {
  const there = living.map(
    (child) =>
      html`<p>${link(
        nameOf(child),
        `/children/${child.childId}/home`,
      )} ${aside(`since ${daySaid(child.placedOn, today)}`)}</p>`,
  )
  const nobody = html`<p>No child whose record you may open lives there now.</p>`
  return html`<p>${standsToday(home, today)}</p>
    <p class="hf-quiet">${
      home.urn === null ? 'No number of Ofsted’s is held.' : `Ofsted’s number: ${home.urn}.`
    }</p>
    ${section(
      { id: 'living', title: 'Children who live there' },
      there.length === 0 ? nobody : listed(there),
    )}
    ${section({ id: 'found', title: 'What was found of it' }, registrationsView(registrations, today))}`
}
