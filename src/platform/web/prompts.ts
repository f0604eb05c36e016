import type { Prompt } from '../record/prompts.ts'
import { insetText } from './govuk/inset-text.ts'
import { state } from './holdfast/state.ts'
import { html, nothing, type Html, type Words } from './html.ts'

/** What is to be looked at in one answer, each on its own line, after other words or first of all. */
export const promptWords = (prompts: readonly Prompt[], after: Words = ''): Html =>
  html`${after}${prompts.map(
    ({ message }, i) =>
      html`${(i > 0 || after !== '') && html`<br>`}${state('soon', message, { wrap: true })}`,
  )}`

/** Of the prompts, those about one answer. */
export const promptsAt = (prompts: readonly Prompt[], field: string): readonly Prompt[] =>
  prompts.filter((prompt) => prompt.field === field)

/** What is to be looked at and stands beside none of the answers shown. */
export function promptsElsewhere(prompts: readonly Prompt[], shown: readonly string[]): Html {
  const rest = prompts.filter(({ field }) => field === null || !shown.includes(field))
  if (rest.length === 0) return nothing
  return insetText({
    text: html`<p class="govuk-body">To look at in this record. You can save without putting it right.</p>
      ${rest.map(({ message }) => html`<p class="govuk-body">${state('soon', message, { wrap: true })}</p>`)}`,
  })
}
