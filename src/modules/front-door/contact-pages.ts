import type { FastifyReply, FastifyRequest } from 'fastify'
import { holds } from '../../platform/access/reach.ts'
import type { Permission } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { words, type Fields } from '../../platform/record/field.ts'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import { kebab } from '../../platform/record/names.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import {
  asTyped,
  errorLinks,
  form,
  formKey,
  formVersion,
  hidden,
  posted,
  type Keeping,
} from '../../platform/web/form.ts'
import { checkboxes } from '../../platform/web/govuk/checkboxes.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { recordSummary } from '../../platform/web/record-summary.ts'
import { alike } from '../people/index.ts'
import { checkCommands } from './agency-checks/commands.ts'
import { commands, type Doing } from './commands.ts'
import { checkOf, checksOf, childrenTogether, contactOf, factsOfContact } from './contact-queries.ts'
import type { Offer } from './contact-page.ts'
import { contactView } from './contact-view.ts'
import { historyOf } from './history.ts'
import { endedBefore, reReferralRate } from './re-referral.ts'
import { receive, receiveContact, told, toldRequires } from './receive.ts'
import { contact, type Contact } from './record.ts'
import { acknowledge, doToContact, earlierContacts } from './screening.ts'
import type { Acting } from './together.ts'
import { agencies } from './words.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
interface OneContact {
  readonly Params: { readonly childId: string; readonly contactId: string }
}
type AskedFor = FastifyRequest<OneContact>

const at = '/children/:childId/contacts'

/** One contact, and everything that is done to it. */
export function contactPages(app: App): void {
  const receiving = { audience: receive.needs, shows: 'child' } as const
  app.get<OneChild>(`${at}/receive`, { config: receiving }, (request, reply) =>
    showReceive(request, reply, []),
  )
  app.post<OneChild>(`${at}/receive`, { config: receiving }, takeDown)
  app.post<OneChild>(
    `${at}/receive/draft`,
    { config: { ...receiving, shows: 'nobody' } },
    async (request, reply) => keepTyped(request, reply, draftOf(request, receive.event)),
  )
  app.get<OneContact>(`${at}/:contactId`, { config: { audience: 'contact.read', shows: 'child' } }, show)
  for (const doing of Object.keys(commands) as Doing[]) doingPages(app, doing)
  const reading = { audience: 'contact.acknowledge', shows: 'child' } as const
  app.get<OneContact>(`${at}/:contactId/read`, { config: reading }, (request, reply) =>
    showRead(request, reply, []),
  )
  app.post<OneContact>(`${at}/:contactId/read`, { config: reading }, read)
  recordPages(app, {
    at: '/children/:childId/agency-checks',
    commands: checkCommands,
    goesTo: (childId, checkId) => `/children/${childId}/agency-checks/${checkId}`,
    save: { chase: 'Reminded today', reply: 'Save the reply' },
  })
  const checking = { audience: 'contact.read', shows: 'child' } as const
  app.get<{ Params: { childId: string; checkId: string } }>(
    '/children/:childId/agency-checks/:checkId',
    { config: checking },
    ofCheck,
  )
}

/** A check is shown with the contact it is about. */
async function ofCheck(
  request: FastifyRequest<{ Params: { childId: string; checkId: string } }>,
  reply: FastifyReply,
) {
  const { childId, checkId } = request.params
  const check = await checkOf(request.server.book.db, childId, checkId)
  if (check === undefined) throw new NoSuchPerson()
  return reply.redirect(`/children/${childId}/contacts/${check.contactId ?? ''}#checks`, 303)
}

async function held({ params, server }: AskedFor): Promise<Contact> {
  const row = await contactOf(server.book.db, params.childId, params.contactId)
  if (row === undefined) throw new NoSuchPerson()
  return row
}

const actingOf = (request: AskedFor): Acting => ({
  actor: actOf(request, request.params).actor,
  childId: request.params.childId,
  contactId: request.params.contactId,
  formKey: formKey(request),
  version: formVersion(request),
})

async function show(request: AskedFor, reply: FastifyReply): Promise<FastifyReply> {
  const row = await held(request)
  const { book, setting } = request.server
  const { db } = book
  const { actor } = actingOf(request)
  const receivedOn = row.receivedOn ?? book.today()
  const together = await childrenTogether(db, actor, row)
  request.shows(together.map(({ childId }) => childId))
  const [own] = together
  const name = own === undefined ? '' : [own.givenName, own.familyName].filter(Boolean).join(' ')
  const page = {
    contact: row,
    together,
    checks: await checksOf(db, together.map(({ contactId }) => contactId)),
    facts: await factsOfContact(db, row),
    history: await historyOf(db, { id: row.id, childId: row.childId, receivedOn }),
    earlier: await earlierContacts(db, row),
    ended: await endedBefore(db, row.childId, receivedOn),
    rate: await reReferralRate(db, book.today()),
    like: name === '' ? [] : await alike(db, actor, { name, bornOn: own?.bornOn ?? null, not: row.childId }),
    offers: offersFor(request, row),
    letters: request.relation !== null && holds(actor, 'contact.answer', request.relation),
    merges: request.relation !== null && holds(actor, 'merge.propose', request.relation),
    today: book.today(),
    hidden: (version: number) => hidden(request, version),
  } // prettier-ignore
  request.shows(page.like.filter(({ opens }) => opens).map(({ id }) => id))
  return reply.page({
    title: 'Contact',
    masthead: await setting.masthead(request, row.childId),
    body: contactView(page),
  })
}

/** What the person asking may do to it now: no button leads to a refusal. */
function offersFor(request: AskedFor, row: Contact): Offer[] {
  const { actor } = actingOf(request)
  const { relation } = request
  const may = { has: (need: Permission): boolean => relation !== null && holds(actor, need, relation) }
  const offers = (Object.entries(commands) as [Doing, (typeof commands)[Doing]][])
    .filter(
      ([name, one]) =>
        may.has(one.needs) && (one.from as readonly string[]).includes(row.state) && makesSense(name, row),
    )
    .map(([name, { title }]) => ({ name: kebab(name), title }))
  const mayRead = row.openWork === true && row.readOn === null && may.has('contact.acknowledge')
  return mayRead ? [{ name: 'read', title: 'I have read it' }, ...offers] : offers
}

function makesSense(name: Doing, { openWork, urgency, countersignedOn }: Contact): boolean {
  if (name === 'link') return openWork === true
  if (name === 'downgrade') return urgency === 'red'
  return name !== 'countersign' || countersignedOn === null
}

function doingPages(app: App, doing: Doing): void {
  const url = `${at}/:contactId/${kebab(doing)}`
  const config = { audience: commands[doing].needs, shows: 'child' } as const
  app.get<OneContact>(url, { config }, (request, reply) => showForm(request, reply, doing, []))
  app.post<OneContact>(`${url}/draft`, { config: { ...config, shows: 'nobody' } }, async (request, reply) =>
    keepTyped(request, reply, draftOf(request, commands[doing].event)),
  )
  app.post<OneContact>(url, { config }, async (request, reply) => {
    const outcome = await doToContact(app.book, doing, actingOf(request), request.body)
    if (outcome.kind === 'refused') return showForm(request, reply, doing, outcome.findings)
    await dropDraft(app.book.db, draftOf(request, commands[doing].event))
    return reply.redirect(`/children/${request.params.childId}/contacts/${request.params.contactId}`, 303)
  })
}

const save: Readonly<Record<Doing, string>> = {
  rate: 'Save',
  downgrade: 'Save',
  askOthers: 'Ask them',
  ready: 'Send to be decided',
  link: 'Pass it on',
  countersign: 'Agree',
  decide: 'Decide',
  decideDispute: 'Decide',
  tellReferrer: 'Save as sent',
  withhold: 'Save',
  dispute: 'Save',
}

async function showForm(request: AskedFor, reply: FastifyReply, doing: Doing, findings: readonly Finding[]) {
  const row = await held(request)
  const command = commands[doing]
  if (!(command.from as readonly string[]).includes(row.state)) throw new StateMoved('it has moved on')
  const draft = await typedBefore(request, draftOf(request, command.event))
  const typed = request.method === 'POST' ? posted(request) : (draft.typed ?? asTyped(row))
  const requires = (command.requires ?? []) as readonly string[]
  const shown = { typed, findings, requires }
  const against =
    row.state === 'disputed' && recordSummary(contact, row, new Map(), ['disputedWhy', 'disputedOn'])
  const inside = html`${against}${doing === 'askOthers' && whomToAsk(typed, findings)}
    ${questions(contact.fields, command.asks, shown)}`
  return formPage(request, reply, {
    title: command.title,
    findings,
    body: form(request, inside, save[doing], row.version, draft),
  })
}

/** Of one form about one contact, and of whoever types it. */
const draftOf = (request: FastifyRequest<OneChild>, event: string): DraftOf => {
  const { childId, contactId } = request.params as Partial<OneContact['Params']> & OneChild['Params']
  const { actor } = actOf(request, { childId })
  return { command: contactId === undefined ? event : `${event} ${contactId}`, childId, authorId: actor.id }
}

async function keepTyped(request: FastifyRequest, reply: FastifyReply, of: DraftOf): Promise<FastifyReply> {
  const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
  await keepDraft(request.server.book.db, of, Object.fromEntries(typed), formKey(request))
  return reply.code(204).send()
}

/** Where the form’s draft is kept, and what was typed before and not sent. */
async function typedBefore(
  request: FastifyRequest,
  of: DraftOf,
): Promise<Keeping & { readonly typed: Typed | null }> {
  const typed = request.method === 'POST' ? null : await findDraft(request.server.book.db, of)
  return { draftAt: `${request.url.split('?')[0] ?? ''}/draft`, typed, kept: typed !== null }
}

function whomToAsk(typed: ReturnType<typeof posted>, findings: readonly Finding[]): Html {
  const wrong = findings.find(({ at: field }) => field === 'agencies')
  const chosen = typed['agencies']
  return checkboxes({
    name: 'agencies',
    idPrefix: 'agencies',
    values: chosen === undefined ? [] : [chosen].flat(),
    fieldset: { legend: { text: 'Who should be asked what they know?' } },
    ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    items: Object.entries(agencies).map(([value, text]) => ({ value, text })),
  })
}

interface FormPage {
  readonly title: string
  readonly findings: readonly Finding[]
  readonly body: Html
}

async function formPage(
  request: FastifyRequest<OneChild>,
  reply: FastifyReply,
  { title, findings, body }: FormPage,
): Promise<FastifyReply> {
  const masthead = await request.server.setting.masthead(request, request.params.childId)
  const page = { title, width: 'reading', masthead, errors: errorLinks(findings), body } as const
  return reply.page(page, findings.length > 0 ? 422 : 200)
}

async function showReceive(
  request: FastifyRequest<OneChild>,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const draft = await typedBefore(request, draftOf(request, receive.event))
  const typed = draft.typed ?? posted(request)
  const inside = questions(contact.fields, told, { typed, findings, requires: toldRequires })
  return formPage(request, reply, {
    title: receive.title,
    findings,
    body: form(request, inside, 'Save the contact', null, draft),
  })
}

async function takeDown(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { actor } = actOf(request, { childId })
  const receiving = { actor, childIds: [childId], formKey: formKey(request) }
  const outcome = await receiveContact(request.server.book, receiving, posted(request))
  if (outcome.kind === 'refused') return showReceive(request, reply, outcome.findings)
  await dropDraft(request.server.book.db, draftOf(request, receive.event))
  return reply.redirect(`/children/${childId}/contacts/${outcome.recordId}`, 303)
}

const readFields: Fields = {
  answer: words({ label: 'What will you do about it?', missing: 'Enter what you will do' }),
}

const showRead = (
  request: AskedFor,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> =>
  formPage(request, reply, {
    title: 'I have read it',
    findings,
    body: form(request, questions(readFields, ['answer'], { typed: posted(request), findings }), 'Save'),
  })

async function read(request: AskedFor, reply: FastifyReply): Promise<FastifyReply> {
  const outcome = await acknowledge(request.server.book, actingOf(request), posted(request))
  if (outcome.kind === 'refused') return showRead(request, reply, outcome.findings)
  return reply.redirect(`/children/${request.params.childId}/contacts/${request.params.contactId}`, 303)
}
