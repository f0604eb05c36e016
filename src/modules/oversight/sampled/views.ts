import { longDay, type Day } from '../../../platform/dates/day.ts'
import { nameOf } from '../../../platform/people/name.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { countLink } from '../../../platform/web/holdfast/tally.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { daySaid } from '../../actions/index.ts'
import type { Answer, CameOf, Drawn, Sample } from './queries.ts'

/** 'October 2026'. */
export const monthSaid = (month: Day): string => longDay(month).split(' ').slice(1).join(' ')

/** How they came to be these: said where they are listed. */
export const howDrawn = (ofEach: number): Html =>
  html`<p>The night after a month ends, Holdfast draws ${ofEach} oversight ${ofEach === 1 ? 'entry' : 'entries'} of each manager by lot, for their own manager to look at. What was drawn is kept, and does not change. Entries about a child whose record is restricted are drawn apart, and listed to those named for the child.</p>`

/** Where the entries of one manager and month are. */
const entriesHref = ({ managerId, month }: Sample): string =>
  `/oversight/entries?${new URLSearchParams({ manager: managerId, month: month.slice(0, 7) }).toString()}`

/** Of the month last drawn, who has been looked at and who has not. */
export function sampledView(samples: readonly Sample[]): Html {
  const [latest] = samples
  const aside = link('Entries to look at', '/oversight/entries')
  if (latest === undefined)
    return section(
      { id: 'sampled', title: 'Entries of your managers', aside },
      html`<p>Nothing has been drawn yet: it is done in the night.</p>`,
    )
  const rows = samples.filter(({ month }) => month === latest.month)
  const done = rows.filter((one) => one.drawn > 0 && one.looked === one.drawn).length
  return section(
    { id: 'sampled', title: `Entries of your managers, ${monthSaid(latest.month)}`, aside },
    html`<p>${done} of ${rows.length} looked at in full.</p>
      ${samplesTable(rows, 'Each manager, and how far their entries have been looked at')}`,
  )
}

const samplesTable = (rows: readonly Sample[], caption: string): Html =>
  cards({
    caption,
    columns: ['Manager', 'Month', 'Drawn', 'Looked at', 'Lacking something', 'How it stands'],
    rows: rows.map((one) => ({
      head: html`${one.manager}${
        one.team !== null && html`<br><span class="hf-quiet hf-small">${one.team}</span>`
      }`,
      cells: [
        monthSaid(one.month),
        html`${countLink(
          one.drawn,
          entriesHref(one),
          `drawn of ${one.manager}, ${monthSaid(one.month)}`,
        )} <span class="hf-quiet">of ${one.ofMany}</span>`,
        String(one.looked),
        String(one.lacking),
        standing(one),
      ],
    })),
    pack: true,
  })

function standing({ ofMany, drawn, looked }: Sample): Html {
  if (ofMany === 0) return state('over', 'No entry that month')
  if (drawn === 0) return html`<span class="hf-quiet">None you may open</span>`
  if (looked === drawn) return state('met', 'Looked at')
  return looked === 0 ? state('soon', 'Not looked at') : state('soon', `${drawn - looked} left`)
}

/** Every month there is, for those who look. */
export const monthsView = (samples: readonly Sample[]): Html =>
  section(
    { id: 'months', title: 'Month by month' },
    samples.length === 0
      ? html`<p>Nothing has been drawn yet: it is done in the night.</p>`
      : samplesTable(samples, 'Each manager and month'),
  )

/** Entries, each with what was found or the link to look. */
export const entriesView = (entries: readonly Drawn[], today: Day): Html =>
  cards({
    caption: 'Entries that were drawn',
    columns: ['Child', 'Talked', 'By', 'How it stands'],
    rows: entries.map((one) => ({
      head: link(nameOf(one), `/oversight/entries/${one.id}`, `entry of ${daySaid(one.heldOn, today)}`),
      cells: [
        daySaid(one.heldOn, today),
        one.manager,
        one.lookedOn === null
          ? html`<span class="hf-quiet">${one.mine ? 'To look at' : 'Not looked at yet'}</span>`
          : found(one),
      ],
    })),
  })

const answers: Readonly<Record<Answer, Html>> = {
  yes: state('met', 'Yes'),
  partly: state('soon', 'Partly'),
  no: state('over', 'No'),
}
const answer = (one: Answer | null): Html | false => one !== null && answers[one]

const found = (one: Drawn): Html =>
  html`<ul class="hf-plain">
      <li>Analysis: ${answer(one.analysis)}</li><li>Direction: ${answer(one.direction)}</li><li>Follow-up: ${answer(one.followUp)}</li>
    </ul>
    ${one.askedOfThem !== null && html`<p class="hf-small">Asked: ${one.askedOfThem}</p>`}
    <p class="hf-quiet hf-small">${one.looker}</p>`

const safe: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', unsure: 'Not sure' }
const answeredStates: Readonly<Record<string, string>> = {
  open: 'not answered yet',
  answered: 'said to be done',
  verified: 'done',
  stopped: 'stopped',
}

/** The entry as the manager wrote it, and what became of it. */
export function entryView(one: Drawn, came: readonly CameOf[], today: Day): Html {
  const written = html`${said('What is known', one.known)}${said(
    'What was asked and tested',
    one.challenge,
  )}${said('Safe now', one.safeNow === null ? null : (safe[one.safeNow] ?? one.safeNow))}${said(
    'What must be done',
    one.asked === null
      ? null
      : `${one.asked}${one.askedByOn === null ? '' : `, by ${daySaid(one.askedByOn, today)}`}`,
  )}`
  const became = came.map(
    ({ id, what, state: stands, dueOn }) =>
      html`<p>${link(
        what ?? 'A direction',
        `/children/${one.childId}/actions#${id}`,
      )} <span class="hf-quiet">${answeredStates[stands] ?? stands}${
        dueOn !== null && `, due ${daySaid(dueOn, today)}`
      }</span></p>`,
  )
  return html`${section(
    {
      id: 'entry',
      title: 'As it was written',
      aside: link('All discussions', `/children/${one.childId}/discussions`, `of ${nameOf(one)}`),
    },
    written,
  )}
    ${section(
      { id: 'came', title: 'What came of it' },
      became.length === 0 ? html`<p>Nothing was asked for.</p>` : listed(became),
    )}
    ${
      one.lookedOn !== null &&
      section(
        { id: 'found', title: 'What was found' },
        html`${found(one)}<p class="hf-quiet hf-small">${daySaid(one.lookedOn, today)}</p>`,
      )
    }`
}

const said = (title: string, words: string | null): Html =>
  html`<p><span class="hf-quiet hf-small">${title}</span><br>${
    words ?? html`<span class="hf-quiet">Nothing</span>`
  }</p>`
