import { dayOf, shortDay, timeOf, type Day } from '../../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../../platform/people/name.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { radios } from '../../../platform/web/govuk/radios.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { answerWords } from '../../../platform/web/record-summary.ts'
import type { Fields } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Alike } from '../../people/index.ts'
import { contact } from '../record.ts'
import { channels } from '../words.ts'
import type { NamedChild } from './children-named.ts'
import { carried, publicFields } from './steps.ts'
import type { SentIn } from './store.ts'

/** A child somebody named, and whom of ours it may be. */
export interface Matching {
  readonly child: NamedChild
  readonly found: readonly Alike[]
}

interface MatchPage {
  readonly sent: SentIn
  readonly children: readonly Matching[]
  readonly typed: Typed
  readonly findings: readonly Finding[]
  readonly today: Day
}

/** What was said, in the words it was said in, and who each child may be. */
export function matchView({ sent, children, typed, findings, today }: MatchPage): {
  told: Html
  questions: Html
} {
  return {
    told: section(
      { id: 'told', title: 'What we were told', aside: channels[sent.channel as keyof typeof channels] },
      toldView(sent),
    ),
    questions: html`${children.map((matching, i) => whoIs(matching, i, { typed, findings, today }))}`,
  }
}

function toldView({ answers, takenBy }: SentIn): Html {
  // A worker's own form asks by the national list.
  const fields: Fields = takenBy === null ? publicFields : { ...publicFields, source: contact.fields.source }
  const rows = carried.flatMap((name) => {
    const field = fields[name]
    if (field === undefined || answers[name] === undefined) return []
    const read = readAnswers({ [name]: field }, [name], answers).answers?.[name]
    // What cannot be read as an answer is shown as it was sent.
    const words = answerWords(field, read ?? answers[name], new Map())
    return words === null || words === '' ? [] : [{ key: { text: field.label }, value: { text: words } }]
  })
  return summaryList({ rows })
}

function whoIs(
  { child, found }: Matching,
  i: number,
  { typed, findings, today }: Pick<MatchPage, 'typed' | 'findings' | 'today'>,
): Html {
  const name = `child_${i}`
  const wrong = findings.find(({ at }) => at === name)
  const value = typed[name]
  return radios({
    name,
    idPrefix: name,
    value: typeof value === 'string' ? value : '',
    fieldset: { legend: { text: `Who is “${child.line}”?`, classes: 'govuk-fieldset__legend--m' } },
    hint: {
      text:
        found.length === 0
          ? 'We hold nobody with a name like this.'
          : 'Look at the record before you choose.',
    },
    ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    items: [
      ...found.map((one) => ({
        value: one.id,
        text: `${nameOf(one)}, ${ageWords(one, today)}`,
        hint: {
          text: html`${one.why}. ${link(
            'Open the record',
            `/children/${one.id}/overview`,
            `of ${nameOf(one)}`,
          )}`,
        },
      })),
      { value: 'new', text: 'Someone we hold no record of: add them' },
      { value: 'nobody', text: 'Leave this one out' },
    ],
  })
}

/** What waits to be read, oldest first. */
export function sentInList(rows: readonly SentIn[], all: number): Html {
  if (rows.length === 0)
    return html`<p>Everything that was sent in has been read. The form for people outside is at ${link(
      'Tell us you are worried about a child',
      '/tell-us',
    )}.</p>`
  const more = all > rows.length && html`<p>Showing the oldest ${rows.length} of ${all}.</p>`
  return html`${more}${listed(rows.map(sentInItem))}`
}

const sentInItem = ({ id, receipt, receivedAt, channel, answers, takenBy }: SentIn): Html => {
  const danger = answers['immediateDanger'] === 'yes'
  const when = `${shortDay(dayOf(receivedAt))} ${timeOf(receivedAt)}`
  return html`<p>${danger && html`${state('over', 'Says a child is in danger now')} `}${link(
    takenBy === null ? `Read ${receipt}` : `Find the children of ${receipt}`,
    `/front-door/sent-in/${id}`,
  )}</p>
    <p class="hf-quiet hf-small">${channels[channel as keyof typeof channels]}, ${when}</p>`
}
