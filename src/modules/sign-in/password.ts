import type { FastifyReply, FastifyRequest } from 'fastify'
import { isPassword } from '../../platform/access/password.ts'
import { mayTry, type Limit } from '../../platform/access/rate.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { passwordInput } from '../../platform/web/govuk/password-input.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { openedCodeKey } from './code-lock.ts'
import { endedNote, letIn } from './entrance.ts'
import { stepOf } from './one-time.ts'
import { attempted, passwordAccount, useStep, type PasswordAccount } from './queries.ts'

/** Of one account, and from one address: enough for fingers, too few for guessing. Nobody's account is locked by somebody else's tries. */
const ofAccount: Limit = { what: 'sign in as', most: 5, seconds: 60 }
const fromAddress: Limit = { what: 'sign in from', most: 20, seconds: 60 }

/** What was typed into a form of ours, as text. */
export const said = (request: FastifyRequest, name: string): string => {
  const value = posted(request)[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A password as it was typed, to the last space (ASVS 5.0 V6.2.8). */
export const typedPassword = (request: FastifyRequest): string => {
  const value = posted(request)['password']
  return typeof value === 'string' ? value : ''
}

/** Whether the tries of this minute, of the account and from the address, are within what is fair. */
export async function withinTries(request: FastifyRequest, account: string): Promise<boolean> {
  const { db } = request.server.book
  const ofThis = await mayTry(db, ofAccount, account)
  return (await mayTry(db, fromAddress, request.ip)) && ofThis
}

const wrong: Finding = {
  rule: 'sign-in',
  message: 'Enter the name, password and code of your account: together they are not right',
  at: 'who',
}
const tooMany: Finding = {
  rule: 'sign-in',
  message: 'Wait a minute, then try again: there were too many tries',
  at: 'who',
}
const unused: Finding = {
  rule: 'sign-in',
  message: 'Ask your administrator to open your account: it is closed, or was not used for 30 days',
  at: 'who',
}

/** Signs somebody in with what they know and what they have. */
export async function signInWithPassword(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = said(request, 'who')
  if (!(await withinTries(request, who))) return showDoors(request, reply, [tooMany])
  const account = await passwordAccount(request.server.book.db, who)
  const isThem = await showsItself(request, account)
  if (!isThem || account === null) return refuse(request, reply, account, wrong)
  // Said only to somebody who has shown that the account is theirs.
  if (!account.open) return refuse(request, reply, account, unused)
  return letIn(request, reply, account.staffId, 'password')
}

async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  account: PasswordAccount | null,
  why: Finding,
): Promise<FastifyReply> {
  await attempted(request.server.book.db, account?.staffId ?? null, 'password', false)
  return showDoors(request, reply, [why])
}

/** The key of an account's codes; null where it has none, or none that opens here. */
export const codeKeyOf = (
  { server }: FastifyRequest,
  account: Pick<PasswordAccount, 'staffId' | 'codeKey'> | null,
): string | null =>
  account === null || account.codeKey === null
    ? null
    : openedCodeKey(account.codeKey, account.staffId, server.book.codesKey)

/** Whether the password and the code posted are the account's. Does the same work whichever of them is wrong. */
export async function showsItself(
  request: FastifyRequest,
  account: PasswordAccount | null,
): Promise<boolean> {
  const { db } = request.server.book
  const known = await isPassword(typedPassword(request), account?.passwordHash ?? null)
  const key = account?.confirmed === true ? codeKeyOf(request, account) : null
  const step = key === null ? null : stepOf(key, said(request, 'code'), request.server.book.now())
  return known && step !== null && account !== null && (await useStep(db, account.staffId, step))
}

/** What an authenticator shows. */
export const codeQuestion: Html = input({
  id: 'code',
  name: 'code',
  label: { text: 'Code' },
  hint: { text: 'The six digits your authenticator shows now' },
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  classes: 'govuk-input--width-5',
})

/** The questions of an emergency account. A password is never sent back to be shown again. */
export const passwordQuestions = (findings: readonly Finding[], who: string | null): Html => html`
  ${
    who !== null &&
    input({
      id: 'who',
      name: 'who',
      value: who,
      label: { text: 'What you sign in as' },
      autocomplete: 'username',
      autocapitalize: 'none',
      spellcheck: false,
      ...(findings[0]?.at === 'who' && { errorMessage: { text: findings[0].message } }),
    })
  }
  ${passwordInput({
    id: 'password',
    name: 'password',
    label: { text: 'Password' },
    ...(findings[0]?.at === 'password' && { errorMessage: { text: findings[0].message } }),
  })}
  ${codeQuestion}`

/** The ways in: the council's own, where there is one, and the emergency account. */
export function showDoors(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[] = [],
): FastifyReply {
  const { council, openId } = request.server.setting
  const inside = form(request, passwordQuestions(findings, said(request, 'who')), 'Sign in')
  const emergency =
    openId === undefined
      ? inside
      : details({ summaryText: 'Sign in with an emergency account', text: inside, open: findings.length > 0 })
  const theirs =
    openId !== undefined &&
    html`${button({
      text: `Sign in with your ${council} account`,
      href: '/sign-in/council',
      isStartButton: true,
    })}`
  return reply.page(
    {
      title: 'Sign in',
      width: 'reading',
      errors: errorLinks(findings),
      body: html`${endedNote(request)}${theirs || nothing}${emergency}
        <p class="govuk-body"><a class="govuk-link" href="/sign-in/set-up">Set up an account with a code from your administrator</a></p>`,
    },
    findings.length > 0 ? 422 : 200,
  )
}
