import type { FastifyReply, FastifyRequest } from 'fastify'
import { perform } from '../../platform/record/perform.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../platform/web/form.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { record } from './commands.ts'
import { note } from './record.ts'
import { noteForm } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
  readonly Querystring: { readonly kind?: string }
}
type Asked = FastifyRequest<OneChild>

const config = { audience: 'note.write', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  const url = '/children/:childId/notes/record'
  app.get<OneChild>(url, { config }, (request, reply) => ask(request, reply, firstShown(request), []))
  app.post<OneChild>(url, { config }, save)
}

/** Today, not significant, and the kind the link named: whoever logs a call types who and a line. */
function firstShown({ query, server }: Asked): Typed {
  const { kind = '' } = query
  const known = Object.hasOwn(note.fields.kind.options ?? {}, kind)
  return { happenedOn: server.book.today(), significant: 'no', kind: known ? kind : '' }
}

async function save(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const act = actOf(request, request.params)
  const outcome = await perform(request.server.book, record, act, request.body)
  if (outcome.kind === 'refused') return ask(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/children/${act.childId}/overview`, 303)
}

async function ask(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { setting } = request.server
  return reply.page(
    {
      title: 'Write a note',
      width: 'reading',
      masthead: await setting.masthead(request, request.params.childId),
      errors: errorLinks(findings),
      body: noteForm(typed, findings, hidden(request)),
    },
    findings.length > 0 ? 422 : 200,
  )
}
