import type { FastifyRequest } from 'fastify'
import { isId } from '../record/new-id.ts'
import { html, type Html } from './html.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What stands beneath the record whose page this is; null on every other page. */
    beneath: Html | null
  }
}

/** The record a page is of. */
export interface RecordShown {
  readonly childId: string
  readonly recordId: string
}

/** Reads what stands beneath a record, where the page asked for is one record's. A hook of every route, after admission. */
export async function readBeneath(request: FastifyRequest): Promise<void> {
  const { method, routeOptions, params, server } = request
  const { beneath } = server.setting
  if (method !== 'GET' || beneath === undefined || routeOptions.url?.endsWith('/:recordId') !== true) return
  const { childId = '', recordId = '' } = params as Partial<RecordShown>
  if (isId(childId) && isId(recordId)) request.beneath = await beneath(request, { childId, recordId })
}

/** A page's body with what stands beneath it: on the page itself, and on none that says why it is not shown. */
export const withBeneath = (
  beneath: Html | null,
  body: Html | undefined,
  status: number,
): Html | undefined => (beneath === null || status !== 200 ? body : html`${body}${beneath}`)
