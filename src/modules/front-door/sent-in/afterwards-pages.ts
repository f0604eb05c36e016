import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { longDay } from '../../../platform/dates/day.ts'
import { line, words } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { Page } from '../../../platform/web/layout.ts'
import { questions } from '../../../platform/web/question.ts'
import { afterwards, say, type Afterwards, type Kind } from './afterwards.ts'
import { outside, tooOften } from './outside.ts'
import { SentTooOften } from './store.ts'

const config = { audience: 'anyone', shows: 'nobody' } as const
const at = '/tell-us/afterwards'

const numbers = {
  receipt: line({
    label: 'Your receipt number',
    hint: 'For example, HF-7K3M-9Q2P',
    missing: 'Enter your receipt number',
  }),
  second: line({
    label: 'The second number you were given with it',
    hint: 'For example, K7PM-3XQ9',
    missing: 'Enter the second number',
  }),
}
/** Both are asked on one page, so each has a name of its own: a label belongs to one box. */
const sayings = {
  more: words({
    label: 'What else have you seen or heard?',
    missing: 'Enter what else you have seen or heard',
  }),
  disagrees: words({
    label: 'Why do you disagree?',
    hint: 'A manager reads it, looks at it again and tells you what they decide.',
    missing: 'Enter why you disagree',
  }),
}

/**
 * What became of it, for whoever told us: by two numbers and with no account. The numbers are posted from page to page and stand in no
 * address. Nothing that is shown depends on whether a child is known to us.
 */
export function afterwardsPages(app: App): void {
  app.get(at, { config }, (_request, reply) => reply.page(askPage({}, [])))
  app.post(at, { config }, answer)
}

async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = posted(request)
  const { answers, unreadable } = readAnswers(numbers, ['receipt', 'second'], typed)
  if (answers === null) return reply.page(askPage(typed, unreadable), 422)
  const { book } = request.server
  try {
    const from = { address: request.ip, at: book.now() }
    const found = await afterwards(book.db, answers, from)
    if (found === null) return await reply.page(askPage(typed, [notFound]), 422)
    const kind = typed['_say']
    if (kind !== 'more' && kind !== 'disagrees') return await reply.page(showPage(found, answers))
    return await said(request, reply, { found, answers, kind })
  } catch (fault) {
    if (fault instanceof SentTooOften) return reply.header('retry-after', '3600').page(tooOften, 429)
    throw fault
  }
}

const notFound: Finding = {
  rule: 'answer',
  message: 'We have nothing with these two numbers. Check both, or ring us',
  at: 'receipt',
}

interface Saying {
  readonly found: Afterwards
  readonly answers: Numbers
  readonly kind: Kind
}
interface Numbers {
  readonly receipt: string
  readonly second: string
}

const longest = 10_000

async function said(request: FastifyRequest, reply: FastifyReply, saying: Saying): Promise<FastifyReply> {
  const { found, answers, kind } = saying
  const { book } = request.server
  const typed = posted(request)
  const read = readAnswers(sayings, [kind], typed)
  if (read.answers === null) return reply.page(showPage(found, answers, kind, read.unreadable), 422)
  const key = z.guid().safeParse(typed['_key'])
  await say(book.db, found.sentInId, {
    kind,
    words: read.answers[kind].slice(0, longest),
    formKey: key.success ? key.data : randomUUID(),
    at: book.now(),
  })
  return reply.page(thanksPage(kind, answers))
}

function askPage(typed: Parameters<typeof questions>[2]['typed'], findings: readonly Finding[]): Page {
  return outside(
    'What became of what you told us',
    html`<p class="govuk-body">You need the two numbers you were given when you sent it. If you have lost them, ring us.</p>
      <form method="post" action="${at}" novalidate>
        ${questions(numbers, ['receipt', 'second'], { typed, findings, requires: ['receipt', 'second'] })}
        ${button({ text: 'Continue' })}
      </form>`,
    { errors: errorLinks(findings) },
  )
}

const carriedNumbers = ({ receipt, second }: Numbers): Html =>
  html`<input type="hidden" name="receipt" value="${receipt}"><input type="hidden" name="second" value="${second}">`

function showPage(
  found: Afterwards,
  numbersTyped: Numbers,
  wrongOn: Kind | null = null,
  findings: readonly Finding[] = [],
): Page {
  const sayForm = (kind: Kind, title: string, words: string): Html =>
    html`<h2 class="govuk-heading-m">${title}</h2>
      <form method="post" action="${at}" novalidate>
        ${carriedNumbers(numbersTyped)}
        <input type="hidden" name="_say" value="${kind}"><input type="hidden" name="_key" value="${randomUUID()}">
        ${questions(sayings, [kind], {
          typed: {},
          findings: wrongOn === kind ? findings : [],
          requires: [kind],
        })}
        ${button({ text: words, classes: kind === 'more' ? undefined : 'govuk-button--secondary' })}
      </form>`
  const only = wrongOn === null || wrongOn === 'more'
  return outside(
    'What became of what you told us',
    html`<p class="govuk-body">You told us on ${longDay(found.receivedOn)}. ${standing(found)}</p>
      ${found.letters.map(
        ({ on, words }) =>
          html`<h2 class="govuk-heading-m">What we told you on ${longDay(on)}</h2>
            ${words.split(/\n+/).map((one) => html`<p class="govuk-body">${one}</p>`)}`,
      )}
      ${
        found.messages.length > 0 &&
        html`<h2 class="govuk-heading-m">What you have told us since</h2>
          ${found.messages.map(
            (one) =>
              html`<p class="govuk-body">${longDay(one.on)}: ${one.words}</p>
                ${
                  one.reply !== null &&
                  html`<p class="govuk-body govuk-!-margin-left-4">Our answer: ${one.reply}</p>`
                }`,
          )}`
      }
      <p class="govuk-body">We cannot tell you whether we know a family, or more than this about one. If a child is in danger now, ring 999.</p>
      ${only && sayForm('more', 'Tell us more', 'Send')}
      ${
        (wrongOn === null || wrongOn === 'disagrees') && sayForm('disagrees', 'If you disagree', 'I disagree')
      }`,
    { errors: errorLinks(findings) },
  )
}

function standing({ read, decided, letters }: Afterwards): string {
  if (!read) return 'A social worker has not read it yet. Most often they have within four working hours.'
  if (letters.length > 0) return 'A social worker has read it, and a manager has decided.'
  return decided
    ? 'A social worker has read it, and a manager has decided. We cannot tell you what was decided.'
    : 'A social worker has read it. What was decided stands here once we may tell you.'
}

const thanksPage = (kind: Kind, numbersTyped: Numbers): Page =>
  outside(
    kind === 'more' ? 'Thank you. We have it' : 'A manager will look at it again',
    html`<p class="govuk-body">${
      kind === 'more'
        ? 'A social worker reads it with what you told us before.'
        : 'A manager reads why you disagree and looks at it again. Their answer will stand here.'
    }</p>
      <form method="post" action="${at}" novalidate>
        ${carriedNumbers(numbersTyped)}
        ${button({ text: 'Back to what became of it', classes: 'govuk-button--secondary' })}
      </form>`,
  )
