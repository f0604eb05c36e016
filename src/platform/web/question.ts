import type { Typed } from '../record/draft.ts'
import type { Field, FieldKind, Fields } from '../record/field.ts'
import type { Prompt } from '../record/prompts.ts'
import type { Finding } from '../record/rule.ts'
import { checkboxes } from './govuk/checkboxes.ts'
import { errorMessage } from './govuk/error-message.ts'
import { fieldset } from './govuk/fieldset.ts'
import { hint } from './govuk/hint.ts'
import { input } from './govuk/input.ts'
import { radios } from './govuk/radios.ts'
import { select } from './govuk/select.ts'
import { textarea } from './govuk/textarea.ts'
import { html, type Html, type Words } from './html.ts'
import { promptsAt, promptWords } from './prompts.ts'

type Options = Readonly<Record<string, string>>

/** What a form is showing: what has been typed, what is wrong with it, and the people it may name. */
export interface Shown {
  readonly typed: Typed
  readonly findings: readonly Finding[]
  /** Of the questions a record may leave open, those this form needs answered. */
  readonly requires?: readonly string[]
  /** What is to be looked at in what the record says now. */
  readonly prompts?: readonly Prompt[]
  /** For questions that name a person or a member of staff: id → words. */
  readonly people?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The questions of a form, in the order asked. */
export const questions = (fields: Fields, asks: readonly string[], shown: Shown): Html =>
  html`${asks.map((name) => question(name, fields[name] as Field<unknown>, shown))}`

/** One question, as its kind is asked, with what was typed and what is wrong with it. */
export function question(name: string, field: Field<unknown>, shown: Shown): Html {
  const finding = shown.findings.find(({ at }) => at === name)
  const value = shown.typed[name]
  const help = hintOf(field, promptsAt(shown.prompts ?? [], name))
  const common = {
    name,
    id: name,
    ...(help !== undefined && { hint: { text: help } }),
    ...(finding !== undefined && { errorMessage: { text: finding.message } }),
  }
  if (field.checks !== undefined) return checked(name, field, help, shown)
  const label = field.required || shown.requires?.includes(name) ? field.label : `${field.label} (optional)`
  return asking[field.kind]({
    ...common,
    label,
    value,
    options: field.options ?? {},
    people: shown.people?.[name] ?? {},
  })
}

/** Help with a question, and what is to be looked at in its answer: read out with it. */
function hintOf({ hint, kind }: Field<unknown>, prompts: readonly Prompt[]): Words | undefined {
  if (prompts.length === 0) return hint
  return promptWords(prompts, hint ?? (kind === 'day' ? anyDay : ''))
}

const anyDay = 'For example, 3 11 2026'
const anyMoment = 'For example, 3 11 2026 14:30'

/** A checklist: each thing to be established, with its own answer; what is to be looked at in it stands above them all. */
function checked(
  name: string,
  { label, checks = {}, options = {} }: Field<unknown>,
  help: Words | undefined,
  { typed, findings }: Shown,
): Html {
  const finding = findings.find(({ at }) => at === name)
  const wrong = finding !== undefined && errorMessage({ id: `${name}-error`, text: finding.message })
  const rows = Object.entries(checks).map(([check, text]) => {
    const at = `${name}.${check}`
    const value = typed[at]
    return radios({
      name: at,
      idPrefix: at,
      classes: 'govuk-radios--inline govuk-radios--small',
      value: typeof value === 'string' ? value : '',
      items: items(options),
      fieldset: { legend: { text } },
    })
  })
  return fieldset(
    {
      legend: { text: label, classes: 'govuk-fieldset__legend--m' },
      attributes: { id: name },
      ...(help !== undefined && { describedBy: `${name}-hint` }),
    },
    html`${help !== undefined && hint({ id: `${name}-hint`, text: help })}${wrong}${rows}`,
  )
}

interface Asked {
  readonly name: string
  readonly id: string
  readonly hint?: { readonly text: Words }
  readonly errorMessage?: { readonly text: string }
  readonly label: string
  readonly value: string | readonly string[] | undefined
  readonly options: Options
  readonly people: Options
}

/** How each kind of question is asked. */
const asking: Readonly<Record<FieldKind, (asked: Asked) => Html>> = {
  choice: oneOfSome,
  'yes-no': (asked) => oneOfSome({ ...asked, options: { yes: 'Yes', no: 'No' } }),
  choices: ({ id, label, value, options, people: _people, ...rest }) =>
    checkboxes({
      ...rest,
      idPrefix: id,
      values: many(value),
      items: items(options),
      fieldset: { legend: { text: label } },
    }),
  names: ({ id, label, value, people, options: _options, ...rest }) =>
    checkboxes({
      ...rest,
      idPrefix: id,
      values: many(value),
      items: items(people),
      fieldset: { legend: { text: label } },
    }),
  person: oneOfPeople,
  staff: oneOfPeople,
  team: oneOfPeople,
  record: oneOfPeople,
  words: (asked) => textarea({ ...labelled(asked), rows: 4 }),
  day: (asked) =>
    input({
      ...labelled(asked),
      classes: 'govuk-input--width-10',
      hint: asked.hint ?? { text: anyDay },
    }),
  whole: (asked) => input({ ...labelled(asked), classes: 'govuk-input--width-4', inputmode: 'numeric' }),
  line: (asked) => input(labelled(asked)),
  instant: (asked) =>
    input({
      ...labelled(asked),
      classes: 'govuk-input--width-20',
      hint: { text: asked.hint === undefined ? anyMoment : html`${asked.hint.text} ${anyMoment}` },
    }),
  checklist: (asked) => input(labelled(asked)),
}

const labelled = ({ label, value, options: _options, people: _people, ...rest }: Asked) => ({
  ...rest,
  value: typeof value === 'string' ? value : '',
  label: { text: label },
})

function oneOfSome({ id, label, value, options, people: _people, ...rest }: Asked): Html {
  const chosen = typeof value === 'string' ? value : ''
  return radios({
    ...rest,
    idPrefix: id,
    value: chosen,
    items: items(options),
    fieldset: { legend: { text: label } },
  })
}

function oneOfPeople(asked: Asked): Html {
  return select({ ...labelled(asked), items: [{ value: '', text: 'Choose' }, ...items(asked.people)] })
}

const many = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value
const items = (options: Options) => inOrder(Object.entries(options)).map(([value, text]) => ({ value, text }))

// JavaScript puts keys of figures alone first: a code list of 1A, 1B … 4, 5A … 10 is put back in its own order.
const inOrder = (entries: readonly [string, string][]): readonly [string, string][] =>
  entries.every(([code]) => /^\d+[A-Z]?$/.test(code))
    ? entries.toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    : entries
