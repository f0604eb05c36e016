import type { FastifyReply, FastifyRequest } from 'fastify'
import { digestPassword } from '../../platform/access/password.ts'
import { closeSessionsOf } from '../../platform/access/session.ts'
import { whoseSetUpCode } from '../../platform/access/set-up-code.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { errorLinks, hidden } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { passwordInput } from '../../platform/web/govuk/password-input.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { lockedCodeKey } from './code-lock.ts'
import { letIn } from './entrance.ts'
import { codeAddress, newCodeKey, stepOf } from './one-time.ts'
import { codeKeyOf, said, typedPassword, withinTries } from './password.ts'
import { attempted, confirmPassword, keepPassword, passwordAccount, useStep } from './queries.ts'
import { known } from './common-passwords.ts'
import { passwordFindings } from './rules.ts'

/** Asks for the code an administrator gave, and the password somebody wants. */
export function showSetUp(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[] = [],
): FastifyReply {
  const error = (at: string) => {
    const found = findings.find((finding) => finding.at === at)
    return found && { errorMessage: { text: found.message } }
  }
  return reply.page(
    {
      title: 'Set up your account',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`<form method="post" novalidate>${hidden(request)}
        ${input({
          id: 'who',
          name: 'who',
          value: said(request, 'who'),
          label: { text: 'What you sign in as' },
          hint: { text: 'Your administrator knows: often an email address at work' },
          autocomplete: 'username',
          autocapitalize: 'none',
          spellcheck: false,
          ...error('who'),
        })}
        ${input({
          id: 'setUpCode',
          name: 'setUpCode',
          value: said(request, 'setUpCode'),
          label: { text: 'Set-up code' },
          hint: { text: 'Twenty letters and digits from your administrator, good for one day' },
          autocomplete: 'off',
          autocapitalize: 'characters',
          spellcheck: false,
          ...error('setUpCode'),
        })}
        ${passwordInput({
          id: 'password',
          name: 'password',
          label: { text: 'Choose a password' },
          hint: { text: 'At least 12 letters or signs: three or four words are good' },
          autocomplete: 'new-password',
          ...error('password'),
        })}
        ${button({ text: 'Continue', preventDoubleClick: true })}</form>`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const at = (field: string, message: string): Finding => ({ rule: 'set-up', message, at: field })
const wrong = at(
  'setUpCode',
  'Enter the set-up code your administrator gave you for this account: this one is not right, or more than a day old',
)
const tooMany = at('who', 'Wait a minute, then try again: there were too many tries')

/** Keeps the password, and shows the key for an authenticator. */
export async function choosePassword(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [who, code, password] = [said(request, 'who'), said(request, 'setUpCode'), typedPassword(request)]
  if (!(await withinTries(request, who))) return showSetUp(request, reply, [tooMany])
  const { db } = request.server.book
  const staffId = await whoseSetUpCode(db, who, code)
  const findings = [...(staffId === null ? [wrong] : []), ...passwordFindings(password, [who], known)]
  if (staffId === null || findings.length > 0) return showSetUp(request, reply, findings)
  const key = newCodeKey()
  const { codesKey } = request.server.book
  await keepPassword(db, staffId, await digestPassword(password), lockedCodeKey(key, staffId, codesKey))
  return showKey(request, reply, key, [])
}

/** Asks for the first code, which shows that the authenticator has the key. */
function showKey(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  findings: readonly Finding[],
): FastifyReply {
  const who = said(request, 'who')
  return reply.page(
    {
      title: 'Add Holdfast to your authenticator',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">Open the authenticator on your work phone, add an account, and enter this key. It is shown only now.</p>
        ${insetText(keyView(key, who))}
        <form method="post" action="/sign-in/set-up/finish" novalidate>${hidden(request)}
          <input type="hidden" name="who" value="${who}"><input type="hidden" name="setUpCode" value="${said(request, 'setUpCode')}">
          ${input({
            id: 'code',
            name: 'code',
            label: { text: 'The six digits it shows now' },
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            classes: 'govuk-input--width-5',
            ...(findings[0] && { errorMessage: { text: findings[0].message } }),
          })}
          ${button({ text: 'Finish and sign in', preventDoubleClick: true })}</form>`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const keyView = (key: string, who: string): Html =>
  html`<p class="govuk-body govuk-!-font-weight-bold"><code>${key.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
    <p class="govuk-body govuk-!-margin-bottom-0"><a class="govuk-link" href="${codeAddress(key, who)}">Open this device’s authenticator with it</a></p>`

const wrongDigits = at('code', 'Enter the six digits your authenticator shows now: these are not right')

/** The first code typed back: the account is set up, and its owner in. */
export async function finishSetUp(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const who = said(request, 'who')
  if (!(await withinTries(request, who))) return showSetUp(request, reply, [tooMany])
  const { db } = request.server.book
  const staffId = await whoseSetUpCode(db, who, said(request, 'setUpCode'))
  const key = staffId === null ? null : codeKeyOf(request, await passwordAccount(db, who))
  if (staffId === null || key === null) return showSetUp(request, reply, [wrong])
  const step = stepOf(key, said(request, 'code'), request.server.book.now())
  if (step === null || !(await useStep(db, staffId, step))) return showKey(request, reply, key, [wrongDigits])
  await inTransaction(db, (tx) => confirmPassword(tx, staffId))
  // Whoever had the old password is out with it.
  await closeSessionsOf(db, staffId)
  await attempted(db, staffId, 'set-up', true)
  return letIn(request, reply, staffId, 'password')
}
