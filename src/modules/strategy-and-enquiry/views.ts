import { shortDay, type Day } from '../../platform/dates/day.ts'
import { nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { AskedFor, Housemate, OfChild, Part, Waiting } from './queries.ts'
import { outcomeWords, stateWords } from './words.ts'

const titles = { discussion: 'Strategy discussion', enquiry: 'Section 47 enquiry' } as const

const hrefOf = ({ childId, recordId, what }: Pick<Waiting, 'childId' | 'recordId' | 'what'>): string =>
  `/children/${childId}/${what === 'discussion' ? 'strategy' : 'enquiries'}/${recordId}`

/** Everything that waits, soonest due first. */
export function waitingView(rows: readonly Waiting[], today: Day): Html {
  if (rows.length === 0)
    return html`<p>No strategy discussion or enquiry waits for anybody. One is asked for from a child’s page.</p>`
  return cards({
    caption: `Waiting for somebody${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'What', 'Where it stands', 'Since', 'Due'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), hrefOf(row), titles[row.what]),
      cells: [
        titles[row.what],
        stateWords(row.what, row.state),
        row.sinceOn === null ? 'Not known' : shortDay(row.sinceOn),
        row.state === 'held' ? state('over', 'Decide now') : dueCell(row.dueOn, today),
      ],
    })),
  })
}

const dueCell = (dueOn: Day | null, today: Day): Html | string =>
  dueOn === null
    ? 'No day'
    : dueOn < today
      ? state('over', `Was due ${shortDay(dueOn)}`)
      : dueOn === today
        ? state('soon', 'Due today')
        : shortDay(dueOn)

/** A child's discussions and enquiries, and the way to ask for one. */
export function childView(childId: string, held: readonly OfChild[], mayAsk: boolean): Html {
  const items = held.map(
    ({ recordId, what, state: stands, onDay, outcome }) =>
      html`<p>${link(
        titles[what],
        hrefOf({ childId, recordId, what }),
        onDay === null ? 'of a day not known' : `of ${shortDay(onDay, { year: true })}`,
      )} <span class="hf-quiet hf-small">${onDay !== null && shortDay(onDay, { year: true })}</span></p>
        <p class="hf-small">${stateWords(what, stands, outcome)}${
          outcome !== null && `. ${outcomeWords(outcome)}`
        }</p>`,
  )
  const none = html`<p>No strategy discussion or enquiry is on this child’s record.</p>`
  const ask = button({
    text: 'Ask for a strategy discussion',
    href: `/children/${childId}/strategy/ask-for-discussion`,
  })
  return html`${mayAsk ? html`<div class="govuk-button-group">${ask}</div>` : nothing}
    ${section({ id: 'held', title: 'Discussions and enquiries' }, items.length === 0 ? none : listed(items))}`
}

/** Every child of the discussion with their own decision, and who of the household is not among them. */
export function partsView(recordId: string, parts: readonly Part[], left: readonly Housemate[]): Html {
  const items = parts.map((part) => {
    const name =
      part.id === recordId
        ? html`<strong>${nameOf(part)}</strong>`
        : link(nameOf(part), hrefOf({ childId: part.childId, recordId: part.id, what: 'discussion' }))
    return html`<p>${name}</p>
      <p class="hf-small">${stateWords('discussion', part.state, part.outcome)}${
        part.outcome !== null && `. ${outcomeWords(part.outcome)}`
      }</p>`
  })
  const missing = left.map(
    ({ name }) =>
      html`<p>${state('over', `${name} lives here and is not part of it`, { wrap: true })}</p>
        <p class="hf-small">Ask for a discussion of them too, or say why not when it is decided.</p>`,
  )
  return section({ id: 'children', title: 'Each child of the household' }, listed([...items, ...missing]))
}

/** Who should have taken part and did not: until they have, deciding is the service manager's. */
export const absentView = (missing: readonly string[]): Html =>
  missing.length === 0
    ? nothing
    : html`<p>${state('over', `Held without ${missing.join(' and ')}`, { wrap: true })}</p>
      <p class="hf-small">It is decided once they have taken part, or by the service manager.</p>`

/** What was asked of whom, and the way to ask for more. */
export function askedView(childId: string, asked: readonly AskedFor[], giveAt: string | null): Html {
  if (asked.length === 0 && giveAt === null) return nothing
  const aside = giveAt === null ? undefined : link('Ask for something', giveAt, 'to be done')
  const items = asked.map(
    ({ id, what, state: stands, owner, dueOn }) =>
      html`<p>${link(what, `/children/${childId}/actions#action-${id}`)}</p>
        <p class="hf-quiet hf-small">${owner ?? 'Nobody yet'}${dueOn !== null && `, by ${shortDay(dueOn)}`}${
          stands === 'open' ? '' : `. ${doneWords[stands] ?? stands}`
        }</p>`,
  )
  const none = html`<p class="hf-quiet">Nothing has been asked of anybody yet.</p>`
  return section(
    { id: 'asked', title: 'What will be done', aside },
    items.length === 0 ? none : listed(items),
  )
}

const doneWords: Readonly<Record<string, string>> = {
  answered: 'Answered',
  verified: 'Done',
  stopped: 'Stopped',
}
