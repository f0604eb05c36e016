import type { FastifyReply, FastifyRequest } from 'fastify'
import { line, optional, yesNo } from '../../platform/record/field.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { sessionOf } from '../../platform/web/admit.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'

const fields = {
  email: optional(
    line({
      label: 'Your work email address',
      hint: 'For example, a.khalil@exampleshire.gov.uk',
      missing: 'Enter your work email address',
    }),
  ),
  dailyDigest: yesNo({
    label: 'Do you want a message each morning when something waits for you?',
    hint: 'It has counts and a link, and names nobody.',
    missing: 'Select yes if you want a message each morning',
  }),
}

const asks = ['email', 'dailyDigest'] as const

/** One’s own choice of the morning’s message. */
export async function askMessages(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = sessionOf(request).actor
  const held = await request.server.book.db
    .selectFrom('staff')
    .select(['email', 'dailyDigest'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return ask(reply, request, { email: held.email ?? '', dailyDigest: held.dailyDigest ? 'yes' : 'no' }, [])
}

function ask(
  reply: FastifyReply,
  request: FastifyRequest,
  typed: Typed,
  findings: readonly Finding[],
): FastifyReply {
  return reply.page(
    {
      title: 'The morning’s message',
      width: 'reading',
      breadcrumbs: [{ text: 'Your account', href: '/account' }],
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">How many alerts wait for you, and a link to your inbox. It is sent where your council has set up email. Service managers and directors have the week’s numbers as well, and members the month’s, whatever they choose here.</p>
        ${form(request, questions(fields, asks, { typed, findings }), 'Save')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

// One address, and nothing a mail server would read as two or as a header.
const address = /^[^\s@,;<>"()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i

export async function saveMessages(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(fields, asks, request.body)
  if (answers === null) return ask(reply, request, posted(request), unreadable)
  const { email, dailyDigest } = answers
  const wrong = (message: string): FastifyReply =>
    ask(reply, request, posted(request), [{ rule: 'answer', message, at: 'email' }])
  if (email !== null && !address.test(email)) return wrong('Enter an email address, like name@example.gov.uk')
  if (email === null && dailyDigest) return wrong('Enter your work email address, or select no message')
  await request.server.book.db
    .updateTable('staff')
    .set({ email, dailyDigest })
    .where('id', '=', sessionOf(request).actor.id)
    .execute()
  return reply.redirect('/account', 303)
}
