import type { FastifyRequest } from 'fastify'
import { promptsOf, type Prompt } from '../record/prompts.ts'
import { insetText } from './govuk/inset-text.ts'
import { html, type Html } from './html.ts'
import { promptWords } from './prompts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What is to be looked at in the record whose own page this is; null on every other page. */
    recordPrompts: readonly Prompt[] | null
  }
}

/** The page of one record, as a chapter has its own; the page that any record has shows them beside the answers, and so do forms. */
const isOwnPage = (url: string): boolean => url.endsWith('/:recordId') && !url.includes('/:kind/')

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads what is to be looked at in a record, where the page asked for is its own. A hook of every route, after admission. */
export async function readRecordPrompts(request: FastifyRequest): Promise<void> {
  const { method, routeOptions, params, server } = request
  if (method !== 'GET' || !isOwnPage(routeOptions.url ?? '')) return
  const { recordId = '' } = params as { readonly recordId?: string }
  if (uuid.test(recordId)) request.recordPrompts = await promptsOf(server.book.db, recordId)
}

/** A page's body, after what is to be looked at in its record. */
export const withPrompts = (prompts: readonly Prompt[] | null, body: Html | undefined): Html | undefined =>
  prompts === null || prompts.length === 0
    ? body
    : html`${insetText({
        text: html`<p class="govuk-body">To look at in this record:</p><p class="govuk-body">${promptWords(prompts)}</p>`,
      })}
      ${body}`
