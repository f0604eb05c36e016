import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { keepNearMiss } from '../access/near-miss.ts'
import { lookedAt } from '../access/read-event.ts'
import type { Relation } from '../access/reach.ts'
import type { Permission } from '../access/policy.ts'
import type { Session } from '../access/session.ts'
import { asService, forSomebody } from '../db/asking.ts'
import type { Clock } from '../clocks/clock.ts'
import { failureOf } from '../jobs/failure.ts'
import type { AnyJob } from '../jobs/job.ts'
import type { Book } from '../record/book.ts'
import type { Scanner } from '../scanner/clamd.ts'
import { admit, knowWho } from './admit.ts'
import { keptToItself, onlyByTls, page } from './answer.ts'
import { readBeneath, type RecordShown } from './beneath.ts'
import { readRecordPrompts } from './record-prompts.ts'
import { serve } from './assets/assets.ts'
import { answerFault } from './faults.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { Measured } from './measured.ts'
import { Troubles } from './unsaved.ts'

/** Whom a route serves: those who hold a permission, anybody signed in, or anybody at all. */
type Audience = Permission | 'signed in' | 'anyone'

declare module 'fastify' {
  interface FastifyContextConfig {
    audience?: Audience
    /** Takes records out, or opens one in an emergency: somebody who came in a while ago shows again that it is them. */
    stepUp?: true
    /** What the answer shows: one child (`:childId`), several (the handler says which by `request.shows`), or none. */
    shows?: 'child' | 'children' | 'nobody'
    /** Why this page is answered by the service, which sees every child, and not as whoever asks. A test holds the list. */
    asService?: string
  }
  interface FastifyInstance {
    readonly book: Book
    readonly setting: Setting
    readonly troubles: Troubles
    readonly measured: Measured
  }
  interface FastifyRequest {
    /** Null only on routes for anyone. */
    session: Session | null
    shown: Set<string> | null
    /** How the person asking stands to the child of the address; null where there is no child in it. */
    relation: Relation | null
    /** A child whose record was asked for and is nothing to whoever asked; null for most requests. */
    missed: string | null
    nonce: string
    /** Says whose records this answer shows; none is a fair answer. */
    shows(childIds: readonly string[]): void
  }
  interface FastifyReply {
    page(page: Page, status?: number): FastifyReply
  }
}

export type App = FastifyInstance

/** A link of the main navigation, and who finds a page behind it. */
export interface NavigationEntry {
  readonly text: string
  readonly href: string
  readonly needs: Permission
}

/** How the council's own accounts sign in. */
export interface OpenIdSetting {
  readonly issuer: string
  readonly client: string
  readonly secret: string
  /** The claim that says a person's role here; null where an administrator says it. */
  readonly roleClaim: string | null
}

export interface Setting {
  readonly book: Book
  readonly council: string
  /** Everyone in this database is invented, and anybody may sign in as anybody: on loopback only. */
  readonly demonstration: boolean
  /** Behind TLS: the session cookie is then `__Host-` and secure. */
  readonly secure: boolean
  /** How browsers reach us, as https://holdfast.example.gov.uk; what the request says of itself where it is not set. */
  readonly origin?: string | undefined
  /** The addresses of the balancers whose word on who asks is taken; nobody's if not set. */
  readonly proxies?: readonly string[] | undefined
  /** The council's own sign-in, by OpenID Connect. */
  readonly openId?: OpenIdSetting | undefined
  /** Whether this server knows where the DfE's daily collection is. */
  readonly sendsToDfe?: boolean
  readonly navigation: readonly NavigationEntry[]
  /** What stands over every page of one child. Given by the chapter that knows all the others. */
  readonly masthead: (request: FastifyRequest, childId: string) => Promise<Html>
  /** What stands beneath the page of one record, whatever chapter it is of. */
  readonly beneath?: (request: FastifyRequest, record: RecordShown) => Promise<Html>
  /** What each clock is called on screen, by its id. */
  readonly clockNames: ReadonlyMap<string, string>
  /** Every clock of the book, for pages that say how a day is worked out; those a page's own chapter may not read among them. */
  readonly clocks?: readonly Clock[]
  /** What is done later and by itself, for the page that says how it stands. */
  readonly jobs?: readonly AnyJob[]
  /** What a watcher brings to read the figures at /metrics; without it they are this machine’s own alone. */
  readonly metricsToken?: string | undefined
  /** What looks into files before they are taken; nothing does unless it is set. */
  readonly scanner?: Scanner | undefined
  /** Whether requests are told of on standard output, or where else. */
  readonly log?: boolean | { readonly write: (line: string) => void }
}

/** Milliseconds a whole request may take to come: 1 GB of files at ten megabits a second. Who sends a form byte by byte is cut off. */
const requestTimeout = 15 * 60_000
/** Milliseconds a connection may stand still, either way. */
const connectionTimeout = 2 * 60_000

/** What is logged is the pattern of the route, no address, header or words of an error: any of them may say who somebody is. */
const loggerOf = ({ log }: Setting) =>
  log === undefined || log === false
    ? false
    : { redact: ['req.headers', 'req.url'], serializers, ...(log === true ? {} : { stream: log }) }

const serializers = {
  req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions.url ?? 'none' }),
  res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
  // The log's own type asks for words and a stack; what is kept of either is what failed and where.
  err: (fault: unknown) => ({ type: failureOf(fault), message: '', stack: '' }),
}

/**
 * The web server, with what no route may forget: a session, an audience, a token on every form, and one
 * read event for each answer that shows a child.
 */
export function buildApp(setting: Setting): App {
  const app = Fastify({
    logger: loggerOf(setting),
    bodyLimit: 1_048_576,
    requestTimeout,
    connectionTimeout,
    trustProxy: setting.proxies === undefined ? false : [...setting.proxies],
  })
  app.decorate('book', setting.book)
  app.decorate('setting', setting)
  app.decorate('troubles', new Troubles())
  app.decorate('measured', new Measured())
  app.decorateRequest('session', null)
  app.decorateRequest('shown', null)
  app.decorateRequest('relation', null)
  app.decorateRequest('missed', null)
  app.decorateRequest('nonce', '')
  app.decorateRequest('recordPrompts', null)
  app.decorateRequest('beneath', null)
  app.decorateRequest('shows', shows)
  app.decorateReply('page', page)
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, readForm)
  app.addHook('onRoute', declared)
  // Whoever asks is carried on every connection of what follows (platform/db/asking.ts).
  app.addHook('preHandler', (_request, _reply, go) => forSomebody(go))
  app.addHook('preHandler', admit)
  app.addHook('preHandler', readRecordPrompts)
  app.addHook('preHandler', readBeneath)
  app.addHook('preHandler', ({ routeOptions }, _reply, go) => {
    const why = routeOptions.config?.asService
    return why === undefined ? go() : asService(why, go)
  })
  app.addHook('onSend', writeDown)
  app.addHook('onSend', keptToItself)
  app.addHook('onResponse', noteMiss)
  app.addHook('onResponse', taken)
  app.addHook('onResponse', async (request, reply) => app.measured.note(request, reply))
  if (setting.secure) app.addHook('onSend', onlyByTls)
  app.setErrorHandler(answerFault)
  app.setNotFoundHandler({ preHandler: knowWho }, (_request, reply) => reply.page(notFound, 404))
  app.get('/assets/*', { config: { audience: 'anyone', shows: 'nobody' } }, sendAsset)
  return app
}

const notFound: Page = { title: 'There is nothing here', lead: 'Check the address, or search for the child.' }

/** A route that does not say whom it serves and what it shows does not start. */
function declared({ url, config }: { url: string; config?: { audience?: Audience; shows?: string } }): void {
  if (config?.audience === undefined || config.shows === undefined) {
    throw new Error(`The route ${url} does not say whom it serves and what it shows`)
  }
}

/** Repeated names become lists, as check boxes post them. */
function readForm(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: null, form: unknown) => void,
): void {
  // A character that is none (U+0000) comes with what was copied from a file; PostgreSQL keeps none.
  const posted = new URLSearchParams(String(body).replaceAll('%00', '').replaceAll('\u0000', ''))
  const names = [...new Set(posted.keys())]
  done(null, Object.fromEntries(names.map((name) => [name, valueOf(posted.getAll(name))])))
}

const valueOf = (values: readonly string[]): string | readonly string[] | undefined =>
  values.length > 1 ? values : values[0]

function shows(this: FastifyRequest, childIds: readonly string[]): void {
  this.shown = new Set([...(this.shown ?? []), ...childIds])
}

/** One read event for each answer that shows a child, stored before the first byte leaves (decisions §8). */
async function writeDown(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode >= 300 && reply.statusCode !== 409 && reply.statusCode !== 422) return payload
  if (request.routeOptions.config?.shows === 'children' && request.shown === null) {
    throw new Error(`${request.routeOptions.url} shows children and does not say which`)
  }
  if (request.session !== null && request.shown !== null && request.shown.size > 0) {
    await lookedAt(
      request.server.book.db,
      request.session.actor,
      [...request.shown],
      request.routeOptions.url ?? '',
    )
    request.server.troubles.saved()
  }
  return payload
}

/** A form that was taken says that things can be saved again. */
async function taken({ method, server }: FastifyRequest, { statusCode }: FastifyReply): Promise<void> {
  if (method === 'POST' && statusCode === 303) server.troubles.saved()
}

/** A request for a hidden record is written down when its answer is gone; that it could not be is nobody's answer to wait for. */
async function noteMiss({ missed, session, server, log }: FastifyRequest): Promise<void> {
  if (missed === null || session === null) return
  await keepNearMiss(server.book.db, session.actor, missed).catch(() => log.error('a near miss was not kept'))
}

function sendAsset(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const found = serve(request.url.split('?')[0] ?? '')
  if (found === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found')
  return reply
    .type(found.type)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('x-content-type-options', 'nosniff')
    .send(found.content)
}
