import type { FastifyRequest } from 'fastify'
import type { Permission } from '../../platform/access/policy.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { maySee } from '../../platform/web/admit.ts'
import type { RecordShown } from '../../platform/web/beneath.ts'
import { nothing, type Html } from '../../platform/web/html.ts'
import { documentsAbout, kindOf, takesDocuments } from './queries.ts'
import { attachedView, home } from './views.ts'

/** Kinds of record of this child that whoever asks may read, and documents may belong to. */
export const kindsFor = (request: FastifyRequest): AnyRecordType[] =>
  takesDocuments(request.server.book.records, (view: Permission) => maySee(request, view))

/** The documents of a record, beneath its page, and the way to attach one; nothing where it takes none, or whoever asks reads none. */
export async function beneath(request: FastifyRequest, { childId, recordId }: RecordShown): Promise<Html> {
  if (!maySee(request, 'document.read')) return nothing
  const { db } = request.server.book
  const kind = await kindOf(db, childId, recordId)
  if (kind === null || !kindsFor(request).some(({ table }) => table === kind)) return nothing
  const attach = `${home(childId)}/attach?about=${kind}:${recordId}`
  const rows = await documentsAbout(db, childId, recordId)
  return attachedView(childId, rows, maySee(request, 'document.write') ? attach : null)
}
