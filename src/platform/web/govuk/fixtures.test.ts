import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { nothing, raw, type Html } from '../html.ts'
import { accordion } from './accordion.ts'
import { backLink } from './back-link.ts'
import { ours, tidy } from './compared.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { characterCount } from './character-count.ts'
import { checkboxes } from './checkboxes.ts'
import { dateInput } from './date-input.ts'
import { details } from './details.ts'
import { errorMessage } from './error-message.ts'
import { errorSummary } from './error-summary.ts'
import { exitThisPage } from './exit-this-page.ts'
import { fieldset, type Fieldset } from './fieldset.ts'
import { fileUpload } from './file-upload.ts'
import { genericHeader } from './generic-header.ts'
import { hint } from './hint.ts'
import { input } from './input.ts'
import { insetText } from './inset-text.ts'
import { label } from './label.ts'
import { notificationBanner } from './notification-banner.ts'
import { pagination } from './pagination.ts'
import { panel } from './panel.ts'
import { passwordInput } from './password-input.ts'
import { phaseBanner } from './phase-banner.ts'
import { radios } from './radios.ts'
import { select, type Select } from './select.ts'
import { serviceNavigation, type ServiceNavigation } from './service-navigation.ts'
import { skipLink } from './skip-link.ts'
import { summaryList } from './summary-list.ts'
import { table } from './table.ts'
import { tabs, type Tabs } from './tabs.ts'
import { tag } from './tag.ts'
import { taskList } from './task-list.ts'
import { textarea } from './textarea.ts'
import { warningText } from './warning-text.ts'

interface Fixture {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
  readonly html: string
}

/** Words of the scripts' own, which stay GOV.UK's: our pages are in English. */
const translated = (...options: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    options.map((option) => [option, 'our pages are in English, so GOV.UK’s own words stand']),
  )

/** Every component we have, by its folder's name in govuk-frontend, with the options we leave out. */
const components: Record<string, Under> = {
  accordion: { draw: accordion, without: translated('hideAllSectionsText', 'hideSectionText') },
  'back-link': { draw: backLink },
  breadcrumbs: { draw: breadcrumbs },
  button: { draw: button },
  'character-count': {
    draw: characterCount,
    without: translated('charactersUnderLimitText', 'textareaDescriptionText'),
  },
  checkboxes: { draw: checkboxes },
  'date-input': { draw: dateInput },
  details: { draw: details },
  'error-message': { draw: errorMessage },
  'error-summary': { draw: errorSummary },
  'exit-this-page': {
    draw: exitThisPage,
    without: translated('activatedText'),
  },
  fieldset: { draw: (given: Fieldset & { readonly text?: Html }) => fieldset(given, given.text ?? nothing) },
  'file-upload': {
    draw: fileUpload,
    without: translated('chooseFilesButtonText', 'dropInstructionText', 'noFileChosenText'),
  },
  'generic-header': { draw: genericHeader },
  hint: { draw: hint },
  input: { draw: input },
  'inset-text': { draw: insetText },
  label: { draw: label },
  'notification-banner': { draw: notificationBanner },
  pagination: { draw: pagination },
  panel: { draw: panel },
  'password-input': { draw: passwordInput, without: translated('showPasswordText', 'hidePasswordText') },
  'phase-banner': { draw: phaseBanner },
  radios: { draw: radios },
  select: { draw: (given: Select) => select({ ...given, items: given.items ?? [] }) },
  'service-navigation': { draw: (given: Slotted) => serviceNavigation(slotted(given)) },
  'skip-link': { draw: skipLink },
  'summary-list': { draw: summaryList },
  table: { draw: table },
  tabs: { draw: (given: Tabs) => tabs({ ...given, items: given.items ?? [] }) },
  tag: { draw: tag },
  'task-list': { draw: taskList },
  textarea: { draw: textarea },
  'warning-text': { draw: warningText },
}

/** Their slots take markup in a string. */
type Slotted = Omit<ServiceNavigation, 'slots'> & {
  readonly slots?: Readonly<Record<string, string | TheirEnd>>
}
interface TheirEnd {
  readonly text: Html
  readonly align?: string
}

function slotted({ slots = {}, ...given }: Slotted): ServiceNavigation {
  const { end } = slots
  const marked = Object.entries(slots).map(([name, words]) => [
    name,
    typeof words === 'string' ? raw(words) : words.text,
  ])
  return {
    ...given,
    slots: { ...Object.fromEntries(marked), endInline: typeof end === 'object' && end.align === 'inline' },
  }
}

interface Under {
  readonly draw: (options: never) => Html
  /** Options of theirs that we do not offer, with the reason. A fixture that uses one is not run. */
  readonly without?: Readonly<Record<string, string>>
}

const folder = dirname(createRequire(import.meta.url).resolve('govuk-frontend'))
const fixturesOf = (name: string): readonly Fixture[] =>
  JSON.parse(readFileSync(`${folder}/components/${name}/fixtures.json`, 'utf8')).fixtures

function uses(options: unknown, names: readonly string[]): boolean {
  if (typeof options !== 'object' || options === null) return false
  return Object.entries(options).some(([key, value]) => names.includes(key) || uses(value, names))
}

const isRun = ({ options }: Fixture, { without = {} }: Under): boolean => !uses(options, Object.keys(without))

let ran = 0
for (const [name, under] of Object.entries(components)) {
  describe(`${name}, against govuk-frontend's own fixtures`, () => {
    for (const fixture of fixturesOf(name).filter((each) => isRun(each, under))) {
      ran += 1
      it(fixture.name, () =>
        assert.equal(tidy(under.draw(ours(fixture.options) as never)), tidy(fixture.html)),
      )
    }
  })
}

it('runs every fixture but those whose option we leave out', () => {
  const left = Object.entries(components).flatMap(([name, under]) =>
    fixturesOf(name).flatMap((fixture) => (isRun(fixture, under) ? [] : [`${name}: ${fixture.name}`])),
  )
  assert.deepEqual(left, [
    'accordion: with translations',
    'character-count: with custom textarea description',
    'character-count: with neither maxlength nor maxwords set',
    'character-count: with translations',
    'exit-this-page: translated',
    'file-upload: translated, no javascript enhancement',
    'file-upload: translated',
    'password-input: with translations',
  ])
  assert.equal(ran, 643)
})
