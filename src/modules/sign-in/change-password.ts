import type { FastifyReply, FastifyRequest } from 'fastify'
import { digestPassword } from '../../platform/access/password.ts'
import { closeSessionsOf } from '../../platform/access/session.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { passwordInput } from '../../platform/web/govuk/password-input.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { known } from './common-passwords.ts'
import { letIn } from './entrance.ts'
import { codeQuestion, showsItself, typedPassword, withinTries } from './password.ts'
import { attempted, changedPassword, passwordAccount, signsInAs } from './queries.ts'
import { passwordFindings } from './rules.ts'

const at = (field: string, message: string): Finding => ({ rule: 'change-password', message, at: field })
const tooMany = at('password', 'Wait a minute, then try again: there were too many tries')
const wrong = at('password', 'Enter the password you have now and your code: together they are not right')
const same = at('newPassword', 'Enter another password than the one you have now')

/** Asks for the password somebody has and the one they want. */
export function showChangePassword(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[] = [],
): FastifyReply {
  const has = request.session?.how === 'password'
  return reply.page(
    {
      title: 'Change your password',
      width: 'reading',
      errors: errorLinks(findings),
      body: has ? form(request, questions(findings), 'Change it') : elsewhere(request),
    },
    findings.length > 0 ? 422 : 200,
  )
}

function questions(findings: readonly Finding[]): Html {
  const error = (field: string) => {
    const found = findings.find((finding) => finding.at === field)
    return found && { errorMessage: { text: found.message } }
  }
  return html`<p class="govuk-body">You are signed out everywhere else when it is changed. If you have forgotten it, ask your administrator for a set-up code.</p>
    ${passwordInput({
      id: 'password',
      name: 'password',
      label: { text: 'The password you have now' },
      ...error('password'),
    })}
    ${codeQuestion}
    ${passwordInput({
      id: 'newPassword',
      name: 'newPassword',
      label: { text: 'The password you want' },
      hint: { text: 'At least 12 letters or signs: three or four words are good' },
      autocomplete: 'new-password',
      ...error('newPassword'),
    })}`
}

const elsewhere = ({ server, session }: FastifyRequest): Html =>
  session?.how === 'openid'
    ? html`<p class="govuk-body">You sign in with your ${server.setting.council} account: its password is changed there.</p>`
    : html`<p class="govuk-body">In the demonstration nobody has a password.</p>`

const wanted = (request: FastifyRequest): string => {
  const value = posted(request)['newPassword']
  return typeof value === 'string' ? value : ''
}

/** Changes somebody's own password, for whoever has the old one and a code (ASVS 5.0 V6.2.3). */
export async function changePassword(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = actorOf(request)
  const { db } = request.server.book
  if (request.session?.how !== 'password') return showChangePassword(request, reply)
  if (!(await withinTries(request, id))) return showChangePassword(request, reply, [tooMany])
  const who = await signsInAs(db, id)
  const findings = findingsOf(request, who)
  // Before a code is used up.
  if (findings.length > 0) return showChangePassword(request, reply, findings)
  if (!(await showsItself(request, await passwordAccount(db, who)))) {
    await attempted(db, id, 'password', false)
    return showChangePassword(request, reply, [wrong])
  }
  await changedPassword(db, id, await digestPassword(wanted(request)))
  await closeSessionsOf(db, id)
  return letIn(request, reply, id, 'password')
}

function findingsOf(request: FastifyRequest, who: string): Finding[] {
  const now = wanted(request)
  if (now !== '' && now === typedPassword(request)) return [same]
  return passwordFindings(now, [who], known).map((found) => ({ ...found, at: 'newPassword' }))
}
