import type { FastifyRequest } from 'fastify'
import { OutcomeUnknown } from '../db/outcome.ts'
import { NoPrimary } from '../db/servers.ts'
import { posted } from './form.ts'
import { button } from './govuk/button.ts'
import { html, type Html } from './html.ts'
import type { Page } from './layout.ts'

/** Why something could not be saved, or shown, though nobody did anything wrong. */
export type Trouble = 'unknown' | 'full' | 'away'

/** What of these a fault is; null for any other. */
export function troubleOf(fault: unknown): Trouble | null {
  if (fault instanceof OutcomeUnknown) return 'unknown'
  if (!(fault instanceof Error)) return null
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(fault.message)) return 'full'
  return fault instanceof NoPrimary || isAway.test(code) || saysAway.test(fault.message) ? 'away' : null
}

// Being stopped or started, no more connections, the line cut; a server that has become a standby; one that no way leads to.
const isAway =
  /^(57P0|08|53300|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/
// In pg's words, which have no code: the line was cut, or a server that neither answers nor refuses was asked for long enough.
const saysAway = /^(connection terminated|timeout e)/i

const says: Readonly<Record<Trouble, { readonly title: string; readonly lead: string }>> = {
  unknown: {
    title: 'We cannot yet tell whether this was saved',
    lead: 'The record did not confirm in time. Send it again in a moment: if it was saved already, it is not saved twice.',
  },
  full: {
    title: 'Nothing can be saved at the moment',
    lead: 'The disk of the record is full. What was saved before is safe. Whoever looks after the system must make room.',
  },
  away: {
    title: 'The record cannot be reached at the moment',
    lead: 'What was saved before is safe. Try again in a minute.',
  },
}

/** The page for it. What was typed stays on it, and is sent again with its own key. */
export function unsavedPage(trouble: Trouble, request: FastifyRequest): Page {
  const { title, lead } = says[trouble]
  const again = sendAgain(request)
  return {
    title,
    width: 'reading',
    body: html`<p class="govuk-body">${lead}</p>
      ${again ?? html`<p class="govuk-body">Nothing you typed on the page before is lost: go back to it.</p>`}`,
  }
}

function sendAgain(request: FastifyRequest): Html | null {
  const typed = Object.entries(posted(request))
  if (request.method !== 'POST' || !('_key' in posted(request))) return null
  const fields = typed.flatMap(([name, given]) =>
    [given].flat().map((value) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`),
  )
  return html`<form method="post" action="${request.url}">
      ${fields}${button({ text: 'Send it again', preventDoubleClick: true })}
    </form>`
}

/**
 * What is shown to somebody who was signed out while they wrote: what they typed, to be sent again by whoever wrote it and nobody else.
 * Null where nothing was typed into a form of ours, or files were chosen, which a page cannot hold.
 */
export function signedOutPage(request: FastifyRequest): Page | null {
  const again = sendAgain(request)
  return again === null
    ? null
    : {
        title: 'You were signed out before this was saved',
        width: 'reading',
        body: html`<p class="govuk-body">Nothing you typed is lost: this page holds it. It is not saved yet.</p>
          <ol class="govuk-list govuk-list--number">
            <li><a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">Sign in again (opens in a new tab)</a>, as yourself.</li>
            <li>Come back to this page and press “Send it again”.</li>
          </ol>
          ${again}`,
      }
}

/** What stands over every page while things are so. */
export const bannerOf: Readonly<Record<Trouble, string>> = {
  unknown: 'The record is slow to confirm. Some of what is sent may have to be sent again.',
  full: 'Nothing can be saved at the moment: the disk of the record is full.',
  away: 'The record could not be reached a moment ago. What you send may have to be sent again.',
}

/** Milliseconds after which trouble that nobody has met again is no longer told. */
const toldFor = 60_000

/** What this server met last, until something is saved again. */
export class Troubles {
  #last: { readonly trouble: Trouble; readonly at: number } | null = null

  met(trouble: Trouble): void {
    this.#last = { trouble, at: performance.now() }
  }

  saved(): void {
    this.#last = null
  }

  /** What to say over a page; undefined when all is well. */
  banner(): string | undefined {
    const last = this.#last
    return last === null || performance.now() - last.at > toldFor ? undefined : bannerOf[last.trouble]
  }
}
