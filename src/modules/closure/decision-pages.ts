import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyRecordType, Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { load } from '../../platform/record/store.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { countersignClosure, decideClosure, deciding } from './commands.ts'
import { pastOf } from './done-with.ts'
import { endingOf } from './queries.ts'
import { transfer } from './transfer-record.ts'
import { closure, type Closure } from './record.ts'
import { countersignedByAnother, decidedByAnother, duties, flagsOf } from './rules.ts'
import { acceptOut, acceptOutAsks } from './transfers.ts'
import { beforeDeciding, blocked } from './views.ts'

interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
type Asked = FastifyRequest<OneRecord>

/** A decision with its own page: what is asked, what stands before it, what stops it. */
interface Decision {
  readonly title: string
  readonly save: string
  readonly on: AnyRecordType
  readonly from: string
  readonly asks: readonly string[]
  readonly does: (book: Book, act: Act, posted: unknown) => Promise<Outcome>
  /** What is unfinished, and what to read before the questions. */
  readonly known: (book: Book, row: Closure, actorId: string) => Promise<Known>
}
interface Known {
  readonly unfinished: readonly Finding[]
  readonly lead: Html
}

const known =
  (rules: readonly (typeof decidedByAnother)[]): Decision['known'] =>
  async ({ db, today }, row, actorId) => ({
    unfinished: [
      ...findings(rules, { before: row, actorId }),
      ...findings(duties, await endingOf(db, row.childId, row, today())),
    ],
    lead: beforeDeciding(row.flags ?? flagsOf(await pastOf(db, row.childId), today())),
  })

const decide: Decision = {
  title: 'Decide whether our work ends',
  save: 'End our work with the child',
  on: closure,
  ...deciding.decide,
  does: decideClosure,
  known: known([decidedByAnother]),
}
const countersign: Decision = {
  title: 'Agree the ending as service manager',
  save: 'Agree, and end our work',
  on: closure,
  ...deciding.countersign,
  does: countersignClosure,
  known: known([decidedByAnother, countersignedByAnother]),
}
const accept: Decision = {
  title: 'Record that they accepted',
  save: 'Record it, and end our work',
  on: transfer,
  from: 'proposed',
  asks: acceptOutAsks,
  does: acceptOut,
  known: async () => ({ unfinished: [], lead: nothing }),
}

export function decisionPages(app: App, root: string, moves: string): void {
  serve(app, `${root}/:recordId/decide`, decide, 'closure.decide')
  serve(app, `${root}/:recordId/countersign`, countersign, 'closure.countersign')
  serve(app, `${moves}/:recordId/accept-out`, accept, 'closure.decide')
}

function serve(
  app: App,
  url: string,
  decision: Decision,
  audience: 'closure.decide' | 'closure.countersign',
): void {
  const config = { audience, shows: 'child' } as const
  app.get<OneRecord>(url, { config }, (request, reply) => show(request, reply, decision, []))
  app.post<OneRecord>(url, { config }, async (request, reply) => {
    const act = actOf(request, request.params)
    const outcome = await decision.does(app.book, act, request.body)
    if (outcome.kind === 'refused') return show(request, reply, decision, outcome.findings)
    return reply.redirect(hrefOf(request), 303)
  })
}

/** The record's own page: this address without its last part. */
const hrefOf = ({ url }: Asked): string => (url.split('?')[0] ?? '').replace(/\/[^/]+$/, '')

async function show(
  request: Asked,
  reply: FastifyReply,
  decision: Decision,
  wrong: readonly Finding[],
): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, decision.on, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  if (row.state !== decision.from) throw new StateMoved('it was decided meanwhile')
  const { actor } = actOf(request, { childId })
  const { unfinished, lead } = await decision.known(book, row as unknown as Closure, actor.id)
  const masthead = await setting.masthead(request, childId)
  const status = wrong.length > 0 ? 422 : 200
  if (unfinished.length > 0)
    return reply.page(
      {
        title: 'Our work with this child cannot end yet',
        ownHeading: true,
        masthead,
        body: blocked(childId, hrefOf(request), unfinished),
      },
      status,
    )
  const asked = questions(decision.on.fields, decision.asks, {
    typed: posted(request),
    findings: wrong,
    requires: decision.asks,
  })
  return reply.page(
    {
      title: decision.title,
      width: 'reading',
      masthead,
      errors: errorLinks(wrong),
      body: html`${lead}${form(request, asked, decision.save, row.version)}`,
    },
    status,
  )
}
