import { attributes } from '../govuk/attributes.ts'
import { errorMessage } from '../govuk/error-message.ts'
import { html, type Html, type Words } from '../html.ts'

interface PhoneChoice {
  readonly value: string
  readonly text: Words
  /** Shows the question that follows in the same `childQuestions`, or just after this one: 'Why not?' */
  readonly reveals?: boolean | undefined
}

interface Choices {
  readonly legend: string
  /** Who it is about, said aloud: 'Leo, 6'. */
  readonly about?: string | undefined
  readonly hint?: Words | undefined
  readonly name: string
  /** Five at most; for more use radios. */
  readonly options: readonly PhoneChoice[]
  /** What was answered. Nothing is chosen beforehand: whether a child was seen, and alone, is never assumed. */
  readonly value?: string | undefined
  readonly errorMessage?: string | undefined
  /** `fill` shares one line, `stack` gives each its own, for sentences. */
  readonly shape?: 'fill' | 'stack' | undefined
}

/** One question answered with a thumb: real radios, 44 pixels tall. */
export function choices(given: Choices): Html {
  const { legend, about, hint, name, options, errorMessage: wrong, shape } = given
  const aloud = about && html`<span class="govuk-visually-hidden">: ${about}</span>`
  const by = [hint && `${name}-hint`, wrong && `${name}-error`].filter(Boolean).join(' ')
  return html`<fieldset${attributes({ class: `hf-q${wrong ? ' hf-q--error' : ''}`, 'aria-describedby': by || null })}>
    <legend>${legend}${aloud}</legend>
    ${hint && html`<p class="hf-quiet hf-small hf-q__hint" id="${name}-hint">${hint}</p>`}
    ${wrong && errorMessage({ text: wrong, id: `${name}-error` })}
    <div class="hf-seg${shape && ` hf-seg--${shape}`}">${options.map((option, i) => radio(option, given, i))}</div>
  </fieldset>`
}

function radio({ value, text, reveals }: PhoneChoice, { name, value: chosen }: Choices, index: number): Html {
  const id = index === 0 ? name : `${name}-${index + 1}`
  const own = { type: 'radio', id, name, value, checked: value === chosen, 'data-no': reveals }
  return html`<span><input${attributes(own)}><label for="${id}">${text}</label></span>`
}

interface ChildQuestions {
  readonly id: string
  /** 'Leo, 6'. */
  readonly name: string
  /** 'Last alone Thu 5 Nov'. */
  readonly lead?: Words | undefined
  /** Two side by side. */
  readonly questions: readonly Html[]
  /** Shown once an answer `reveals` it; always shown by a browser that cannot tell. */
  readonly revealed?: Html | undefined
}

/** What is asked of each child, one at a time, so that every child has answers of their own. */
export function childQuestions({ id, name, lead, questions, revealed }: ChildQuestions): Html {
  return html`<section class="hf-kid" aria-labelledby="k-${id}">
    <div class="hf-row hf-row--base hf-row--apart govuk-!-margin-bottom-2"><h3 class="hf-h3" id="k-${id}">${name}</h3>
      ${lead && html`<p class="hf-quiet hf-small govuk-!-margin-0">${lead}</p>`}</div>
    <div class="hf-kid__two">${questions}</div>${revealed && html`<div class="hf-if">${revealed}</div>`}
  </section>`
}
