import { isDay, longDay } from '../dates/day.ts'
import { kebab } from '../record/names.ts'
import type { Field } from '../record/field.ts'
import type { AnyCommand, AnyRecordType, Standing } from '../record/record.ts'
import { button } from './govuk/button.ts'
import { summaryList } from './govuk/summary-list.ts'
import { html, type Html } from './html.ts'

type Names = ReadonlyMap<string, string>

/**
 * A record's answers, in the order they are asked, each in finished words. What has not been answered is left out.
 *
 * @param names people and staff by id, for answers that name somebody
 * @param only the answers to tell; all where it is left out
 */
export function recordSummary(
  on: AnyRecordType,
  row: Standing,
  names: Names = new Map(),
  only: readonly string[] = Object.keys(on.fields),
): Html {
  const answers = row as unknown as Readonly<Record<string, unknown>>
  const rows = Object.entries<Field<unknown>>(on.fields).flatMap(([name, field]) => {
    if (!only.includes(name)) return []
    const value = answerWords(field, answers[name], names)
    return value === null ? [] : [{ key: { text: field.label }, value: { text: value } }]
  })
  return summaryList({ rows })
}

/** One answer as people read it; null where there is none. */
export function answerWords(field: Field<unknown>, value: unknown, names: Names): string | null {
  if (isNone(value)) return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map((each) => answerWords(field, each, names)).join('; ')
  if (typeof value === 'object') return checkedWords(field, value as Readonly<Record<string, string>>)
  const text = String(value as string | number)
  if (field.options !== undefined) return field.options[text] ?? text
  if (isDay(text)) return longDay(text)
  return names.get(text) ?? text
}

const isNone = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const checkedWords = (
  { checks = {}, options = {} }: Field<unknown>,
  given: Readonly<Record<string, string>>,
): string =>
  Object.entries(given)
    .map(([check, answer]) => `${checks[check] ?? check}: ${options[answer] ?? answer}`)
    .join('; ')

/** What can be done to a record from the state it is in, as links to its forms. */
export function whatNext(commands: Readonly<Record<string, AnyCommand>>, state: string, href: string): Html {
  const open = Object.entries(commands).filter(([, { from }]) =>
    (from as readonly string[] | null)?.includes(state),
  )
  return html`<div class="govuk-button-group">${open.map(([name, { title }]) =>
    button({ text: title as string, href: `${href}/${kebab(name)}`, classes: 'govuk-button--secondary' }),
  )}</div>`
}
