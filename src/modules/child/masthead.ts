import type { FastifyRequest } from 'fastify'
import { html, type Html } from '../../platform/web/html.ts'
import { mastheadFacts } from './masthead-facts.ts'

/** What stands over every page of one child. */
export async function masthead(request: FastifyRequest, childId: string): Promise<Html> {
  const { book } = request.server
  const facts = await mastheadFacts(book.db, childId, book.today())
  const name = [facts.knownAs ?? facts.givenName, facts.familyName].filter((part) => part !== null).join(' ')
  return html`<div class="hf-mast"><div class="hf-wrap"><div class="hf-mast__top">
    <h1 class="hf-h1">${name || `Child ${facts.laChildId ?? ''}`}</h1></div></div></div>`
}
