import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { typedDay } from '../../platform/record/field.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { addChild, personAsks } from './commands.ts'
import { alike, type Alike } from './queries.ts'
import { personRecord } from './record.ts'

const config = { audience: 'person.write', shows: 'children' } as const

/** Adding a child nobody holds a record of. */
export function addChildPages(app: App): void {
  app.get('/people/add', { config }, (request, reply) => show(request, reply, [], []))
  app.post('/people/add', { config }, add)
}

/** Nobody is added before we have looked for them: the first post shows who they may be, the second adds them. */
async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const typed = posted(request)
  const actor = actorOf(request)
  const found = typed['_new'] === 'yes' ? [] : await alike(book.db, actor, likeTyped(typed))
  if (found.length > 0) return show(request, reply, [], found)
  const outcome = await addChild(book, actor, formKey(request), typed)
  if (outcome.kind === 'refused') return show(request, reply, outcome.findings, [])
  return reply.redirect(`/children/${outcome.recordId}/overview`, 303)
}

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}
const likeTyped = (typed: Typed) => ({
  name: `${text(typed, 'givenName')} ${text(typed, 'familyName')}`.trim(),
  bornOn: typedDay(text(typed, 'bornOn')),
  not: null,
})

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
  found: readonly Alike[],
): FastifyReply {
  request.shows(found.filter(({ opens }) => opens).map(({ id }) => id))
  const asks = questions(personRecord.fields, personAsks, { typed: posted(request), findings })
  const looked =
    found.length > 0 &&
    html`${mayBe(found, request.server.book.today())}<input type="hidden" name="_new" value="yes">`
  const body = form(
    request,
    html`${looked}${asks}`,
    looked ? 'None of these: add a new child' : 'Add the child',
  )
  return reply.page(
    { title: 'Add a child', width: 'reading', errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}

/** Somebody who is not theirs to open is said to exist, and no more. */
const mayBe = (found: readonly Alike[], today: Day): Html =>
  html`<div class="hf-note"><p><strong>Is it one of these?</strong></p>${listed(
    found.map((one) =>
      one.opens
        ? html`<p>${link(
            `${nameOf(one)}, ${ageWords(one, today)}`,
            `/children/${one.id}/overview`,
          )} <span class="hf-quiet hf-small">${one.why}</span></p>`
        : html`<p>A record exists that is not yours to open <span class="hf-quiet hf-small">${one.why}</span></p>`,
    ),
  )}</div>`
