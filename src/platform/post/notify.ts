import { createHmac } from 'node:crypto'
import { readNotifyKey, type NotifyKey } from './notify-key.ts'
import { NotSent, type Message, type Post } from './post.ts'

/** GOV.UK Notify, as the council's service there is set up. */
interface NotifySetting {
  /** The API key as Notify gives it: a name, the service's id and the secret, with hyphens between. */
  readonly key: string
  /** An email template with ((subject)) as its subject and ((body)) as its message. */
  readonly template: string
  /** https://api.notifications.service.gov.uk unless a test says otherwise. */
  readonly url: string
  readonly origin: string
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** The token Notify wants with each request (HS256, RFC 7519). @param seconds when it is issued, in seconds since 1970: good for 30 */
export function notifyToken({ service, secret }: NotifyKey, seconds: number): string {
  const unsigned = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded({ iss: service, iat: seconds })}`
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`
}

const longest = 20_000

/**
 * Messages by GOV.UK Notify. It is asked by reference what it has taken, so that a repeat after a stop sends nothing twice.
 *
 * @throws TypeError where the key is none
 */
export function notifyPost({ key, template, url, origin }: NotifySetting): Post {
  const read = readNotifyKey(key)
  if (read === null) throw new TypeError('the key of GOV.UK Notify ends in two ids')
  const ask = async (
    path: string,
    init: { readonly method: string; readonly body?: string },
  ): Promise<unknown> => {
    const headers = {
      authorization: `Bearer ${notifyToken(read, Math.floor(Date.now() / 1000))}`,
      'content-type': 'application/json',
    }
    const signal = AbortSignal.timeout(longest)
    const answer = await fetch(new URL(path, url), { ...init, headers, signal, redirect: 'error' }).catch(
      () => null,
    )
    if (answer?.ok !== true)
      throw new NotSent(`GOV.UK Notify ${answer === null ? 'does not answer' : answer.status}`)
    return answer.json()
  }
  return {
    by: 'GOV.UK Notify',
    origin,
    send: async ({ to, subject, body, reference }: Message) => {
      const personalisation = { subject, body }
      const asked = { email_address: to, template_id: template, personalisation, reference }
      await ask('/v2/notifications/email', { method: 'POST', body: JSON.stringify(asked) })
    },
    taken: async (reference) => {
      const answer = await ask(`/v2/notifications?reference=${encodeURIComponent(reference)}`, {
        method: 'GET',
      })
      return ((answer as { readonly notifications?: readonly unknown[] }).notifications ?? []).length > 0
    },
  }
}
