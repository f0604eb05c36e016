import { html, type Html, type Words } from '../html.ts'
import { listed } from './section.ts'
import { state } from './state.ts'

/** Something we do not know about a child, which somebody must find out. */
export interface Unknown {
  readonly what: Words
  /** How long it has not been known, who owns it and by when: '82 days. Amira owns this.' */
  readonly owned: Words
}

/** What we do not know, each with an owner and an age. A form field left empty is not one. */
export const unknowns = (questions: readonly Unknown[]): Html =>
  listed(
    questions.map(
      ({ what, owned }) =>
        html`<p>${state('unknown', what, { wrap: true })}</p><p class="hf-quiet hf-small">${owned}</p>`,
    ),
  )
