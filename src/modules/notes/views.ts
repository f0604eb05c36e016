import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { choices } from '../../platform/web/holdfast/choices.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { note } from './record.ts'

const strong = 'hf-strong'

/** One short page: who, a line, and whether the chronology should hold it. */
export function noteForm(typed: Typed, findings: readonly Finding[], hidden: Html): Html {
  const given = (name: string): string => {
    const value = typed[name]
    return typeof value === 'string' ? value : ''
  }
  const wrong = (name: string) => {
    const found = findings.find(({ at }) => at === name)
    return found === undefined ? {} : { errorMessage: { text: found.message } }
  }
  const kinds = Object.entries(note.fields.kind.options ?? {}).map(([value, text]) => ({ value, text }))
  return html`<form method="post" novalidate class="hf-form">${hidden}
    ${choices({
      legend: 'What was it?',
      name: 'kind',
      options: kinds,
      value: given('kind'),
      errorMessage: wrong('kind').errorMessage?.text,
    })}
    ${input({
      id: 'whoWith',
      name: 'whoWith',
      label: { text: 'Who with?', classes: strong },
      hint: { text: 'For example: Kelly, mum; Ms Shah at school' },
      autocomplete: 'off',
      value: given('whoWith'),
      ...wrong('whoWith'),
    })}
    ${input({
      id: 'line',
      name: 'line',
      label: { text: note.fields.line.label, classes: strong },
      autocomplete: 'off',
      value: given('line'),
      ...wrong('line'),
    })}
    ${input({
      id: 'happenedOn',
      name: 'happenedOn',
      type: 'date',
      label: { text: 'When was it?', classes: strong },
      classes: 'govuk-input--width-10',
      value: given('happenedOn'),
      ...wrong('happenedOn'),
    })}
    ${choices({
      legend: 'Is it significant?',
      hint: 'Then it goes into the chronology.',
      name: 'significant',
      options: [
        { value: 'no', text: 'No' },
        { value: 'yes', text: 'Yes', reveals: true },
      ],
      value: given('significant'),
      errorMessage: wrong('significant').errorMessage?.text,
    })}
    <div class="hf-if">
      ${textarea({
        id: 'impact',
        name: 'impact',
        rows: 3,
        label: { text: note.fields.impact.label, classes: strong },
        value: given('impact'),
        ...wrong('impact'),
      })}
    </div>
    ${button({ text: 'Save note', preventDoubleClick: true })}
  </form>`
}
