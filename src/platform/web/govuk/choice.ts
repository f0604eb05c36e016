import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Attributes } from './attributes.ts'
import { hint, type Hint } from './hint.ts'
import { label, type Label } from './label.ts'

/** One radio or checkbox. */
export interface Choice {
  readonly value: string | number
  readonly text?: Words | undefined
  readonly checked?: boolean | undefined
  readonly id?: string | undefined
  readonly hint?: Hint | Words | undefined
  /** Shown while this one is chosen. */
  readonly conditional?: Words | undefined
  readonly label?: Omit<Label, 'text' | 'for'> | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

/** Words between two choices, most often 'or'. */
export interface Divider {
  readonly divider: Words
}

interface Drawn {
  readonly kind: 'radios' | 'checkboxes'
  readonly id: string
  readonly checked: boolean
  /** What is written on the input after its value, by its kind. */
  readonly input: Attributes
  readonly describedBy?: string | undefined
}

/** One radio or checkbox with its label, its hint and what it reveals. */
export function choice(given: Choice, { kind, id, checked, input, describedBy }: Drawn): Html {
  const block = `govuk-${kind}`
  const help: Hint | undefined = isWords(given.hint) ? { text: given.hint } : given.hint
  const hintId = help?.text ? `${id}-item-hint` : ''
  const own = {
    class: `${block}__input`,
    id,
    ...input,
    checked,
    disabled: given.disabled,
    'data-aria-controls': given.conditional && `conditional-${id}`,
    ...behaviour(given),
    'aria-describedby': classes(describedBy, hintId) || null,
    ...given.attributes,
  }
  return html`<div class="${block}__item"> <input${attributes(own)}>
    ${label({ ...given.label, text: given.text, for: id, classes: classes(`${block}__label`, given.label?.classes) })}
    ${help?.text && hint({ ...help, id: hintId, classes: classes(`${block}__hint`, help.classes) })}
  </div>${given.conditional && revealed(block, id, checked, given.conditional)}`
}

function revealed(block: string, id: string, checked: boolean, inside: Words): Html {
  const named = classes(`${block}__conditional`, !checked && `${block}__conditional--hidden`)
  return html`<div class="${named}" id="conditional-${id}">${inside}</div>`
}

const behaviour = (given: Choice): Attributes =>
  'behaviour' in given && typeof given.behaviour === 'string' ? { 'data-behaviour': given.behaviour } : {}

/** The first choice's id is the question's own, so an error summary can link to it; the rest are numbered from 2. */
export const choiceId = (given: Choice, prefix: string, index: number): string =>
  given.id || (index === 0 ? prefix : `${prefix}-${index + 1}`)
