import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Permission } from '../../platform/access/policy.ts'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import type { Fields } from '../../platform/record/field.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted, formKey } from '../../platform/web/form.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions, type Shown } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'

interface OneMeeting {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
export type Asked = FastifyRequest<OneMeeting>

/** What one form asks: never more than twelve things. */
export interface Asking {
  readonly fields: Fields
  readonly names: readonly string[]
  readonly requires?: readonly string[]
  /** What the form begins with. */
  readonly begins?: Typed
  readonly people?: Shown['people']
  /** What stands above the questions. */
  readonly first?: Html
  /** The record's version, so that nobody writes over what they have not seen. */
  readonly version?: number
}

/** A form whose command touches more than one record: GET shows it, POST does it, and what is typed is kept. */
export interface FormPage {
  readonly url: string
  /** The event, which names the draft. */
  readonly event: string
  readonly title: string
  readonly save: string
  readonly needs: Permission
  readonly asks: (request: Asked) => Promise<Asking>
  readonly does: (request: Asked, asking: Asking) => Promise<Outcome>
  readonly goesTo: (childId: string, recordId: string) => string
}

export function formPage(app: App, page: FormPage): void {
  const config = { audience: page.needs, shows: 'child' } as const
  app.get<OneMeeting>(page.url, { config }, async (request, reply) => {
    const draft = await findDraft(app.book.db, draftOf(request, page))
    return show(request, reply, page, { asking: await page.asks(request), findings: [], draft })
  })
  app.post<OneMeeting>(
    `${page.url}/draft`,
    { config: { ...config, shows: 'nobody' } },
    async (request, reply) => {
      const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
      await keepDraft(app.book.db, draftOf(request, page), Object.fromEntries(typed), formKey(request))
      return reply.code(204).send()
    },
  )
  app.post<OneMeeting>(page.url, { config }, async (request, reply) => {
    const asking = await page.asks(request)
    const outcome = await page.does(request, asking)
    if (outcome.kind === 'refused')
      return show(request, reply, page, { asking, findings: outcome.findings, draft: null })
    await dropDraft(app.book.db, draftOf(request, page))
    return reply.redirect(page.goesTo(request.params.childId, outcome.recordId), 303)
  })
}

function draftOf(request: Asked, { event }: FormPage): DraftOf {
  const { childId, recordId } = request.params
  const command = recordId === undefined ? event : `${event} ${recordId}`
  return { command, childId, authorId: actOf(request, { childId }).actor.id }
}

interface Showing {
  readonly asking: Asking
  readonly findings: readonly Finding[]
  readonly draft: Typed | null
}

async function show(
  request: Asked,
  reply: FastifyReply,
  page: FormPage,
  { asking, findings, draft }: Showing,
): Promise<FastifyReply> {
  const typed = findings.length > 0 ? posted(request) : (draft ?? asking.begins ?? {})
  const shown: Shown = {
    typed,
    findings,
    requires: asking.requires ?? [],
    ...(asking.people !== undefined && { people: asking.people }),
  }
  const inside = html`${asking.first} ${questions(asking.fields, asking.names, shown)}`
  const draftAt = asking.names.length === 0 ? null : `${request.url.split('?')[0] ?? ''}/draft`
  return reply.page(
    {
      title: page.title,
      width: 'reading',
      masthead: await request.server.setting.masthead(request, request.params.childId),
      errors: errorLinks(findings),
      body: form(request, inside, page.save, asking.version ?? null, { draftAt, kept: draft !== null }),
    },
    findings.length > 0 ? 422 : 200,
  )
}
