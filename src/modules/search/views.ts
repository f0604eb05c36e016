import { longDay, type Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { tag } from '../../platform/web/govuk/tag.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html, type Words } from '../../platform/web/html.ts'
import { helpWords } from '../allocation/index.ts'
import { relationship } from '../people/index.ts'
import { mostFound, type Found, type Kin, type Why } from './queries.ts'

/** What the page of answers is made from. */
interface Answers {
  readonly typed: string
  readonly found: readonly Found[]
  readonly today: Day
  readonly mayAdd: boolean
}

/** The search box, with what was typed and what is wrong with it. It is always posted: a name never goes into an address. */
export function searchForm(hidden: Html, typed: string, findings: readonly Finding[] = []): Html {
  const [wrong] = findings
  const box = input({
    id: 'q',
    name: 'q',
    type: 'search',
    value: typed,
    autocomplete: 'off',
    spellcheck: false,
    label: { text: 'Name, date of birth, number or address' },
    hint: {
      text: 'Names in any order, as they sound. A year of birth helps: barker leo 2020. Numbers: ours, the NHS’s, or a school pupil’s.',
    },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  return html`<form class="govuk-!-margin-bottom-4" method="post" action="/search" role="search" aria-label="People and addresses" novalidate>
      ${hidden}
      ${box}${button({ text: 'Search' })}
    </form>`
}

/** Who may be meant, likeliest first: whether each is known to us, and who works with them. */
export function answersView({ typed, found, today, mayAdd }: Answers): Html {
  if (found.length === 0) return noOne(typed, mayAdd)
  const shown = found.slice(0, mostFound)
  const more = found.length > mostFound
  return html`<p class="govuk-body" role="status">${countWords(shown.length, more)}</p>
    ${listed(shown.map((one) => row(one, today)))}
    ${mayAdd && html`<p class="govuk-body">None of these? ${link('Add a child', '/people/add')}</p>`}`
}

const countWords = (count: number, more: boolean): string =>
  more
    ? `The ${mostFound} likeliest are shown, and there are more. Add a first name, a year of birth or a house number to see fewer.`
    : count === 1
      ? 'One person found.'
      : `${count} people found, the likeliest first.`

const noOne = (typed: string, mayAdd: boolean): Html =>
  html`<p class="govuk-body" role="status"><strong>No one called ‘${typed}’.</strong> Check the spelling, try a date of birth${
    mayAdd ? html`, or ${link('add a child', '/people/add')}` : ''
  }.</p>`

function row(one: Found, today: Day): Html {
  if (!mayName(one)) return nameless(one)
  const named = html`${nameOf(one)}, ${ageWords(one, today)}`
  const child = one.kind !== 'adult'
  const who = child ? link(named, `/children/${one.id}/overview`) : html`<strong>${named}</strong>`
  return html`<div class="hf-row hf-row--base"><p>${who}</p>${child && standing(one)}</div>
    <p class="hf-quiet hf-small">${facts(one)}</p>
    ${child ? withWhom(one) : one.family.filter(({ opens }) => opens).map(kin)}`
}

/** A child whose record is open to whoever asks, or an adult of such a child's family. */
const mayName = (one: Found): boolean =>
  one.kind === 'adult' ? one.family.some(({ opens }) => opens) : one.opens

/** Somebody is known, and whom to ask: nothing that says who (decision on restricted records in search). */
function nameless({ worker, team, why }: Found): Html {
  const ask = team === null ? (worker ?? 'the duty team') : `the ${team} team`
  return html`<p><strong>A record exists</strong></p>
    <p class="hf-small">Found by ${strongest
      .filter((one) => why.includes(one))
      .map((one) => whys[one])
      .join(' and ')}. It is not yours to open: ask ${ask}.</p>`
}

/** Whether the child is known to us, so that nobody need open the record to learn it. */
function standing(one: Found): Html {
  const words = helpWords(one)
  if (words !== 'No plan yet') return tag({ text: words, classes: 'hf-tag--plan' })
  const open = one.worker !== null || one.team !== null || one.open
  if (open) return tag({ text: 'Open, no plan yet', classes: 'hf-tag--plan' })
  const closed = one.closedOn === null ? 'Not open to us' : `Closed ${longDay(one.closedOn)}`
  return tag({ text: closed, classes: 'hf-tag--soft' })
}

function facts(one: Found): string {
  const born = one.bornOn === null ? null : `Born ${longDay(one.bornOn)}`
  const number = one.laChildId === null ? null : `Number ${one.laChildId}`
  return [born, number, `Found by ${whyWords(one)}`].filter((part) => part !== null).join('. ')
}

const whys: Readonly<Record<Why, string>> = {
  number: 'our number',
  nhs: 'NHS number',
  upn: 'pupil number',
  name: 'name',
  like: 'a name much like it',
  sounds: 'a name that sounds like it',
  former: 'another name',
  born: 'date of birth',
  address: 'address',
}
const strongest = Object.keys(whys) as Why[]

/** A name that is the same is not also said to sound the same. */
function whyWords({ why, by }: Pick<Found, 'why' | 'by'>): string {
  const told = strongest.filter((one) => why.includes(one) && !(weaker.has(one) && isStronger(why, one)))
  const of = by.length === 0 ? '' : `: ${by.slice(0, 2).join('; ')}`
  return `${told.map((one) => whys[one]).join(' and ')}${of}`
}

const weaker: ReadonlySet<Why> = new Set(['like', 'sounds'])
const isStronger = (why: readonly Why[], than: Why): boolean =>
  why.includes('name') || (than === 'sounds' && why.includes('like'))

function withWhom({ worker, team }: Found): Html {
  const works =
    worker === null && team === null
      ? 'Nobody works with them now'
      : [worker ?? 'No worker yet', team].filter(Boolean).join(', ')
  return html`<p class="hf-small">${works}</p>`
}

const relations: Readonly<Record<string, string>> = relationship.fields.kind.options ?? {}

function kin(child: Kin): Html {
  const named: Words = nameOf(child)
  const is = child.is === 'child of' ? 'child' : (relations[child.is] ?? child.is).toLowerCase()
  return html`<p class="hf-small">${is.charAt(0).toUpperCase()}${is.slice(1)} of ${link(
    named,
    `/children/${child.id}/overview`,
  )}</p>`
}
