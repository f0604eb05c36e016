import type { FastifyRequest } from 'fastify'
import { viewOfRecord } from '../../../platform/access/kept-in.ts'
import { mayEver } from '../../../platform/access/policy.ts'
import { actorOf, maySee } from '../../../platform/web/admit.ts'
import { recordOfRow } from '../records.ts'
import { legs } from './legs.ts'

/**
 * Tables of the story that whoever asks does not read by themselves, and so not in the story either: a legal adviser reads no contact
 * and no early help (roles-and-access §3).
 *
 * @param others whether brothers and sisters are told of too: what an emergency opens of one child it does not open of them
 */
export function keptBack(request: FastifyRequest, others = false): ReadonlySet<string> {
  const actor = actorOf(request)
  return new Set(
    legs.flatMap(({ table }) => {
      const view = viewOfRecord(recordOfRow(table)?.table ?? table)
      const reads = view !== null && maySee(request, view) && (!others || mayEver(actor, view))
      return reads ? [] : [table]
    }),
  )
}
