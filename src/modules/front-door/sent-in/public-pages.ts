import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Typed } from '../../../platform/record/draft.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { panel } from '../../../platform/web/govuk/panel.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { warningText } from '../../../platform/web/govuk/warning-text.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { Page } from '../../../platform/web/layout.ts'
import { questions } from '../../../platform/web/question.ts'
import { answerWords } from '../../../platform/web/record-summary.ts'
import { afterwardsPages } from './afterwards-pages.ts'
import { secondNumber } from './afterwards.ts'
import { outside, tooOften } from './outside.ts'
import { carried, publicFields, steps, type Step } from './steps.ts'
import { keep, SentTooOften } from './store.ts'

const config = { audience: 'anyone', shows: 'nobody' } as const

/**
 * The form for people outside, with no account. What is typed travels from page to page in the form itself: nothing is kept
 * here until it is sent, and no answer depends on who the child is.
 */
export function publicPages(app: App): void {
  app.get('/tell-us', { config }, (_request, reply) => reply.page(startPage))
  app.post('/tell-us', { config }, step)
  afterwardsPages(app)
}

const danger: Html = warningText({
  text: 'If a child is in danger now, ring 999. Do not wait for an answer from this form.',
  iconFallbackText: 'Warning',
})

const startPage: Page = outside(
  'Tell us you are worried about a child',
  html`${danger}
    <p class="govuk-body">Anybody can tell us: family, neighbours, people whose work is with children, and children themselves. You do not need to be sure.</p>
    <p class="govuk-body">We ask who you are worried about, what you saw or heard, and how we can reach you. You can leave out what you do not know, and you do not have to give your name. It takes about five minutes. Nothing is kept until you send it.</p>
    <p class="govuk-body">A social worker reads everything that is sent. We cannot tell you whether we know a family.</p>
    <p class="govuk-body">If you have told us before, <a class="govuk-link" href="/tell-us/afterwards">see what became of it</a>.</p>
    <form method="post" action="/tell-us">${button({ text: 'Start', name: '_go', value: 'danger' })}</form>`,
)

async function step(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = posted(request)
  const at = steps.find(({ name }) => name === typed['_at'])
  const go = steps.find(({ name }) => name === typed['_go'])
  if (go !== undefined) return reply.page(stepPage(go, typed, []))
  if (at === undefined) return typed['_send'] === 'yes' ? send(request, reply) : reply.page(startPage)
  const wrong = wrongOn(at, typed)
  if (wrong.length > 0) return reply.page(stepPage(at, typed, wrong), 422)
  const next = typed['_checking'] === 'yes' ? undefined : steps[steps.indexOf(at) + 1]
  return reply.page(next === undefined ? checkPage(typed) : stepPage(next, typed, []))
}

function wrongOn({ asks, requires }: Step, typed: Typed): Finding[] {
  const { answers, unreadable } = readAnswers(publicFields, asks, typed)
  const missing = requires.filter((at) => answers !== null && (answers[at] ?? null) === null)
  return [
    ...unreadable,
    ...missing.map((at) => ({ rule: 'answer', message: publicFields[at]?.missing ?? '', at })),
  ]
}

/** What is asked elsewhere, as typed, so that every page holds the whole form. */
function held(typed: Typed, but: readonly string[]): Html {
  const kept = carried.filter((name) => !but.includes(name) && typed[name] !== undefined)
  const inputs = kept.flatMap((name) =>
    [typed[name]].flat().map((value) => html`<input type="hidden" name="${name}" value="${value}">`),
  )
  return html`<input type="hidden" name="_key" value="${keyOf(typed)}">${inputs}`
}

const keyOf = (typed: Typed): string => {
  const key = z.guid().safeParse(typed['_key'])
  return key.success ? key.data : randomUUID()
}

function stepPage(on: Step, typed: Typed, findings: readonly Finding[]): Page {
  const before = steps[steps.indexOf(on) - 1]
  const checking = typed['_checking'] === 'yes'
  const inside = questions(publicFields, on.asks, { typed, findings, requires: on.requires })
  const back =
    before !== undefined &&
    html`<form method="post" action="/tell-us" novalidate>
        ${held(typed, [])}
        ${button({ text: 'Back', name: '_go', value: before.name, classes: 'govuk-button--secondary' })}
      </form>`
  return outside(
    on.title,
    html`${on.name === 'danger' && danger}${
      on.asks.length === 1 ? null : html`<p class="govuk-body">Leave out what you do not know.</p>`
    }
      <form method="post" action="/tell-us" novalidate>
        ${held(typed, on.asks)}
        <input type="hidden" name="_at" value="${on.name}">${
          checking && html`<input type="hidden" name="_checking" value="yes">`
        }${inside}${button({ text: 'Continue' })}
      </form>
      ${!checking && back}`,
    { errors: errorLinks(findings) },
  )
}

function checkPage(typed: Typed, findings: readonly Finding[] = []): Page {
  const { answers } = readAnswers(publicFields, carried, typed)
  const rows = carried.map((name) => {
    const field = publicFields[name]
    const words = field === undefined ? null : answerWords(field, answers?.[name], new Map())
    return {
      key: { text: field?.label ?? '' },
      value: { text: words === null || words === '' ? 'Not said' : words },
    }
  })
  const changes = steps.map(
    ({ name, title }) =>
      html`<button class="govuk-button govuk-button--secondary" type="submit" name="_go" value="${name}">Change<span class="govuk-visually-hidden">: ${title}</span><span aria-hidden="true">: ${title}</span></button>`,
  )
  return outside(
    'Check what you are sending',
    html`${summaryList({ rows })}
      <form method="post" action="/tell-us" novalidate>
        ${held(typed, [])}
        <input type="hidden" name="_send" value="yes">${button({ text: 'Send', preventDoubleClick: true })}
      </form>
      <form method="post" action="/tell-us" novalidate>
        ${held(typed, [])}
        <input type="hidden" name="_checking" value="yes">
        <h2 class="govuk-heading-m">Change something</h2>
        <div class="govuk-button-group">
          ${changes}
        </div>
      </form>`,
    { errors: errorLinks(findings) },
  )
}

async function send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = posted(request)
  const wrong = steps.find((one) => wrongOn(one, typed).length > 0)
  if (wrong !== undefined) return reply.page(stepPage(wrong, typed, wrongOn(wrong, typed)), 422)
  const { book } = request.server
  const answers = Object.fromEntries(
    carried.filter((name) => typed[name] !== undefined).map((name) => [name, shortened(typed[name])]),
  ) as Typed
  try {
    const formKey = keyOf(typed)
    const { receipt } = await keep(book.db, {
      answers,
      channel: 'portal',
      formKey,
      at: book.now(),
      address: request.ip,
      takenBy: null,
    })
    return reply.page(sentPage(receipt, secondNumber(formKey)))
  } catch (fault) {
    if (fault instanceof SentTooOften) return reply.header('retry-after', '3600').page(tooOften, 429)
    throw fault
  }
}

const longest = 10_000
const shortened = (value: Typed[string] | undefined) =>
  typeof value === 'string' ? value.slice(0, longest) : (value ?? []).slice(0, 30)

/** The same words for everybody: whether a child is known is not for this page to say. */
const sentPage = (receipt: string, second: string): Page =>
  outside(
    'Sent',
    html`${panel({
      titleText: 'Thank you. We have it',
      text: html`Your receipt number<br><strong>${receipt}</strong>`,
    })}
      <p class="govuk-body">Your second number: <strong>${second}</strong></p>
      <p class="govuk-body">Keep both. If you ring us about this, tell us the receipt number, and never the second. With both you can <a class="govuk-link" href="/tell-us/afterwards">see what became of it, tell us more, or say that you disagree</a>.</p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">A social worker reads it, most often within four working hours, and a manager decides what to do within one working day. If you told us how to reach you, we tell you what we can.</p>
      <p class="govuk-body">If something changes, or you have not heard from us after three working days, tell us again. If a child is in danger, ring 999.</p>
      <p class="govuk-body"><a class="govuk-link" href="/tell-us">Tell us about another child</a></p>`,
    { ownHeading: true },
  )
