import type { Prompt } from '../../../platform/record/prompts.ts'
import { longMoment } from '../../../platform/dates/day.ts'
import type { AnyRecordType } from '../../../platform/record/record.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { promptsAt, promptsElsewhere, promptWords } from '../../../platform/web/prompts.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { timeline } from '../../../platform/web/moj/timeline.ts'
import { capital } from '../kin.ts'
import type { Place } from '../links.ts'
import type { Done } from './queries.ts'
import { valueWords } from '../../../platform/record/value-words.ts'

interface RecordShown {
  readonly on: AnyRecordType
  readonly row: Readonly<Record<string, unknown>>
  readonly history: readonly Done[]
  readonly names: ReadonlyMap<string, string>
  /** What is to be looked at, beside the answer it is about. */
  readonly prompts: readonly Prompt[]
  /** Where the child's whole story is. */
  readonly back: Place
}

/** One record: what it says, where it came from, and everything done to it. */
export function recordView(shown: RecordShown): Html {
  const { on, row, history, prompts } = shown
  const answers = Object.entries(on.fields).flatMap(([name, field]) => {
    const words = saysOf(shown, name, row[name])
    const at = promptsAt(prompts, name)
    if (words === null && at.length === 0) return []
    return [{ key: { text: field.label }, value: { text: promptWords(at, words ?? 'Nothing') } }]
  })
  const imported = row['importId'] === null ? 'Recorded here.' : 'From a return.'
  const said = [
    { key: { text: 'State' }, value: { text: capital(String(row['state'])) } },
    ...answers,
    { key: { text: 'Source' }, value: { text: imported } },
  ]
  return html`${promptsElsewhere(prompts, Object.keys(on.fields))}
    ${section({ id: 'says', title: 'What it says' }, summaryList({ rows: said }))}
    ${section(
      { id: 'history', title: 'What was done to it' },
      history.length > 0
        ? timeline({ items: history.map((done) => item(done, shown)), headingLevel: 3 })
        : html`<p class="hf-quiet">Nothing is written of how it came to be.</p>`,
    )}
    <p><a class="govuk-link" href="${shown.back.href}">${shown.back.text}</a></p>`
}

// An address kept from somebody is not shown in passing: the family page says that there is one.
const hiddenIn = ({ on, row }: RecordShown, name: string): boolean =>
  on.table === 'address' && row['confidential'] === true && (name === 'lines' || name === 'postcode')

function saysOf(shown: RecordShown, name: string, value: unknown): string | null {
  const field = shown.on.fields[name]
  if (field === undefined) return null
  return hiddenIn(shown, name) ? 'Hidden' : valueWords(field, value, shown.names)
}

function item(done: Done, shown: RecordShown) {
  const { type, by, recordedAt, reason } = done
  return {
    label: { text: eventWords(type) },
    ...(by !== null && { byline: { text: by } }),
    datetime: { timestamp: recordedAt, shown: longMoment(recordedAt) },
    text: html`${reason !== null && html`<p>${reason}</p>`}${impactSaid(done)}${changes(done, shown)}`,
  }
}

/** 'private-fostering.impact-written' as 'Impact written'. */
const eventWords = (type: string): string =>
  type === 'impact.said'
    ? 'What it meant for the child'
    : capital((type.split('.')[1] ?? type).replaceAll('-', ' '))

/** What somebody said it meant, in the chronology. */
const impactSaid = ({ type, answers }: Done): Html | false =>
  type === 'impact.said' && html`<p>${String(answers['impactSaid'])}</p>`

/** What stood before, beside what was put in its place. */
function changes({ before, answers }: Done, shown: RecordShown): Html {
  const names =
    before === null
      ? []
      : Object.keys(before).filter(
          (name) =>
            name !== 'state' && JSON.stringify(before[name]) !== JSON.stringify(answers[name] ?? null),
        )
  const lines = names.flatMap((name) => {
    const label = shown.on.fields[name]?.label
    return label === undefined
      ? []
      : [
          html`<p>${label} ${
            saysOf(shown, name, before?.[name]) ?? 'nothing'
          } became ${saysOf(shown, name, answers[name]) ?? 'nothing'}.</p>`,
        ]
  })
  return html`${lines}`
}
