import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { nothing, raw, type Html, type Words } from '../html.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { checkboxes } from './checkboxes.ts'
import { dateInput } from './date-input.ts'
import { errorMessage } from './error-message.ts'
import { errorSummary } from './error-summary.ts'
import { fieldset, type Fieldset } from './fieldset.ts'
import { hint } from './hint.ts'
import { input } from './input.ts'
import { label } from './label.ts'
import { radios } from './radios.ts'
import { select, type Select } from './select.ts'
import { textarea } from './textarea.ts'

interface Fixture {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
  readonly html: string
}

/** Every component we have, by its folder's name in govuk-frontend, with the options we leave out. */
const components: Record<string, Under> = {
  breadcrumbs: { draw: breadcrumbs },
  button: { draw: button },
  checkboxes: { draw: checkboxes },
  'date-input': { draw: dateInput },
  'error-message': { draw: errorMessage },
  'error-summary': { draw: errorSummary },
  fieldset: { draw: (given: Fieldset & { readonly text?: Html }) => fieldset(given, given.text ?? nothing) },
  hint: { draw: hint },
  input: { draw: input },
  label: { draw: label },
  radios: { draw: radios },
  select: { draw: (given: Select) => select({ ...given, items: given.items ?? [] }) },
  textarea: { draw: textarea },
}

interface Under {
  readonly draw: (options: never) => Html
  /** Options of theirs that we do not offer, with the reason. A fixture that uses one is not run. */
  readonly without?: Readonly<Record<string, string>>
}

/** Where their macros take text or html, our functions take `text`, of either type. */
function ours(theirs: unknown): unknown {
  if (Array.isArray(theirs)) return theirs.map(ours)
  if (typeof theirs !== 'object' || theirs === null) return theirs
  const named: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(theirs))
    if (!/html$/i.test(key)) named[renamed[key] ?? key] = given(key, value)
  for (const [key, value] of Object.entries(theirs)) {
    if (/html$/i.test(key) && value)
      named[key.replace('html', 'text').replace('Html', 'Text')] = raw(String(value))
  }
  return named
}

const renamed: Record<string, string> = {
  beforeInput: 'before',
  afterInput: 'after',
  beforeInputs: 'before',
  afterInputs: 'after',
}

/** What stands between other things is words alone. */
function given(key: string, value: unknown): unknown {
  const words = ours(value)
  const alone = key === 'conditional' || renamed[key] !== undefined
  return alone && typeof words === 'object' ? (words as { readonly text?: Words } | null)?.text : words
}

const entities: Record<string, string> = { amp: '&#38;', lt: '&#60;', gt: '&#62;', quot: '&#34;', ctdot: '⋯' }

/** Space counts only inside text: not beside an opening tag, before a closing one, or between two. */
const tidy = (markup: Words): string =>
  String(markup)
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/(<[a-z][^>]*>) /g, '$1')
    .replace(/ (<\/|>)/g, '$1')
    .replace(/&(amp|lt|gt|quot|ctdot);/g, (_, name: string) => entities[name]!)
    .trim()

const folder = dirname(createRequire(import.meta.url).resolve('govuk-frontend'))
const fixturesOf = (name: string): readonly Fixture[] =>
  JSON.parse(readFileSync(`${folder}/components/${name}/fixtures.json`, 'utf8')).fixtures

function uses(options: unknown, names: readonly string[]): boolean {
  if (typeof options !== 'object' || options === null) return false
  return Object.entries(options).some(([key, value]) => names.includes(key) || uses(value, names))
}

for (const [name, { draw, without = {} }] of Object.entries(components)) {
  describe(`${name}, against govuk-frontend's own fixtures`, () => {
    for (const fixture of fixturesOf(name).filter(({ options }) => !uses(options, Object.keys(without)))) {
      it(fixture.name, () => assert.equal(tidy(draw(ours(fixture.options) as never)), tidy(fixture.html)))
    }
  })
}
