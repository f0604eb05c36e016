import type { FastifyReply, FastifyRequest } from 'fastify'
import { acts, scopeOf, type Permission, type Scope } from '../../platform/access/policy.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { sessionOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, hidden, posted } from '../../platform/web/form.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { html } from '../../platform/web/html.ts'
import type { Page } from '../../platform/web/layout.ts'
import { reportProblem } from './queries.ts'
import { accessibilityView, accountView, helpView } from './views.ts'

const anyone = { audience: 'anyone', shows: 'nobody' } as const
const signedIn = { audience: 'signed in', shows: 'nobody' } as const

/** Where the foot of every page and one's own name lead. */
export async function pages(app: App): Promise<void> {
  app.get('/help', { config: anyone }, (_request, reply) => reply.page(help))
  app.get('/help/accessibility', { config: anyone }, (_request, reply) => reply.page(accessibility))
  app.get('/help/report-a-problem', { config: signedIn }, (request, reply) => ask(request, reply, []))
  app.post('/help/report-a-problem', { config: signedIn }, report)
  app.get('/account', { config: signedIn }, account)
}

const help: Page = { title: 'Help and what’s new', width: 'reading', body: helpView }
const accessibility: Page = { title: 'Accessibility statement', width: 'reading', body: accessibilityView }

/** The page the reader came from, if it is one of ours. */
function cameFrom(request: FastifyRequest): string {
  const { page } = posted(request)
  if (typeof page === 'string') return page.slice(0, 200)
  const { referer, host } = request.headers
  const from = referer === undefined ? null : URL.parse(referer)
  return from !== null && from.host === host ? from.pathname.slice(0, 200) : ''
}

function ask(request: FastifyRequest, reply: FastifyReply, findings: readonly Finding[]): FastifyReply {
  const { words } = posted(request)
  const [wrong] = findings
  const page = cameFrom(request)
  const box = textarea({
    id: 'words',
    name: 'words',
    rows: 6,
    value: typeof words === 'string' ? words : '',
    label: { text: 'What went wrong, or was hard to do?' },
    hint: {
      text: 'Do not name a child or anyone in a family: your administrator may not see their records.',
    },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  const about = page !== '' && html`<p class="govuk-body">About the page <code>${page}</code></p>`
  const inside = html`${about}<input type="hidden" name="page" value="${page}">${box}`
  return reply.page(
    {
      title: 'Report a problem',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">Your council’s administrator reads these. If a child may be in danger, ring the duty team instead.</p>
        ${form(request, inside, 'Send')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const nothingSaid: Finding = { rule: 'answer', message: 'Enter what went wrong', at: 'words' }

async function report(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { words } = posted(request)
  const said = typeof words === 'string' ? words.trim().slice(0, 5000) : ''
  if (said === '') return ask(request, reply, [nothingSaid])
  const problem = { staffId: sessionOf(request).actor.id, page: cameFrom(request) || null, words: said }
  const number = await reportProblem(request.server.book.db, problem)
  return reply.page({
    title: 'Thank you',
    width: 'reading',
    body: html`<p class="govuk-body">Your report is number ${number}. The administrator will see it, with your name.</p>
      <p class="govuk-body"><a class="govuk-link" href="/">Go back to your work</a></p>`,
  })
}

function account(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { actor, team } = sessionOf(request)
  const may = [...acts.keys()].flatMap((permission): (readonly [Permission, Scope])[] => {
    const scope = scopeOf(actor, permission)
    return scope === null ? [] : [[permission, scope]]
  })
  return reply.page({
    title: 'Your account',
    width: 'reading',
    body: accountView(actor, team, may, hidden(request)),
  })
}
