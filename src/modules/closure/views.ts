import { daysBetween, longDay, shortDay, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { labels } from '../../platform/record/labels.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { interruptionCard } from '../../platform/web/moj/interruption-card.ts'
import type { Ended, Standing, Waiting } from './queries.ts'
import { duties, notHeld, type Duty, type Ending } from './rules.ts'

const reasons: Readonly<Record<string, string>> = labels('reason_for_closure', [
  'RC1',
  'RC2',
  'RC3',
  'RC4',
  'RC5',
  'RC6',
  'RC7',
  'RC8',
  'RC9',
])

const stands: Readonly<Record<string, string>> = {
  'closure draft': 'Being written',
  'closure proposed': 'Proposed: waiting for the manager',
  'closure for countersign': 'The manager agreed: waiting for the service manager. Our work goes on',
  'closure closed': 'Our work has ended: to be checked 12 weeks on',
  'closure checked': 'Ended, and checked 12 weeks on',
  'closure withdrawn': 'Withdrawn: our work went on',
  'transfer proposed': 'Waiting to be accepted. Our work goes on until it is',
  'transfer accepted': 'Accepted: both workers are named until they have visited together',
  'transfer done': 'Done',
  'transfer declined': 'Not accepted: the child stays',
  'transfer withdrawn': 'Withdrawn: the child stays',
}

const ways: Readonly<Record<string, string>> = {
  out: 'Transfer to another authority',
  team: 'Transfer to another team',
  in: 'Transfer from another authority',
}

/** How an ending or transfer stands, in the words of the screen. */
export const stateWords = (what: Standing['what'], as: string, way: string | null): string =>
  way === 'in' && as === 'proposed' ? 'Waiting for the history' : (stands[`${what} ${as}`] ?? as)

const titleOf = ({ what, way }: Pick<Standing, 'what' | 'way'>): string =>
  what === 'closure' ? 'Ending our work' : (ways[way ?? ''] ?? 'Transfer')

/** The address of an ending or transfer. */
const hrefOf = (childId: string, { what, recordId }: Pick<Standing, 'what' | 'recordId'>): string =>
  `/children/${childId}/${what === 'closure' ? 'closure' : 'transfers'}/${recordId}`

/** The checklist: what is done, what is not and where it is done, and what no record here holds. */
export function checklist(childId: string, ending: Ending): Html {
  const rows = duties.map((duty) => checked(childId, duty, ending))
  const absent = notHeld.map(
    (what) =>
      html`<p>${state('unknown', what, { wrap: true })}</p>
        <p class="hf-quiet hf-small">Not held in Holdfast, so not met: the manager says how they made sure</p>`,
  )
  const undone = duties.filter((duty) => !duty.holds(ending)).length
  return section(
    {
      id: 'checklist',
      title: 'Before our work ends',
      aside:
        undone === 0 ? 'All that is held here is done' : `${counted(undone, 'duty', 'duties')} unfinished`,
    },
    listed([...rows, ...absent]),
  )
}

const checked = (childId: string, duty: Duty, ending: Ending): Html =>
  duty.holds(ending)
    ? html`<p>${state('met', duty.duty, { wrap: true })}</p>`
    : html`<p>${state('over', duty.duty, { wrap: true })}</p>
      <p class="hf-small">${duty.says}. ${link(
        'Go there',
        `/children/${childId}/${duty.where}`,
        `for: ${duty.duty}`,
      )}</p>`

/** Why an ending cannot be decided now: each unfinished duty with its reason and where it is done. */
export function blocked(childId: string, back: string, findings: readonly Finding[]): Html {
  const rows = findings.map(({ rule, message }) => {
    const where = duties.find(({ id }) => id === rule)?.where
    return html`<li>${message}${
      where !== undefined &&
      html`. <a class="govuk-link govuk-link--inverse" href="/children/${childId}/${where}">Go there<span class="govuk-visually-hidden">: ${message}</span></a>`
    }</li>`
  })
  return interruptionCard({
    heading: 'Our work with this child cannot end yet',
    headingLevel: 2,
    body: html`<p>${counted(
      findings.length,
      'duty',
      'duties',
    )} ${findings.length === 1 ? 'is' : 'are'} unfinished. None of them may be overridden.</p>
      <ul class="govuk-list govuk-list--bullet">
        ${rows}
      </ul>`,
    primaryAction: { text: 'Back to the ending', href: back },
    secondaryAction: { text: 'Send it back', href: `${back}/return-closure` },
  })
}

/** What the manager must know before they decide: who must agree too, and what is not held here. */
export const beforeDeciding = (flags: readonly string[]): Html =>
  html`${
    flags.length > 0 &&
    html`<div class="hf-note">
        <p><strong>The service manager must agree too.</strong> Our work goes on until then.</p>
        <ul class="govuk-list govuk-list--bullet">
          ${flags.map((flag) => html`<li>${flag}</li>`)}
        </ul>
      </div>`
  }<p>These are not held in Holdfast, so nobody here can say that they are done:</p>
  <ul class="govuk-list govuk-list--bullet">${notHeld.map((what) => html`<li>${what}</li>`)}</ul>`

/** Every time our work with the child ended before: who ended it, why, and whether the child came back. */
export function previous(childId: string, ended: readonly Ended[]): Html {
  const rows = ended.map(
    ({ closedOn, referredOn, reason, closedBy, closureId, whatChanged, backOn }) =>
      html`<p><strong>${closedOn === null ? 'On a day we do not hold' : longDay(closedOn)}</strong>${
        referredOn !== null &&
        html` <span class="hf-quiet hf-small">begun ${shortDay(referredOn, { year: true })}</span>`
      }</p>
      <p>${reason === null ? 'Why is not held' : (reasons[reason] ?? reason)}. ${
        closedBy === null ? 'Who ended it is not held' : `Ended by ${closedBy}`
      }. ${
        closureId !== null &&
        link(
          'Open the ending',
          `/children/${childId}/closure/${closureId}`,
          closedOn === null ? undefined : `of ${longDay(closedOn)}`,
        )
      }</p>
      ${whatChanged !== null && html`<p class="hf-small">${whatChanged}</p>`}
      ${
        backOn !== null &&
        closedOn !== null &&
        html`<p>${state(
          'soon',
          `Came back ${longDay(backOn)}, ${counted(daysBetween(closedOn, backOn), 'day')} later`,
          { wrap: true },
        )}</p>`
      }`,
  )
  const none = html`<p>Our work with this child has not ended before.</p>`
  return section({ id: 'previous', title: 'Endings before' }, rows.length === 0 ? none : listed(rows))
}

interface Begin {
  readonly text: string
  readonly href: string
}

/** A child's endings and transfers, and what can be begun. */
export function childView(
  childId: string,
  held: readonly Standing[],
  begin: { readonly ending: Html | null; readonly others: readonly Begin[] },
): Html {
  const rows = held.map(
    (one) =>
      html`<p>${link(titleOf(one), hrefOf(childId, one))} <span class="hf-quiet hf-small">${
        one.sinceOn !== null && shortDay(one.sinceOn, { year: true })
      }</span></p>
        <p class="hf-small">${stateWords(one.what, one.state, one.way)}</p>`,
  )
  const others = begin.others.map(({ text, href }) =>
    button({ text, href, classes: 'govuk-button--secondary' }),
  )
  return html`${begin.ending}${
    others.length > 0 ? html`<div class="govuk-button-group">${others}</div>` : nothing
  }
    ${section(
      { id: 'held', title: 'Endings and transfers' },
      rows.length === 0 ? html`<p>No ending or transfer is recorded here.</p>` : listed(rows),
    )}`
}

/** Everything that waits for somebody, oldest first. */
export function waitingView(rows: readonly Waiting[], today: Day): Html {
  if (rows.length === 0) return html`<p>No ending or transfer waits for anybody.</p>`
  return cards({
    caption: `Waiting for somebody${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'What', 'Stands', 'By', 'Since'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), hrefOf(row.childId, row), titleOf(row)),
      cells: [
        titleOf(row),
        html`${stateWords(row.what, row.state, row.way)}${dueWords(row, today)}`,
        row.by ?? 'Not known',
        row.sinceOn === null ? 'Not known' : shortDay(row.sinceOn),
      ],
    })),
  })
}

const dueWords = ({ state: as, dueOn }: Waiting, today: Day): Html | false =>
  as === 'closed' &&
  dueOn !== null &&
  html` ${
    dueOn < today
      ? state('over', `Check was due ${shortDay(dueOn)}`)
      : html`<span class="hf-quiet">Check due ${shortDay(dueOn)}</span>`
  }`
