import { promptsOf } from '../../../platform/record/prompts.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { isId } from '../../../platform/record/new-id.ts'
import { actorOf, maySee, requireKind } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { mastheadFor } from '../masthead.ts'
import { mastheadFacts } from '../masthead-facts.ts'
import { recordKind } from '../records.ts'
import { historyOf, namesOf, recordOfChild } from './queries.ts'
import { idsIn } from '../../../platform/record/value-words.ts'
import { recordView } from './views.ts'

interface OneRecord {
  readonly Params: { readonly childId: string; readonly kind: string; readonly recordId: string }
}

/** Any record of a child, where its own chapter has no page for it: the source that a line of the story opens onto. */
export function recordPage(app: App): void {
  const config = { audience: 'child.read', shows: 'child' } as const
  app.get<OneRecord>('/children/:childId/records/:kind/:recordId', { config }, show)
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, kind, recordId } = request.params
  const { book } = request.server
  const on = recordKind(kind)
  if (on === undefined || !isId(recordId)) throw new NoSuchPerson()
  requireKind(request, on.table)
  const today = book.today()
  const [facts, row, history, prompts] = await Promise.all([
    mastheadFacts(book.db, actorOf(request), childId, today),
    recordOfChild(book.db, on, childId, recordId),
    historyOf(book.db, childId, recordId),
    promptsOf(book.db, recordId),
  ])
  if (row === null) throw new NoSuchPerson()
  const told: Readonly<Record<string, unknown>> = { ...row }
  // What belongs to another record is read by those who read that.
  if (typeof told['aboutKind'] === 'string') requireKind(request, told['aboutKind'])
  const names = await namesOf(
    book.db,
    actorOf(request),
    [told, ...history.flatMap(({ answers, before }) => [answers, before ?? {}])].flatMap((one) =>
      idsIn(on.fields, one),
    ),
  )
  const body = recordView({
    on,
    row: told,
    history,
    names,
    prompts,
    back: maySee(request, 'chronology.read')
      ? { text: 'Back to the chronology', href: `/children/${childId}/chronology` }
      : { text: 'Back to the family', href: `/children/${childId}/family` },
  })
  return reply.page({ title: on.title, width: 'reading', masthead: mastheadFor(request, facts, today), body })
}
