import { dayOf, momentOf, shortDay, timeOf, type Instant } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state, type StateKind } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { waited } from '../front-door/index.ts'
import { aPage, type Asked, type NoticeRow } from './queries.ts'
import { bands, type Band, type BandCount, type Standing } from './queue.ts'
import { grades, isChild, type Grade } from './record.ts'
import { calledIn } from './settle.ts'

export const home = '/front-door/police-notices'

export const momentWords = (at: Instant): string => `${shortDay(dayOf(at), { year: true })} ${timeOf(at)}`

const gradeStates: Readonly<Record<Grade, StateKind>> = { high: 'over', medium: 'soon', standard: 'ok' }

export const gradeView = (grade: Grade | null): Html =>
  grade === null ? state('unknown', 'Not graded') : state(gradeStates[grade], `${grades[grade]} risk`)

/** What the list is drawn from. */
interface List {
  readonly standing: Standing
  readonly counts: readonly BandCount[]
  readonly asked: Asked
  readonly rows: readonly NoticeRow[]
  readonly all: number
  readonly now: Instant
  readonly may: { readonly screen: boolean; readonly takeIn: boolean }
}

export function listView({ standing, counts, asked, rows, all, now, may }: List): Html {
  const next =
    may.screen && standing.waiting > 0 && button({ text: 'Screen the oldest', href: `${home}/next` })
  const take =
    may.takeIn &&
    button({ text: 'Take in a file', href: `${home}/take-in`, classes: 'govuk-button--secondary' })
  const others = [
    standing.toApprove > 0 &&
      html`<p>${state(
        'soon',
        link(`${counted(standing.toApprove, 'notice')} for the manager to agree`, `${home}?which=to-approve`),
        { wrap: true },
      )}</p>`,
    standing.toClose > 0 &&
      html`<p>${state(
        'soon',
        link(
          `${counted(standing.toClose, 'notice')} to close: is the school told?`,
          `${home}?which=to-close`,
        ),
        { wrap: true },
      )}</p>`,
  ]
  return html`<div class="govuk-button-group">
      ${next}${take}
    </div>
    <p>${link('How it stood day by day, and the delays', `${home}/over-time`)}</p>
    ${others}${
      asked.which === 'waiting' && standing.waiting > 0 && bandTable(counts, asked)
    }${rowsView({ asked, rows, all, now, standing })}`
}

const gradeColumns = ['high', 'medium', 'standard', 'ungraded'] as const
const columnWords = { high: 'High', medium: 'Medium', standard: 'Standard', ungraded: 'Not graded' } as const

/** How many have waited how long, each number opening them. */
function bandTable(counts: readonly BandCount[], asked: Asked): Html {
  const cell = (count: BandCount, column: (typeof gradeColumns)[number]): Html =>
    count[column] === 0
      ? html`0`
      : link(
          String(count[column]),
          `${home}?band=${count.band}&grade=${column === 'ungraded' ? 'none' : column}`,
          `${columnWords[column]}, ${bands[count.band].words}`,
        )
  const rows = counts.map((count) => {
    const all = gradeColumns.reduce((sum, column) => sum + count[column], 0)
    const whole =
      all === 0 ? html`0` : link(String(all), `${home}?band=${count.band}`, `all, ${bands[count.band].words}`)
    return {
      head: bands[count.band].words,
      cells: [...gradeColumns.map((column) => cell(count, column)), whole],
    }
  })
  const shown = asked.band !== null || asked.grade !== null
  return section(
    {
      id: 'ages',
      title: 'How long they have waited',
      ...(shown && { aside: link('Show all that wait', home) }),
    },
    cards({
      caption: 'Police notices not screened, by how long they have waited and the risk the police saw',
      columns: ['Waiting', ...gradeColumns.map((column) => columnWords[column]), 'All'],
      rows,
      pack: true,
    }),
  )
}

const emptyWords: Readonly<Record<Asked['which'], string>> = {
  waiting: 'All police notices are screened.',
  'to approve': 'Nothing waits for the manager to agree.',
  'to close': 'Every notice that was dealt with is closed.',
}

function rowsView({
  asked,
  rows,
  all,
  now,
  standing,
}: Pick<List, 'asked' | 'rows' | 'all' | 'now' | 'standing'>): Html {
  const { lastReceivedAt } = standing
  const last =
    asked.which === 'waiting' &&
    lastReceivedAt !== null &&
    html` Last received ${momentWords(lastReceivedAt)}.`
  if (rows.length === 0)
    return html`<p>${
      asked.band === null && asked.grade === null ? emptyWords[asked.which] : 'None of these wait.'
    }${last}</p>`
  const to = Math.min(all, asked.from + rows.length)
  const said = html`<p>${
    all > rows.length
      ? `${asked.from + 1} to ${to} of ${all.toLocaleString('en-GB')}`
      : counted(all, 'notice')
  }, oldest first.</p>`
  const more =
    to < all &&
    html`<p>${link(
      'Next',
      `${home}?${query({ ...asked, from: asked.from + aPage })}`,
      'page of notices',
    )}</p>`
  return html`${said}${listed(rows.map((row) => rowView(row, now)))}${more}`
}

const query = ({ which, band, grade, from }: Asked): string =>
  new URLSearchParams({
    ...(which !== 'waiting' && { which: which.replace(' ', '-') }),
    ...(band !== null && { band }),
    ...(grade !== null && { grade }),
    from: String(from),
  }).toString()

function rowView(row: NoticeRow, now: Instant): Html {
  const children = row.people.filter(({ part }) => isChild(part))
  const named =
    children.length === 0 ? 'No child is named' : children.map((one) => calledIn({ ...one })).join(', ')
  const grave = [row.strangulation === true && 'strangulation', row.pregnancy === true && 'pregnancy']
    .filter(Boolean)
    .join(', ')
  return html`<p>${link(named, `${home}/${row.id}`)} ${gradeView(row.grade)}${
    grave !== '' && html` ${state('over', grave)}`
  }</p>
    <p class="hf-small">${ageOf(row, now)}. ${
      row.state === 'received' && 'Not screened by the police. '
    }${matchedWords(row)}</p>
    <p class="hf-quiet hf-small">${row.agency}, ${row.policeRef}. Happened ${momentWords(row.incidentAt)}, reached us ${momentWords(row.receivedAt)}.</p>`
}

function ageOf({ receivedAt, dueAt, screenedAt }: NoticeRow, now: Instant): Html {
  if (screenedAt !== null) return html`Screened ${momentWords(screenedAt)}`
  const late = momentOf(dueAt) < momentOf(now)
  return html`${state(
    late ? 'over' : 'soon',
    `Waiting ${waited(receivedAt, now)}`,
  )}, ${late ? 'was' : ''} to be screened by ${momentWords(dueAt)}`
}

function matchedWords({ people }: NoticeRow): string {
  const open = people.filter(({ settled }) => settled === 'waiting')
  if (open.length === 0) return 'Everybody named is matched or left out.'
  const proposed = open.filter((one) => one.proposed > 0).length
  return `${counted(people.length, 'person', 'people')} named: ${proposed === 0 ? 'no match found' : `${proposed} with a possible match`}.`
}

/** The filter of an address; what it does not know it leaves out. */
export function askedOf(given: Readonly<Record<string, unknown>>): Asked {
  const from = Number(given['from'])
  const { which, band, grade } = given
  return {
    which: which === 'to-approve' ? 'to approve' : which === 'to-close' ? 'to close' : 'waiting',
    band: typeof band === 'string' && Object.hasOwn(bands, band) ? (band as Band) : null,
    grade:
      grade === 'none' || (typeof grade === 'string' && Object.hasOwn(grades, grade))
        ? (grade as Asked['grade'])
        : null,
    from: Number.isInteger(from) && from > 0 ? Math.min(from, 100_000) : 0,
  }
}
