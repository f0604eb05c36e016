import type { Field } from '../record/field.ts'
import type { AnyRecordType } from '../record/record.ts'
import { valueWords } from '../record/value-words.ts'
import { button } from './govuk/button.ts'
import { checkboxes } from './govuk/checkboxes.ts'
import { html, type Html } from './html.ts'

/** The most a form of correction asks at once, its reason beside them: of a record that holds more, it is asked first which is wrong. */
export const mostAtOnce = 11

/** What stands in a record, each to be ticked where it is wrong. */
interface Which {
  readonly on: AnyRecordType
  /** The fields that may be put right, in their order. */
  readonly asks: readonly string[]
  readonly held: Readonly<Record<string, unknown>>
  /** For fields that name somebody: field, then id → words. */
  readonly people: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The page itself, without what is ticked. */
  readonly at: string
  /** Whether it was sent with nothing ticked. */
  readonly unanswered: boolean
}

export const noneTicked = 'Select what is wrong'

/** Asks which of what is held is wrong, with what stands beside each. Ticked fields go into the address, which names no one. */
export function whichIsWrong({ on, asks, held, people, at, unanswered }: Which): Html {
  const items = asks.map((name) => {
    const field = on.fields[name] as Field<unknown>
    const names = new Map(Object.entries(people[name] ?? {}))
    const stands = valueWords(field, held[name], names) ?? 'Nothing is held'
    return { value: name, text: field.label, hint: { text: shortened(stands) } }
  })
  return html`<form method="get" action="${at}"><input type="hidden" name="asked" value="yes">
    ${checkboxes({
      name: 'field',
      idPrefix: 'field',
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: 'What is wrong?' } },
      hint: { text: 'Choose all that are. You put them right next, with the reason.' },
      items,
      ...(unanswered && { errorMessage: { text: noneTicked } }),
    })}${button({ text: 'Continue' })}</form>`
}

const shortened = (words: string): string =>
  words.length > 120 ? `${words.slice(0, 119).trimEnd()}…` : words
