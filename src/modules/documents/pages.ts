import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffNames } from '../../platform/access/staff.ts'
import { NotAllowed } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { isId } from '../../platform/record/new-id.ts'
import { perform, readAnswers } from '../../platform/record/perform.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { load } from '../../platform/record/store.ts'
import { maySee, requireKind } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { actOf, recordPages, theirs } from '../../platform/web/record-pages.ts'
import { correctionHref } from '../../platform/web/record-correct.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { acceptUploads, uploadOf } from '../../platform/web/upload.ts'
import { CannotKeep, NotAsKept, type Vault } from '../../platform/vault/vault.ts'
import { kindsFor } from './beneath.ts'
import { attach, askToWithdraw, leaveOnRecord, saidOfIt, withdraw } from './commands.ts'
import { documentIn, headersOf, most, notKept } from './file.ts'
import { documentsOf, latestRecords, recordHref, recordNamed, type Belongs } from './queries.ts'
import { document, type Document } from './record.ts'
import { wasMade } from './rules.ts'
import { attachForm, home, listView, openView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
  readonly Querystring: { readonly kind?: string; readonly after?: string; readonly about?: string }
}
interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}

const at = '/children/:childId/documents'
const reading = { audience: 'document.read', shows: 'child' } as const
const writing = { audience: 'document.write', shows: 'child' } as const
const ofAPage = 50

export async function pages(app: App): Promise<void> {
  acceptUploads(app, { permission: 'document.write', fields: ['file'], most })
  app.get<OneChild>(at, { config: reading }, list)
  app.get<OneChild>(`${at}/attach`, { config: writing }, async (request, reply) =>
    ask(request, reply, { aboutId: request.query.about ?? '' }, []),
  )
  app.post<OneChild>(`${at}/attach`, { config: writing }, add)
  app.get<OneRecord>(`${at}/:recordId`, { config: reading }, show)
  app.get<OneRecord>(`${at}/:recordId/file`, { config: reading }, open)
  recordPages(app, {
    at,
    commands: deciding,
    goesTo: (childId, recordId) => `${home(childId)}/${recordId}`,
    save: {
      askToWithdraw: 'Ask a manager',
      withdraw: 'Withdraw it',
      leaveOnRecord: 'Leave it on the record',
    },
    tells: {
      askToWithdraw: ['what', 'kind', 'madeOn', 'cameFrom'],
      withdraw: ['what', 'kind', 'madeOn', 'cameFrom', 'withdrawWhy'],
      leaveOnRecord: ['what', 'kind', 'madeOn', 'cameFrom', 'withdrawWhy'],
    },
  })
}

const deciding = { askToWithdraw, withdraw, leaveOnRecord }

async function list(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { kind = '', after = '' } = request.query
  const { book, setting } = request.server
  const asking = {
    childId,
    readable: kindsFor(request).map(({ table }) => table),
    kind: Object.hasOwn(document.fields.kind.options ?? {}, kind) ? kind : null,
    after: isId(after) ? after : null,
    most: ofAPage,
  }
  const rows = await documentsOf(book.db, asking)
  const shown = rows.slice(0, ofAPage)
  const older = new URLSearchParams({
    ...(asking.kind !== null && { kind: asking.kind }),
    after: shown.at(-1)?.id ?? '',
  })
  return reply.page({
    title: 'Documents',
    masthead: await setting.masthead(request, childId),
    body: listView({
      childId,
      rows: shown,
      kind: asking.kind,
      mayAttach: maySee(request, 'document.write'),
      olderHref: rows.length > ofAPage ? `${home(childId)}?${older.toString()}` : null,
      later: asking.after !== null,
    }),
  })
}

async function ask(
  request: FastifyRequest<OneChild>,
  reply: FastifyReply,
  typed: Typed,
  wrong: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const kinds = kindsFor(request)
  const latest = await latestRecords(book.db, childId, kinds)
  const chosen = await recordNamed(book.db, childId, kinds, aboutIn(typed))
  const records: Belongs[] =
    chosen === null || latest.some(({ id }) => id === chosen.id) ? latest : [chosen, ...latest]
  return reply.page(
    {
      title: attach.title,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(wrong),
      body: attachForm({ typed, findings: wrong, hidden: hidden(request), records }),
    },
    wrong.length > 0 ? 422 : 200,
  )
}

/** 'visit:…' as the form sends it. */
function aboutIn({ aboutId }: Typed): { readonly kind: string; readonly id: string } {
  const [kind = '', id = ''] = (typeof aboutId === 'string' ? aboutId : '').split(':')
  return { kind, id }
}

/** Everything wrong is told at once; only then is the file kept, and only when it is kept is it recorded. */
async function add(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const { childId } = request.params
  const typed = posted(request)
  const file = await documentIn(uploadOf(request))
  const { about, unknown } = await aboutOf(request, childId, typed)
  const said = { ...typed, ...about }
  const wrong = ['message' in file ? [file] : [], wrongIn(said, book.today()), unknown].flat()
  if ('message' in file || wrong.length > 0) return ask(request, reply, typed, wrong)
  const fingerprint = await keptIn(request, book.vault, file.bytes)
  if (fingerprint === null) return ask(request, reply, typed, [notKept])
  const whole = { ...said, format: file.kind, fingerprint, bytes: String(file.bytes.length) }
  const outcome = await perform(book, attach, actOf(request, { childId }), whole)
  if (outcome.kind === 'refused') return ask(request, reply, typed, outcome.findings)
  return reply.redirect(`${home(childId)}/${outcome.recordId}`, 303)
}

/** The record it is said to belong to; what is wrong where there is none that whoever asks may read. */
async function aboutOf(request: FastifyRequest, childId: string, typed: Typed) {
  const none = { aboutKind: '', aboutId: '' }
  const said = aboutIn(typed)
  if (said.kind === '') return { about: none, unknown: [] }
  const named = await recordNamed(request.server.book.db, childId, kindsFor(request), said)
  if (named === null) return { about: none, unknown: [noSuchRecord] }
  return { about: { aboutKind: named.kind, aboutId: named.id }, unknown: [] }
}

const noSuchRecord: Finding = { rule: 'answer', message: 'Select a record from the list', at: 'aboutId' }

function wrongIn(said: Typed, today: ReturnType<App['book']['today']>): readonly Finding[] {
  const must = ['kind', 'what', 'madeOn', 'cameFrom'] as const
  const { answers, unreadable } = readAnswers(document.fields, saidOfIt, said)
  const missing = must
    .filter((name) => said[name] === undefined || said[name] === '')
    .map((name) => ({ rule: 'answer', message: document.fields[name].missing, at: name }))
  if (answers === null)
    return [
      ...missing,
      ...unreadable.filter(({ at: field }) => !missing.some(({ at: name }) => name === field)),
    ]
  return [...missing, ...findings([wasMade], { answers, today })]
}

/** Null where the disk does not take it. */
async function keptIn(
  { server, log }: FastifyRequest,
  vault: Vault | undefined,
  bytes: Buffer,
): Promise<string | null> {
  try {
    return vault === undefined ? null : await vault.keep(bytes)
  } catch (fault) {
    if (!(fault instanceof CannotKeep)) throw fault
    server.troubles.met('full')
    log.error({ fault: fault.name })
    return null
  }
}

/** A document of this child, of a record that whoever asks may read. */
async function theDocument(request: FastifyRequest<OneRecord>): Promise<Document> {
  const { childId, recordId } = request.params
  const row = await load(request.server.book.db, document, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  if (row.aboutKind !== null) requireKind(request, row.aboutKind)
  return row
}

async function show(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await theDocument(request)
  const about = { kind: row.aboutKind ?? '', id: row.aboutId ?? '' }
  const belongs = await recordNamed(book.db, childId, kindsFor(request), about)
  const names = await staffNames(book.db, [row.withdrawAskedBy, row.withdrawnBy])
  const may = await theirs(request, childId, deciding)
  const mayCorrect = maySee(request, 'correct') && row.state === 'filed'
  // What ties it to its record stands above, in words.
  const shown = { ...row, aboutKind: null, aboutId: null, bytes: null }
  return reply.page({
    title: row.what ?? document.title,
    masthead: await setting.masthead(request, childId),
    body: html`${openView({
      row,
      belongsTo: belongs && { ...belongs, href: recordHref(childId, belongs.kind, belongs.id) },
      mayOpen: mayOpen(request, row),
    })}
      ${recordSummary(document, shown, names)}
      ${whatNext(may, row.state, `${home(childId)}/${recordId}`)}
      ${
        mayCorrect &&
        html`<p>${link('Correct what is said of it', correctionHref(childId, document, recordId))}</p>`
      }
      <p>${link('All documents', home(childId))}</p>`,
  })
}

const mayOpen = (request: FastifyRequest, { state, format, fingerprint }: Document): boolean =>
  format !== null && fingerprint !== null && (state !== 'withdrawn' || maySee(request, 'document.withdraw'))

/** The file itself: saved and never shown within the page; that it was opened is written down before its first byte leaves. */
async function open(request: FastifyRequest<OneRecord>, reply: FastifyReply): Promise<FastifyReply> {
  const row = await theDocument(request)
  if (row.format === null || row.fingerprint === null) throw new NoSuchPerson()
  if (!mayOpen(request, row)) throw new NotAllowed('document.withdraw')
  const { vault } = request.server.book
  try {
    const bytes = await vault?.read(row.fingerprint ?? '')
    if (bytes === undefined || row.format === null) throw new NotAsKept('lost')
    return await reply.headers(headersOf(row.format, row.id, row.madeOn)).send(bytes)
  } catch (fault) {
    if (!(fault instanceof NotAsKept)) throw fault
    request.log.error({ fault: fault.name, how: fault.how, document: row.id })
    const lead =
      'Its file is lost, or is not as it was kept, so it is not shown. Tell whoever looks after the system: it can be brought back from a backup.'
    return reply.page({ title: 'This document cannot be opened', lead, width: 'reading' }, 500)
  }
}
