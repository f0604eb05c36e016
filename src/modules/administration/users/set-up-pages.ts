import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSetUpCode } from '../../../platform/access/set-up-code.ts'
import { inTransaction } from '../../../platform/db/database.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { hidden } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { keepChange } from '../change.ts'
import { trail, whyBox } from '../views.ts'
import { isId, userFields } from './commands.ts'
import { standingOf, userOf, type User } from './queries.ts'
import { asksWhy, at } from './words.ts'

interface OneUser {
  readonly Params: { readonly userId: string }
}

const asService = 'who signs in, and with what, is kept from whoever has'
const config = { audience: 'administer', shows: 'nobody', asService } as const

/** Gives somebody a code to choose their password with. */
export const setUpPages = (app: App): void =>
  void app.post<OneUser>(`${at}/:userId/set-up-code`, { config }, giveCode)

/** Offers a code, for an emergency account or one whose password is lost. */
export function setUpView(request: FastifyRequest, { id, name, signsInAs, disabledAt }: User): Html {
  if (signsInAs === null || disabledAt !== null) return nothing
  return section(
    { id: 'set-up', title: 'Password and code' },
    html`<p class="govuk-body">${name} can choose a new password with a set-up code, good for one day. Give it to them in person or by telephone, once you know it is them.</p>
      <form method="post" action="${at}/${id}/set-up-code" novalidate>
        ${hidden(request)}
        ${whyBox('', [], asksWhy, 'why-code')}${button({
          text: 'Make a set-up code',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        })}
      </form>`,
  )
}

async function giveCode(request: FastifyRequest<OneUser>, reply: FastifyReply): Promise<FastifyReply> {
  const { userId } = request.params
  const actor = actorOf(request)
  const { answers } = readAnswers(userFields, ['why'], request.body)
  // Nobody makes a code for themselves: a session left open would be an account taken over.
  if (!isId(userId) || userId === actor.id || answers === null)
    return reply.redirect(`${at}/${userId}#set-up`, 303)
  const { db } = request.server.book
  const user = await userOf(db, userId)
  const code = await inTransaction(db, async (tx) => {
    const stands = standingOf(user)
    await keepChange(tx, actor.id, {
      kind: 'user',
      about: userId,
      before: stands,
      after: { ...stands, 'Set-up code': 'given' },
      why: answers.why,
    })
    return newSetUpCode(tx, userId)
  })
  return reply.page({
    title: 'Set-up code',
    width: 'reading',
    breadcrumbs: trail({ text: 'Users', href: at }, { text: user.name, href: `${at}/${userId}` }),
    body: html`${insetText(html`<strong>${code}</strong>`)}
      <p class="govuk-body">It is shown only now. ${user.name} opens <strong>/sign-in/set-up</strong>, and enters it with <strong>${user.signsInAs ?? ''}</strong> within a day.</p>`,
  })
}
