import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { tidy } from '../govuk/compared.ts'
import type { Html } from '../html.ts'

interface Nunjucks {
  readonly configure: (paths: readonly string[], options: object) => Environment
}
interface Environment {
  readonly addFilter: (name: string, filter: (value: unknown) => unknown) => void
  readonly renderString: (template: string, context: object) => string
}

const packages = createRequire(import.meta.url)
const nunjucks = packages('nunjucks') as Nunjucks
const paths = [
  dirname(packages.resolve('@ministryofjustice/frontend/package.json')),
  join(dirname(packages.resolve('govuk-frontend')), '..'),
]
const environment = nunjucks.configure(paths, { autoescape: true })
// Their filter for a date; ours is told the words.
for (const name of ['date', 'mojDate']) environment.addFilter(name, () => 'Thu 5 November 2026')

/** What their template draws. */
export function theirs(name: string, params: object, body = ''): string {
  const plain = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const macro = plain === 'interruptionCard' ? plain : `moj${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  const from = `{%- from "moj/components/${name}/macro.njk" import ${macro} -%}`
  const draw = body ? `{% call ${macro}(params) %}${body}{% endcall %}` : `{{ ${macro}(params) }}`
  return environment.renderString(from + draw, { params })
}

/** Their templates leave a space before a bracket and after a class. */
const loose = (markup: string | Html): string =>
  tidy(markup)
    .replace(/ {2,}/g, ' ')
    .replace(/" >/g, '">')
    .replace(/ "/g, '"')
    .replace(/> (?=<)/g, '>')

/** Ours is theirs. */
export const same = (ours: Html, drawn: string): void => assert.equal(loose(ours), loose(drawn))
