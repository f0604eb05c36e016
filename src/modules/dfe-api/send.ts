import { mostChildren, type DfeService } from './service.ts'
import type { Post } from './post.ts'

/** Why a post was not received. */
export type Why =
  | 'no answer'
  | 'no token'
  | 'busy'
  | 'their fault'
  | 'key refused'
  | 'malformed'
  | 'too many'
  | 'not understood'

/** How an attempt ended. */
export type Answer =
  | { readonly kind: 'received'; readonly status: number; readonly receipt: string }
  /** The same again later; not before so many seconds where they say so. */
  | {
      readonly kind: 'later'
      readonly status: number | null
      readonly why: Why
      readonly seconds: number | null
    }
  /** Something in it is wrong: the same again would be refused again. */
  | { readonly kind: 'refused'; readonly status: number; readonly why: Why; readonly receipt: string }
  /** Nobody foresaw this: an administrator has to look. */
  | { readonly kind: 'stopped'; readonly status: number; readonly why: Why; readonly receipt: string }

/** Milliseconds to wait for an answer. */
const patience = 30_000
/** Characters of an answer that are kept. */
const mostKept = 16_384

/**
 * Posts to the collection once. What goes wrong on the way is an answer too.
 *
 * @throws DOMException AbortError where `signal` says that the server is stopping
 */
export async function send(service: DfeService, post: Post, signal: AbortSignal): Promise<Answer> {
  if (post.children > mostChildren)
    throw new RangeError(`${post.children} children are more than one post takes`)
  const token = await tokenFor(service, signal)
  if (typeof token !== 'string') return token
  const answer = await ask(`${service.url}/children_social_care_data/${service.authority}/children`, signal, {
    body: post.body,
    headers: {
      authorization: `Bearer ${token}`,
      supplierkey: service.supplierKey,
      'content-type': 'application/json',
      // The collection's own description knows no such header: it harms nothing, and a wall or a log can tell a repeat by it.
      'idempotency-key': post.id,
    },
  })
  return answer === null ? { kind: 'later', status: null, why: 'no answer', seconds: null } : answerOf(answer)
}

interface Heard {
  readonly status: number
  readonly text: string
  readonly after: string | null
}

/** OAuth 2.0 client credentials (RFC 6749 section 4.4), anew for each post: there are few. */
async function tokenFor(service: DfeService, signal: AbortSignal): Promise<string | Answer> {
  const { client, secret, scope } = service
  const form = { grant_type: 'client_credentials', client_id: client, client_secret: secret, scope }
  const heard = await ask(service.tokenUrl, signal, {
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
  })
  return heard?.status === 200 ? (tokenIn(heard.text) ?? noToken(heard)) : noToken(heard)
}

function noToken(heard: Heard | null): Answer {
  if (heard === null) return { kind: 'later', status: null, why: 'no token', seconds: null }
  const why = [400, 401, 403].includes(heard.status) ? 'key refused' : 'no token'
  return { kind: 'later', status: heard.status, why, seconds: secondsOf(heard.after) }
}

function tokenIn(text: string): string | null {
  try {
    const said: unknown = JSON.parse(text)
    const token =
      typeof said === 'object' && said !== null && 'access_token' in said ? said.access_token : null
    return typeof token === 'string' && token !== '' ? token : null
  } catch {
    return null
  }
}

/** Null where no answer came. Whoever answers with another address is not followed: the key would go with it. */
async function ask(
  url: string,
  signal: AbortSignal,
  asking: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Heard | null> {
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', signal: until, ...asking })
    const text = (await answer.text()).slice(0, mostKept)
    return { status: answer.status, text, after: answer.headers.get('retry-after') }
  } catch {
    signal.throwIfAborted()
    return null
  }
}

function answerOf({ status, text, after }: Heard): Answer {
  const seconds = secondsOf(after)
  if (status === 200) return { kind: 'received', status, receipt: text }
  if (status === 429) return { kind: 'later', status, why: 'busy', seconds }
  if (status >= 500) return { kind: 'later', status, why: 'their fault', seconds }
  if (status === 401 || status === 403) return { kind: 'later', status, why: 'key refused', seconds }
  if (status === 400) return { kind: 'refused', status, why: 'malformed', receipt: text }
  if (status === 413) return { kind: 'refused', status, why: 'too many', receipt: text }
  return { kind: 'stopped', status, why: 'not understood', receipt: text }
}

/** Retry-After as seconds (RFC 9110 section 10.2.3), a day at most. One that is a moment is left to our own patience. */
const secondsOf = (after: string | null): number | null =>
  /^\d{1,9}$/.test(after?.trim() ?? '') ? Math.min(Number(after), 86_400) : null
