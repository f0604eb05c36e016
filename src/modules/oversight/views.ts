import type { Day } from '../../platform/dates/day.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { helpWords } from '../allocation/index.ts'
import type { NamedChild } from './queries.ts'
import { reasonsOf, type Row } from './rows.ts'
import type { OversightRule, Saying } from './rule.ts'
import { everyRule, type List } from './rule-table.ts'
import { namedAndAged } from './words.ts'

/** The children behind a number. */
interface ListFacts {
  readonly list: List
  readonly rows: readonly Row[]
  readonly children: ReadonlyMap<string, NamedChild>
  readonly staff: ReadonlyMap<string, string>
  readonly saying: Saying
  readonly teamId: string | null
  readonly mayDirect: boolean
  /** Whether the reader may do what the list asks for, where that is done elsewhere. */
  readonly mayDo: boolean
  readonly hidden: Html
}

/** Each row with the reason it is there; a direction may be given to those ticked. */
export function listView(facts: ListFacts): Html {
  const { list, rows, mayDirect, mayDo, hidden, teamId } = facts
  const doneAt = mayDo ? list.rules[0]?.doneAt : undefined
  const means =
    list.rules.length === 1 &&
    html`<p>${list.rules[0]?.means} <span class="hf-quiet">Left out: ${lower(list.rules[0]?.leavesOut ?? '')}</span></p>
      ${doneAt !== undefined && html`<p>${link(doneAt.text, doneAt.href)}</p>`}`
  const how = html`<p>${link('How every rule is worked out', '/oversight/rules')}</p>`
  if (rows.length === 0) return html`${means}<p>Nobody meets this.</p>${how}`
  const table = cards({
    caption: list.name,
    columns: ['Child', 'Plan', 'Worker', 'Why'],
    rows: rows.flatMap((row, i) => rowOf(row, i, facts)),
  })
  if (!mayDirect) return html`${means}${table}${how}`
  return html`${means}
    <form method="post" action="/oversight/directions">
      ${hidden}
      ${teamId !== null && html`<input type="hidden" name="team" value="${teamId}">`}
    ${table}
    <p class="govuk-!-margin-top-4">${button({
      text: 'Give a direction to those ticked',
      classes: 'govuk-button--secondary',
    })}</p>
  </form>
  ${how}`
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function rowOf(row: Row, i: number, { children, staff, saying, mayDirect }: ListFacts) {
  const child = children.get(row.childId)
  if (child === undefined) return []
  const named = namedAndAged(child, saying.on)
  const at = `/children/${child.id}/overview`
  const why = reasonsOf(row, saying).map(
    ({ state: kind, words }) => html`<li>${state(kind, words, { wrap: true })}</li>`,
  )
  return [
    {
      head: mayDirect ? ticked(link('Open', at, named), child, named, i) : link(named, at),
      cells: [
        helpWords(child),
        row.workerId === null
          ? state('over', 'No worker')
          : (staff.get(row.workerId) ?? 'A worker we cannot name'),
        html`<ul class="hf-plain">${why}</ul>`,
      ],
    },
  ]
}

const ticked = (opens: Html, child: NamedChild, named: string, i: number): Html =>
  html`<span class="govuk-checkboxes govuk-checkboxes--small"><span class="govuk-checkboxes__item">
    <input class="govuk-checkboxes__input" type="checkbox" id="tick-${i}" name="child" value="${child.id}"><label class="govuk-label govuk-checkboxes__label" for="tick-${i}">${named}</label>
  </span></span><span class="hf-small">${opens}</span>`

/** Each rule: what it counts, what it leaves out, and where it comes from. */
export function rulesView(): Html {
  const drift = everyRule.filter((rule) => rule.drift)
  const reason = everyRule.filter((rule) => !rule.drift && rule.weight > 0)
  const others = everyRule.filter((rule) => !rule.drift && rule.weight === 0)
  return html`<p class="govuk-body">A rule asks the record of one day which children meet it, and each number on these pages is how many did. Nothing that is not known is ever counted as late.</p>
    <p class="govuk-body">Who comes first is the child who meets the most and the gravest rules. The order uses the weights below and is never shown as a score: the reasons are. A rule weighs three times at most.</p>
    ${section({ id: 'drift', title: 'Drift' }, defined(drift))}
    
    ${section({ id: 'reasons', title: 'Other reasons to look' }, defined(reason))}
    ${section({ id: 'counts', title: 'Counts' }, defined(others))}`
}

const defined = (some: readonly OversightRule[]): Html =>
  listed(
    some.map(
      ({ name, means, leavesOut, source, weight }) =>
        html`<h3 class="hf-h3">${name}</h3>
          <p>${means}</p>
          <p class="hf-quiet">Left out: ${lower(leavesOut)}</p>
          <p class="hf-quiet hf-small">${source}.${weight > 0 && ` Weight in the order: ${weight}.`}</p>`,
    ),
  )

/** 'last week, Sun 15 Nov' beside the name of a list of another day. */
export const dayOfList = (on: Day, today: Day, said: string): string =>
  on === today ? '' : `, as on ${said}`
