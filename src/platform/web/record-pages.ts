import type { FastifyReply, FastifyRequest } from 'fastify'
import { reachable } from '../access/reach.ts'
import { childrenAmong, NoSuchPerson } from '../people/child.ts'
import type { Field } from '../record/field.ts'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../record/draft.ts'
import { kebab } from '../record/names.ts'
import { promptsOf } from '../record/prompts.ts'
import { perform, StateMoved, type Act } from '../record/perform.ts'
import type { AnyCommand, AnyRecordType, Row } from '../record/record.ts'
import type { Finding, Rule } from '../record/rule.ts'
import { load } from '../record/store.ts'
import { actorOf } from './admit.ts'
import type { App } from './app.ts'
import { asTyped, errorLinks, form, formKey, formVersion, posted, type Keeping } from './form.ts'
import { html, type Html } from './html.ts'
import { namesOne, onlyOffered } from './only-offered.ts'
import { promptsElsewhere } from './prompts.ts'
import { questions, type Shown } from './question.ts'
import { recordSummary } from './record-summary.ts'

/** How a chapter's commands are shown: where they live, and what stands round their forms. */
interface RecordPages {
  /** '/children/:childId/private-fostering': opening commands hang from it, the others from the record below it. */
  readonly at: string
  readonly commands: Readonly<Record<string, AnyCommand>>
  /** The people and staff a form may name, by question. */
  readonly people?: (request: FastifyRequest, childId: string) => Promise<Shown['people'] & {}>
  /** Where to go once it is done. */
  readonly goesTo?: (childId: string, recordId: string) => string
  /** What a button says; the command's own title where a command is not named. */
  readonly save?: Readonly<Record<string, string>>
  /** Guards of a command that must be read for: they hold with its own rules, and are told with them. */
  readonly guards?: (request: FastifyRequest, name: string, act: Act) => Promise<readonly Rule<Given>[]>
  /** Long forms, by command: what is typed and not yet sent is kept for whoever types it. */
  readonly keepsDrafts?: readonly string[]
  /** What the record says already and is told above the questions, by command: nobody decides about what the page does not show. Asked again, it begins empty. */
  readonly tells?: Readonly<Record<string, readonly string[]>>
  /** What stands above a command’s questions and is of no one record: what must be read before they are answered. */
  readonly above?: Readonly<Record<string, (request: FastifyRequest, childId: string) => Promise<Html>>>
}

/** What a guard that was read for still looks at: the answers. */
interface Given {
  readonly answers: Readonly<Record<string, unknown>>
}

interface Params {
  readonly childId: string
  readonly recordId?: string
}

/** A form and its submission for every command: GET shows it, POST performs it and redirects. */
export function recordPages(app: App, pages: RecordPages): void {
  for (const [name, command] of Object.entries(pages.commands)) {
    const url = command.from === null ? `${pages.at}/${kebab(name)}` : `${pages.at}/:recordId/${kebab(name)}`
    const config = { audience: command.needs, shows: 'child' } as const
    app.get<{ Params: Params }>(url, { config }, (request, reply) =>
      show(request, reply, pages, [name, command], []),
    )
    if (pages.keepsDrafts?.includes(name) === true) draftOfForm(app, url, command)
    app.post<{ Params: Params }>(url, { config }, async (request, reply) => {
      const act = actOf(request, request.params)
      const guards = [
        ...((await pages.guards?.(request, name, act)) ?? []),
        ...(await offeredOnly(request, pages, command)),
      ]
      const guarded: AnyCommand = { ...command, rules: [...command.rules, ...guards] }
      const outcome = await perform(app.book, guarded, act, request.body)
      if (outcome.kind === 'refused') return show(request, reply, pages, [name, command], outcome.findings)
      if (pages.keepsDrafts?.includes(name) === true) await dropDraft(app.book.db, draftOf(request, command))
      const goesTo = pages.goesTo ?? ((childId: string) => `/children/${childId}/overview`)
      return reply.redirect(goesTo(act.childId, outcome.recordId), 303)
    })
  }
}

/** The choices of a form, as they are now, held to what is posted. */
async function offeredOnly(
  request: FastifyRequest,
  { people }: RecordPages,
  { on, asks }: AnyCommand,
): Promise<Rule<Given>[]> {
  if (people === undefined || !asks.some((name) => isNaming(on.fields[name]))) return []
  const { childId, recordId } = request.params as Params
  const held =
    recordId === undefined ? null : await load(request.server.book.db, on as AnyRecordType, recordId)
  return onlyOffered(
    on.fields,
    asks,
    await people(request, childId),
    held as Readonly<Record<string, unknown>> | null,
  )
}

const isNaming = (field: Field<unknown> | undefined): boolean =>
  field !== undefined && namesOne.has(field.kind)

/** Where the browser keeps what is being typed: the form's own address and '/draft'. */
function draftOfForm(app: App, url: string, command: AnyCommand): void {
  const config = { audience: command.needs, shows: 'nobody' } as const
  app.post<{ Params: Params }>(`${url}/draft`, { config }, async (request, reply) => {
    const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
    await keepDraft(app.book.db, draftOf(request, command), Object.fromEntries(typed), formKey(request))
    return reply.code(204).send()
  })
}

/** A draft is of one form and, where the form is about a record, of that record. */
function draftOf(request: FastifyRequest, { event }: AnyCommand): DraftOf {
  const { childId, recordId } = request.params as Params
  const { actor } = actOf(request, { childId })
  return {
    command: recordId === undefined ? event : `${event} ${recordId}`,
    childId,
    authorId: actor.id,
  }
}

/** Where this form's draft is kept, and what was typed before and not sent: nothing once the form itself has come. */
async function draftFor(
  request: FastifyRequest,
  { keepsDrafts = [] }: RecordPages,
  [name, command]: readonly [string, AnyCommand],
): Promise<Keeping & { readonly typed: Typed | null }> {
  if (!keepsDrafts.includes(name)) return { draftAt: null, typed: null }
  const posting = request.method === 'POST'
  const typed = posting ? null : await findDraft(request.server.book.db, draftOf(request, command))
  return { draftAt: `${request.url.split('?')[0] ?? ''}/draft`, typed, kept: typed !== null }
}

const tellsFor = ({ tells }: RecordPages, name: string): readonly string[] => tells?.[name] ?? []

const aboveFor = async (
  request: FastifyRequest,
  { above }: RecordPages,
  name: string,
): Promise<Html | false> => (await above?.[name]?.(request, (request.params as Params).childId)) ?? false

const begunFrom = (
  request: FastifyRequest,
  row: Row<AnyRecordType> | null,
  told: readonly string[],
): Typed =>
  row === null || request.method === 'POST'
    ? posted(request)
    : Object.fromEntries(Object.entries(asTyped(row)).filter(([name]) => !told.includes(name)))

/** Of these commands, those the person asking may perform for this child: so that no button leads to a refusal. */
export async function theirs<C extends AnyCommand>(
  request: FastifyRequest,
  childId: string,
  commands: Readonly<Record<string, C>>,
): Promise<Record<string, C>> {
  const { actor } = actOf(request, { childId })
  const needs = [...new Set(Object.values(commands).map((command) => command.needs))]
  const held = await Promise.all(
    needs.map(async (need) => (await reachable(request.server.book.db, actor, need, [childId])).has(childId)),
  )
  const may = new Set(needs.filter((_, i) => held[i]))
  return Object.fromEntries(Object.entries(commands).filter(([, { needs: need }]) => may.has(need)))
}

/** Who is doing what to whom, as a request says it. Only for routes that ask for a signed-in person. */
export function actOf(
  request: FastifyRequest,
  { childId, recordId = null }: { childId: string; recordId?: string | null },
): Act {
  return {
    actor: actorOf(request),
    childId,
    recordId,
    formKey: formKey(request),
    version: formVersion(request),
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: RecordPages,
  [name, command]: readonly [string, AnyCommand],
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params as Params
  const row = await standing(request, command)
  const draft = await draftFor(request, pages, [name, command])
  const asked = tellsFor(pages, name)
  const shown = {
    typed: draft.typed ?? begunFrom(request, row, asked),
    findings,
    requires: (command.requires ?? []) as string[],
    people: (await pages.people?.(request, childId)) ?? {},
    prompts: row === null ? [] : await promptsOf(request.server.book.db, row.id),
  }
  request.shows(await childrenAmong(request.server.book.db, offered(command, shown.people)))
  const inside = html`${await aboveFor(request, pages, name)}${told(row, command, asked)}
    ${promptsElsewhere(shown.prompts, command.asks)}
    ${questions(command.on.fields, command.asks, shown)}`
  return reply.page(
    {
      title: command.title,
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, inside, pages.save?.[name] ?? 'Save', row?.version ?? null, draft),
    },
    findings.length > 0 ? 422 : 200,
  )
}

/** What the record says already, above the questions. */
function told(row: Row<AnyRecordType> | null, { on }: AnyCommand, names: readonly string[]): Html | false {
  if (row === null) return false
  const said = names.filter((name) => (row as Readonly<Record<string, unknown>>)[name] != null)
  return said.length > 0 && recordSummary(on, row, new Map(), said)
}

/** The people a form offers to choose from: they are seen there by name. */
const offered = ({ on, asks }: AnyCommand, people: Shown['people'] & {}): string[] =>
  asks.flatMap((name) => (on.fields[name]?.kind === 'person' ? Object.keys(people[name] ?? {}) : []))

/** The record a form is about, as it stands; null for a form that opens one. Another child's is nobody's here. */
async function standing(request: FastifyRequest, command: AnyCommand): Promise<Row<AnyRecordType> | null> {
  const { childId, recordId } = request.params as Params
  if (recordId === undefined) return null
  const row = await load(request.server.book.db, command.on as AnyRecordType, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  if (!(command.from as readonly string[] | null)?.includes(row.state))
    throw new StateMoved(`${command.event} does not start from here`)
  return row
}
