import { NoResultError } from 'kysely'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Stopped } from '../access/brake.ts'
import { mayEver, NotAllowed } from '../access/policy.ts'
import { NotWrittenDown } from '../access/read-event.ts'
import { NoSuchPerson } from '../people/child.ts'
import { StateMoved } from '../record/perform.ts'
import { NotOurForm } from './admit.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import { troubleOf, unsavedPage, type Trouble } from './unsaved.ts'
import { UploadRefused } from './upload.ts'

/** The one place where what went wrong becomes a page. Named errors have their own; anything else is a fault. */
export function answerFault(fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const name = nameOf(fault)
  // A page about what went wrong shows no child, whatever was read before; and it is no file.
  request.shown = new Set()
  reply.removeHeader('content-disposition')
  // Somebody may be trying a way round: that is written down (ASVS 5.0 V16.3.3), and not who.
  if (fault instanceof NotOurForm)
    request.log.warn({
      refused: 'a form of another page',
      request: request.id,
      route: request.routeOptions.url,
    })
  const known = name === NotAllowed.name ? notYours(request) : pages[name]
  if (known !== undefined) return reply.page(known.page, known.status)
  if (fault instanceof UploadRefused) return reply.page(notTaken(fault.message), fault.statusCode)
  const trouble = troubleOf(fault)
  if (trouble !== null) return inTrouble(trouble, request, reply)
  if (isBadRequest(fault)) return reply.page(badRequest, fault.statusCode)
  request.log.error({ fault: name, request: request.id, route: request.routeOptions.url })
  if (process.env['HOLDFAST_DEBUG'] !== undefined) console.error(fault)
  return reply.page(sorry(request.id), 500)
}

// 503 asks programs, too, to try again: nobody did anything wrong.
function inTrouble(trouble: Trouble, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.server.troubles.met(trouble)
  request.log.error({ trouble, request: request.id, route: request.routeOptions.url })
  return reply.header('retry-after', '5').page(unsavedPage(trouble, request), 503)
}

function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) return ''
  // Kysely's own leaves its name at 'Error'; an address with an id that is no id (22P02) or no text (22021) names nobody either.
  const nobody =
    fault instanceof NoResultError || ('code' in fault && (fault.code === '22P02' || fault.code === '22021'))
  return nobody ? 'NoResultError' : fault.name
}

/** What this person's role does not let them do; a record that is not theirs to read can be opened in an emergency. */
function notYours({ params, session, method }: FastifyRequest): Known {
  const { childId } = (params ?? {}) as { childId?: string }
  const emergency =
    childId !== undefined && method === 'GET' && session !== null && mayEver(session.actor, 'emergency.open')
  return {
    status: 403,
    page: {
      title: 'You cannot do this',
      width: 'reading',
      body: html`<p class="govuk-body">Your role does not let you do this for this child. Ask the child’s worker or their manager.</p>
        ${
          emergency &&
          html`<p class="govuk-body">If a child needs you to, you may <a class="govuk-link" href="/children/${childId}/open-in-emergency">open the record in an emergency</a>.</p>`
        }
        <p class="govuk-body"><a class="govuk-link" href="/">Go back to your work</a></p>`,
    },
  }
}

interface Known {
  readonly status: number
  readonly page: Page
}

const pages: Readonly<Record<string, Known>> = {
  [NoSuchPerson.name]: {
    status: 404,
    page: { title: 'There is nothing here', lead: 'Check the address, or search for the child.' },
  },
  NoResultError: {
    status: 404,
    page: { title: 'There is nothing here', lead: 'Check the address, or search for the child.' },
  },
  [StateMoved.name]: {
    status: 409,
    page: {
      title: 'Someone changed this while you were writing',
      width: 'reading',
      body: html`<p class="govuk-body">Nothing you wrote was lost: go back, copy it, and open the record again to see how it now stands.</p>`,
    },
  },
  [NotWrittenDown.name]: {
    status: 503,
    page: {
      title: 'We cannot show this at the moment',
      width: 'reading',
      body: html`<p class="govuk-body">Who looks at a child’s record is always written down first. That cannot be done now, so nothing is shown. Try again in a minute.</p>
        <p class="govuk-body">What you saved before is safe. If a child needs you now, ring the worker, their manager or the out-of-hours team.</p>`,
    },
  },
  [Stopped.name]: {
    status: 403,
    page: {
      title: 'Reading is stopped for you',
      width: 'reading',
      body: html`<p class="govuk-body">You opened far more children’s records in an hour than your work usually needs, so no record opens to you for now. The data protection officer has been told, and will ask you about it.</p>
        <p class="govuk-body">Ring them, or your manager, to go on. If a child needs somebody now, ring the worker or the out-of-hours team.</p>`,
    },
  },
  NotOurForm: {
    status: 403,
    page: {
      title: 'This page is out of date',
      width: 'reading',
      body: html`<p class="govuk-body">Go back, reload the page, and send the form again.</p>`,
    },
  },
}

const notTaken = (why: string): Page => ({
  title: 'These files were not taken',
  width: 'reading',
  body: html`<p class="govuk-body">${why}</p><p class="govuk-body">Go back to choose them again.</p>`,
})

const badRequest: Page = { title: 'We could not read that', lead: 'Go back and try again.' }

const isBadRequest = (fault: unknown): fault is { statusCode: number } =>
  fault instanceof Error &&
  'statusCode' in fault &&
  typeof fault.statusCode === 'number' &&
  fault.statusCode < 500

const sorry = (id: string): Page => ({
  title: 'Sorry, there is a problem',
  width: 'reading',
  body: html`<p class="govuk-body">Try again in a minute. Nothing was half saved.</p>
    <p class="govuk-body">If it happens again, report it with this number: ${id}.</p>`,
})
