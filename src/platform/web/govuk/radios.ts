import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { choice, choiceId, type Choice, type Divider } from './choice.ts'
import { gathered, type Choices } from './form-group.ts'

interface Radios extends Choices, Styled {
  readonly name: string
  /** The first radio's id, and the start of the others'. The name, unless given. */
  readonly idPrefix?: string | undefined
  readonly items: readonly (Choice | Divider | false | null | undefined)[]
  /** The value of the radio to check, where no item says so itself. */
  readonly value?: string | null | undefined
}

/** One choice of a few. Nothing is chosen beforehand unless `value` or an item says so. */
export function radios(given: Radios): Html {
  const prefix = given.idPrefix || given.name
  const own = {
    class: classes('govuk-radios', given.classes),
    ...given.attributes,
    'data-module': 'govuk-radios',
  }
  const { before, after } = given.formGroup ?? {}
  const items = given.items.map((item, i) => item && radio(given, item, prefix, i))
  return gathered(prefix, given, html`<div${attributes(own)}> ${before} ${items} ${after} </div>`)
}

function radio({ name, value }: Radios, item: Choice | Divider, prefix: string, index: number): Html {
  if ('divider' in item) return divider(item.divider)
  const checked = item.checked ?? (Boolean(value) && String(item.value) === value)
  const input = { name, type: 'radio', value: item.value }
  return choice(item, { kind: 'radios', id: choiceId(item, prefix, index), checked, input })
}

const divider = (words: Words): Html => html`<div class="govuk-radios__divider">${words}</div>`
