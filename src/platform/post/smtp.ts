import { createTransport } from 'nodemailer'
import { NotSent, type Message, type Post } from './post.ts'

/** The council's own mail server. */
interface SmtpSetting {
  /** smtp://user:password@host:587, or smtps:// where TLS comes first. */
  readonly url: string
  /** The address messages come from. */
  readonly from: string
  readonly origin: string
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])
const longest = 20_000

/**
 * Messages by SMTP, never without TLS but on this machine itself. A mail server cannot be asked what it has taken: a repeat
 * after a stop carries the same Message-ID, by which mailboxes know it as one.
 */
export function smtpPost({ url, from, origin }: SmtpSetting): Post {
  const own = loopback.has(new URL(url).hostname)
  const transport = createTransport({
    url,
    requireTLS: !own,
    connectionTimeout: longest,
    socketTimeout: longest,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = new URL(origin).hostname
  const send = async ({ to, subject, body, reference }: Message): Promise<void> => {
    const messageId = `<${reference}@${host}>`
    await transport.sendMail({ from, to, subject, text: body, messageId }).catch((fault: unknown) => {
      throw new NotSent(`SMTP ${codeOf(fault)}`)
    })
  }
  return { by: 'SMTP', origin, send, taken: async () => Promise.resolve(null) }
}

// What a mail server answers may quote the address.
const codeOf = (fault: unknown): string => {
  const { code, responseCode } = fault as { readonly code?: string; readonly responseCode?: number }
  return `${code ?? 'fault'}${responseCode === undefined ? '' : ` ${responseCode}`}`
}
