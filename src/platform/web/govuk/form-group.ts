import { html, isWords, type Html, type Words } from '../html.ts'
import { attributes, classes, type Styled } from './attributes.ts'
import { errorMessage, type ErrorMessage } from './error-message.ts'
import { fieldset, type Fieldset } from './fieldset.ts'
import { hint, type Hint } from './hint.ts'
import { labelFor, type Label } from './label.ts'

/** What every question may carry besides its control. */
interface Question {
  readonly hint?: Hint | Words | undefined
  readonly errorMessage?: ErrorMessage | Words | false | undefined
  readonly formGroup?: FormGroup | undefined
}

/** The wrapping of a question, and what stands just before and after its control. */
interface FormGroup extends Styled {
  readonly before?: Words | undefined
  readonly after?: Words | undefined
}

/** A question with one control and one label. */
export interface Field extends Question {
  readonly name: string
  /** The name, unless given. */
  readonly id?: string | undefined
  readonly label: Label | Words
  /** Ids of what else describes the control, before the hint and the error. */
  readonly describedBy?: string | undefined
}

/** A question with several controls, whose legend is its name. */
export interface Choices extends Question {
  readonly fieldset?: Fieldset | undefined
}

/** The wrapping that turns red when the question has an error. */
function formGroup({ errorMessage: wrong, formGroup: own }: Question, inside: Html): Html {
  const named = classes('govuk-form-group', wrong && 'govuk-form-group--error', own?.classes)
  return html`<div${attributes({ class: named, ...own?.attributes })}>${inside}</div>`
}

/** The hint and error shown above a control, and the ids it is described by: undefined when there are none. */
export function described(
  id: string,
  question: Question,
  alsoBy?: string,
): { by: string | undefined; above: Html } {
  const { hint: help, errorMessage: wrong } = question
  const by = classes(alsoBy, help && `${id}-hint`, wrong && `${id}-error`) || undefined
  const above = html`${help && hint({ ...asText(help), id: `${id}-hint` })}
  ${wrong && errorMessage({ ...asText(wrong), id: `${id}-error` })}`
  return { by, above }
}

/** Label, hint, error and control, in that order. `control` is told its id and what describes it. */
export function labelled(given: Field, control: (id: string, by: string | undefined) => Html): Html {
  const id = given.id || given.name
  const { by, above } = described(id, given, given.describedBy)
  const { before, after } = given.formGroup ?? {}
  const around = html`${labelFor(id, given.label)} ${above} ${before} ${control(id, by)} ${after}`
  return formGroup(given, around)
}

/** Several controls under one legend, hint and error; `role` is put on the fieldset. */
export function gathered(id: string, given: Choices, inside: Html, role?: string): Html {
  const { by, above } = described(id, given, given.fieldset?.describedBy)
  const all = html`${above} ${inside}`
  return formGroup(given, given.fieldset ? fieldset({ ...given.fieldset, role, describedBy: by }, all) : all)
}

const asText = <T extends { readonly text: Words }>(given: T | Words): T | { readonly text: Words } =>
  isWords(given) ? { text: given } : given
