import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { App } from '../../../platform/web/app.ts'
import { warningText } from '../../../platform/web/govuk/warning-text.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { ssdViews, writeSsdView } from './write.ts'

interface OneView {
  readonly Params: { readonly view: string }
}

/** The Standard Safeguarding Dataset, a file for each of its views. */
export function ssdPages(app: App): void {
  app.get('/returns/ssd', { config: { audience: 'import', shows: 'nobody' } }, async (request, reply) =>
    reply.page({
      title: 'Standard Safeguarding Dataset',
      width: 'reading',
      breadcrumbs: [{ text: 'Returns', href: '/returns' }],
      lead: 'The record in the names and types analysts across England share, a file for each of its views.',
      body: listView(await ssdViews(request.server.book.db)),
    }),
  )
  app.get<OneView>(
    '/returns/ssd/:view(^ssd_[a-z0-9_]{1,60}$).csv',
    { config: { audience: 'import', shows: 'children', stepUp: true } },
    sendView,
  )
}

const listView = (views: readonly string[]): Html => html`
  ${warningText(
    'Together these files hold everything about each child whose record is not hidden from you. That you take one out is written down with each child it tells of.',
  )}
  <p class="govuk-body">Each is of the moment you open it. Where all must be of one moment, whoever looks after Holdfast writes them together: <code class="hf-code">holdfast ssd --out FOLDER</code>. A text that a spreadsheet would take for a formula has an apostrophe before it.</p>
  <ul class="govuk-list">
    ${views.map((view) => html`<li>${link(`${view}.csv`, `/returns/ssd/${view}.csv`)}</li>`)}
  </ul>`

/** Written beside first: a view of a large county is more than should be held. */
async function sendView(request: FastifyRequest<OneView>, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const { view } = request.params
  if (!(await ssdViews(db)).includes(view)) throw new NoSuchPerson(view)
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-ssd-'))
  const gone = async (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, `${view}.csv`)
    request.shows(await writeSsdView(db, view, path))
    const file = createReadStream(path)
    file.on('close', () => void gone())
    return await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${view}.csv"`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(file)
  } catch (fault) {
    await gone()
    throw fault
  }
}
