import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isDay } from '../dates/day.ts'
import type { Typed } from '../record/draft.ts'
import type { Finding } from '../record/rule.ts'
import { attributes } from './govuk/attributes.ts'
import { button } from './govuk/button.ts'
import { saveBar } from './holdfast/save-bar.ts'
import { html, type Html } from './html.ts'
import type { ErrorLink } from './govuk/error-summary.ts'

/** The fields every form of ours carries: the token, the key that makes a repeat harmless, the version it was made from. */
export function hidden(request: FastifyRequest, version: number | null = null): Html {
  const key = posted(request)['_key'] ?? randomUUID()
  return html`<input type="hidden" name="_csrf" value="${request.session?.csrf ?? ''}"><input type="hidden" name="_key" value="${String(key)}">${
    version !== null && html`<input type="hidden" name="_version" value="${version}">`
  }`
}

/** What the browser posted, by name; nothing for a page that was only asked for. */
export const posted = (request: FastifyRequest): Typed => (request.body ?? {}) as Typed

/** A record's answers as somebody would have typed them, for a form that begins from what is held. */
export const asTyped = (row: object): Typed =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typedAs(value)]))

function typedAs(value: unknown): string | readonly string[] {
  if (value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))) return ''
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = `${value as string | number}`
  return isDay(text) ? text.split('-').toReversed().join('/') : text
}

/** The key of this form, or null where none was sent. */
export const formKey = (request: FastifyRequest): string | null => oneOf(posted(request)['_key'])

/** The version of the record the form was made from, or null. */
export function formVersion(request: FastifyRequest): number | null {
  const version = oneOf(posted(request)['_version'])
  return version === null ? null : Number(version)
}

const oneOf = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : null

/** The links of an error summary, one for each finding, to the field it marks. */
export const errorLinks = (findings: readonly Finding[]): ErrorLink[] =>
  findings.map(({ message, at }) => ({ text: message, ...(at !== undefined && { href: `#${at}` }) }))

/** Where what is being typed is kept, and whether some of it was kept before. */
export interface Keeping {
  /** Null for a form that keeps no draft. */
  readonly draftAt: string | null
  readonly kept?: boolean
}

/** A whole form: the questions between its hidden fields and its one button. */
export function form(
  request: FastifyRequest,
  inside: Html,
  save: string,
  version: number | null = null,
  { draftAt, kept = false }: Keeping = { draftAt: null },
): Html {
  const foot =
    draftAt === null
      ? button({ text: save, preventDoubleClick: true })
      : saveBar({ save, saved: kept ? 'Your draft is here' : '' })
  return html`<form method="post" novalidate${attributes({ 'data-draft': draftAt ?? false })}>
      ${hidden(request, version)}
      ${inside}${foot}
    </form>`
}
