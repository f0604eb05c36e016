import { html, type Html } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { choice, choiceId, type Choice, type Divider } from './choice.ts'
import { gathered, described, type Choices } from './form-group.ts'

interface Checkbox extends Choice {
  /** This box's own name, where the boxes do not share one. */
  readonly name?: string | undefined
  /** Unticks all the others: 'None of these'. */
  readonly behaviour?: 'exclusive' | undefined
}

interface Checkboxes extends Choices, Styled {
  readonly name: string
  /** The first box's id, and the start of the others'. The name, unless given. */
  readonly idPrefix?: string | undefined
  readonly items: readonly (Checkbox | Divider | false | null | undefined)[]
  /** The values to tick, where no item says so itself. */
  readonly values?: readonly string[] | undefined
  readonly describedBy?: string | undefined
}

/** Any number of a few. */
export function checkboxes(given: Checkboxes): Html {
  const prefix = given.idPrefix || given.name
  const own = {
    class: classes('govuk-checkboxes', given.classes),
    ...given.attributes,
    'data-module': 'govuk-checkboxes',
  }
  const { before, after } = given.formGroup ?? {}
  // Without a fieldset there is nothing else to carry the description, so each box carries it.
  const by = given.fieldset ? undefined : described(prefix, given, given.describedBy).by
  const items = given.items.map((item, i) => item && checkbox(given, item, choiceIdOf(item, prefix, i), by))
  const legend = given.fieldset && {
    ...given.fieldset,
    describedBy: given.fieldset.describedBy || given.describedBy,
  }
  const inside = html`<div${attributes(own)}> ${before} ${items} ${after} </div>`
  return gathered(prefix, { ...given, fieldset: legend }, inside)
}

const choiceIdOf = (item: Checkbox | Divider, prefix: string, index: number): string =>
  'divider' in item ? '' : choiceId(item, prefix, index)

function checkbox(
  given: Checkboxes,
  item: Checkbox | Divider,
  id: string,
  describedBy: string | undefined,
): Html {
  if ('divider' in item) return html`<div class="govuk-checkboxes__divider">${item.divider}</div>`
  const checked = item.checked ?? given.values?.includes(String(item.value)) ?? false
  const input = { name: item.name || given.name, type: 'checkbox', value: item.value }
  return choice(item, { kind: 'checkboxes', id, checked, input, describedBy })
}
