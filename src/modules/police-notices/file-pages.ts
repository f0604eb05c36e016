import type { FastifyReply, FastifyRequest } from 'fastify'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { fileUpload } from '../../platform/web/govuk/file-upload.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'
import { acceptUploads, uploadOf, withNames } from '../../platform/web/upload.ts'
import { frontDoorPage } from '../front-door/index.ts'
import { NotNotices } from './intake/read.ts'
import { takeIn, type IntakeAnswer } from './intake/take-in.ts'
import { home } from './views.ts'

/** Files of notices, given by a worker. */
export async function filePages(app: App): Promise<void> {
  const config = { audience: 'notice.take-in', shows: 'nobody' } as const
  acceptUploads(app, { permission: 'notice.take-in', fields: ['files'] })
  app.get(`${home}/take-in`, { config }, async (request, reply) => ask(request, reply, null))
  app.post(`${home}/take-in`, { config }, take)
}

async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  error: string | null,
): Promise<FastifyReply> {
  const body = html`<p>A file is taken in whole, however long it is: every notice that can be read, and a list of those that cannot. The same file given twice is taken in once. Nobody is joined to a record.</p>
    <form method="post" enctype="multipart/form-data" novalidate>${hidden(request)}
    ${input({
      id: 'agency',
      name: 'agency',
      label: { text: 'Which police force are they from?' },
      value: String(posted(request)['agency'] ?? ''),
    })}
    ${fileUpload({
      id: 'files',
      name: 'files',
      multiple: true,
      label: { text: 'Files of notices', classes: 'govuk-label--m' },
      hint: { text: 'CSV or JSON, as the police system writes them.' },
      ...(error !== null && { errorMessage: { text: error } }),
    })}
    ${button({ text: 'Take in', preventDoubleClick: true })}</form>`
  const errors = error === null ? [] : [{ text: error, href: '#files' }]
  return frontDoorPage(
    request,
    reply,
    { title: 'Take in police notices', width: 'reading', errors, body },
    error === null ? 200 : 422,
  )
}

/** The name of a force as it stands beside its delays, where the file's giver did not say. */
const someForce = 'Police'

async function take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const upload = uploadOf(request)
  const names = upload?.names.get('files') ?? []
  if (upload === undefined || names.length === 0) return ask(request, reply, 'Choose the files of notices')
  const actor = actorOf(request)
  const agency =
    String(posted(request)['agency'] ?? '')
      .trim()
      .slice(0, 100) || someForce
  const { db, now } = request.server.book
  const folder = join(upload.folder, 'files')
  const answers: IntakeAnswer[] = []
  for (const [i, file] of (await readdir(folder)).toSorted().entries()) {
    const giver = { senderId: null, staffId: actor.id, agency }
    try {
      answers.push(
        await takeIn(db, { giver, body: await readFile(join(folder, file)), repeatKey: null, now: now() }),
      )
    } catch (fault) {
      if (!(fault instanceof NotNotices)) throw fault
      const earlier = answers.length > 0 ? ' The files before it were taken in.' : ''
      return ask(request, reply, withNames(`File ${i + 1}: ${fault.message}${earlier}`, names))
    }
  }
  return frontDoorPage(request, reply, { title: 'Taken in', width: 'reading', body: answerView(answers) })
}

function answerView(answers: readonly IntakeAnswer[]) {
  const sum = (of: 'received' | 'heldAlready' | 'policeScreened' | 'people'): string =>
    answers.reduce((all, one) => all + one[of], 0).toLocaleString('en-GB')
  const notRead = answers.flatMap((one) => one.notRead)
  const rows = [
    ['Notices taken in', sum('received')],
    ['People named in them', sum('people')],
    ['Held already, and not taken twice', sum('heldAlready')],
    ['Of those, screened by the police since', sum('policeScreened')],
    ['Could not be read', String(new Set(notRead.map(({ notice }) => notice)).size)],
  ].map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } }))
  const told = notRead
    .slice(0, 100)
    .map(
      ({ notice, policeRef, field, says }) =>
        html`Notice ${notice}${policeRef !== null && `, ${policeRef}`}: ${field} ${says}`,
    )
  return html`${summaryList({ rows })}
    ${
      notRead.length > 0 &&
      html`<h2 class="govuk-heading-m">What could not be read</h2>
        <p>Nothing of these was kept. Ask the police to send them again.</p>
        ${listed(told)}`
    }
    <p>${link('See what waits to be screened', home)}</p>`
}
