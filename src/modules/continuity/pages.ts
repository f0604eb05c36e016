import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { longMoment } from '../../platform/dates/day.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { passwordInput } from '../../platform/web/govuk/password-input.ts'
import { section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { continuityPack } from './jobs.ts'
import { keyOf } from './lock.ts'
import { isOfficer, latestPack, nameOfficer, openChildIds } from './queries.ts'

const config = { audience: 'continuity.hold', shows: 'nobody' } as const

/** The continuity pack, for those who hold it. */
export async function pages(app: App): Promise<void> {
  app.get('/continuity', { config }, (request, reply) => show(request, reply, []))
  app.post('/continuity/passphrase', { config: { ...config, stepUp: true } }, setPassphrase)
  app.post('/continuity/make', { config }, makeNow)
  app.get(
    '/continuity/pack',
    { config: { audience: 'continuity.hold', shows: 'children', stepUp: true } },
    take,
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const held = await isOfficer(db, actor.id)
  return reply.page(
    {
      title: 'Continuity pack',
      lead: 'What duty workers need of every open child when Holdfast cannot be reached: one file that any browser opens by itself.',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`${latestView(
        await latestPack(db),
        held,
        hidden(request),
      )}${passphraseView(request, held, findings)}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

function latestView(latest: Awaited<ReturnType<typeof latestPack>>, held: boolean, token: Html): Html {
  const words =
    latest === null
      ? 'None has been made yet: one is made every 15 minutes once somebody holds it.'
      : `The last was made on ${longMoment(latest.madeAt)}, of the children who are open. Restricted records are in no pack. ${(latest.bytes / 1_000_000).toFixed(1)} MB.`
  return section(
    { id: 'latest', title: 'The latest pack' },
    html`<p class="govuk-body">${words}</p>
      <p class="govuk-body">Keep it where you would look when nothing works: a telephone or laptop the council manages, never a private one.</p>
      <div class="govuk-button-group">
        ${held && latest !== null && button({ text: 'Take the pack', href: '/continuity/pack' })}
        ${
          held &&
          html`<form method="post" action="/continuity/make">
              ${token}${button({ text: 'Make one now', classes: 'govuk-button--secondary' })}
            </form>`
        }
      </div>`,
  )
}

function passphraseView(request: FastifyRequest, held: boolean, findings: readonly Finding[]): Html {
  const [wrong] = findings
  const box = passwordInput({
    id: 'passphrase',
    name: 'passphrase',
    label: { text: held ? 'A new passphrase' : 'Choose a passphrase' },
    hint: {
      text: 'Four words or more, and not the password you sign in with. Nobody can find it again for you.',
    },
    autocomplete: 'new-password',
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  const about = held
    ? 'You hold the pack. A new passphrase opens packs made from then on; those you have open with the old one.'
    : 'You do not hold the pack yet. Choose a passphrase, and the next pack opens with it.'
  return section(
    { id: 'passphrase-part', title: 'Your passphrase' },
    html`<p class="govuk-body">${about}</p>
      ${formTo(request, '/continuity/passphrase', box, 'Save the passphrase')}`,
  )
}

const formTo = (request: FastifyRequest, action: string, inside: Html, save: string): Html =>
  html`<form method="post" action="${action}" novalidate>
      ${hidden(request)}
      ${inside}${button({ text: save, preventDoubleClick: true })}
    </form>`

const tooShort: Finding = {
  rule: 'passphrase',
  message: 'Enter at least 16 letters: four words or more',
  at: 'passphrase',
}

async function setPassphrase(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const { passphrase } = posted(request)
  const typed = typeof passphrase === 'string' ? passphrase : ''
  if (typed.length < 16) return show(request, reply, [tooShort])
  const actor = actorOf(request)
  await nameOfficer(db, { staffId: actor.id, ...(await keyOf(typed)) })
  await inTransaction(db, (tx) => enqueue(tx, continuityPack, {}))
  return reply.redirect('/continuity', 303)
}

async function makeNow(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await inTransaction(request.server.book.db, (tx) => enqueue(tx, continuityPack, {}))
  return reply.redirect('/continuity', 303)
}

/** The file itself: locked, but of every open child, and written down as such. */
async function take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, continuityAt } = request.server.book
  const size = continuityAt === undefined ? null : await stat(continuityAt).catch(() => null)
  request.shows(size === null ? [] : await openChildIds(db))
  if (continuityAt === undefined || size === null) return reply.redirect('/continuity', 303)
  return reply
    .type('application/octet-stream')
    .header('content-disposition', 'attachment; filename="holdfast-continuity.html"')
    .header('content-length', size.size)
    .header('cache-control', 'no-store')
    .send(createReadStream(continuityAt))
}
