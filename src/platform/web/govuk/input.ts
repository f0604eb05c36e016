import { html, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { labelled, type Field } from './form-group.ts'

interface Affix extends Styled {
  readonly text?: Words | undefined
}

interface Input extends Field, Styled {
  readonly value?: string | number | null | undefined
  readonly type?: string | undefined
  readonly inputmode?: string | undefined
  readonly autocomplete?: string | undefined
  readonly autocapitalize?: string | undefined
  readonly pattern?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly prefix?: Affix | undefined
  readonly suffix?: Affix | undefined
  readonly inputWrapper?: Styled | undefined
}

/** One line of text. */
export function input(given: Input): Html {
  const { before, after, ...group } = given.formGroup ?? {}
  return labelled({ ...given, formGroup: group }, (id, by) =>
    wrapped(given, before, control(given, id, by), after),
  )
}

function control(given: Input, id: string, by: string | undefined): Html {
  const { name, type, spellcheck, value, disabled, autocomplete, autocapitalize, pattern, inputmode } = given
  return html`<input${attributes({
    class: classes('govuk-input', given.classes, given.errorMessage && 'govuk-input--error'),
    id,
    name,
    type: type || 'text',
    spellcheck: spellcheck?.toString(),
    value,
    disabled,
    'aria-describedby': by,
    autocomplete,
    autocapitalize,
    pattern,
    inputmode,
    ...given.attributes,
  })}>`
}

function wrapped(
  { prefix, suffix, inputWrapper }: Input,
  before: Words | undefined,
  inner: Html,
  after: Words | undefined,
): Html {
  if (!prefix?.text && !suffix?.text && !before && !after) return inner
  const own = attributes({
    class: classes('govuk-input__wrapper', inputWrapper?.classes),
    ...inputWrapper?.attributes,
  })
  return html`<div${own}> ${before} ${affix('prefix', prefix)} ${inner} ${affix('suffix', suffix)} ${after} </div>`
}

function affix(side: 'prefix' | 'suffix', given: Affix | undefined): Html | undefined {
  if (!given?.text) return undefined
  const own = {
    class: classes(`govuk-input__${side}`, given.classes),
    'aria-hidden': 'true',
    ...given.attributes,
  }
  return html`<div${attributes(own)}>${given.text}</div>`
}
