import type { FastifyReply, FastifyRequest } from 'fastify'
import { roleNames, type Role } from '../../../platform/access/policy.ts'
import { inspectionDays } from '../../../platform/access/staff.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../../platform/web/holdfast/filter-panel.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { question } from '../../../platform/web/question.ts'
import { changes } from '../change.ts'
import { choose, historyOf, trail, whyBox } from '../views.ts'
import { addUser, changeUser, closeUser, isId, signOutUser, userFields } from './commands.ts'
import { identityPages, waitingLink } from './identity-pages.ts'
import { mostUsers, teamNames, userOf, users, type User } from './queries.ts'
import { setUpPages, setUpView } from './set-up-pages.ts'
import { asksWhy, at } from './words.ts'

interface OneUser {
  readonly Params: { readonly userId: string }
}
type AboutUser = FastifyRequest<OneUser>

const asService = 'who signs in, and with what, is kept from whoever has'
const config = { audience: 'administer', shows: 'nobody', asService } as const

/** Who may sign in, and as what. */
export function userPages(app: App): void {
  app.get(at, { config }, list)
  app.get(`${at}/add`, { config }, (request, reply) => showAdd(request, reply, []))
  app.post(`${at}/add`, { config }, async (request, reply) => {
    const outcome = await addUser(app.book, actorOf(request), request.body)
    return outcome.kind === 'refused' ? showAdd(request, reply, outcome.findings) : reply.redirect(at, 303)
  })
  identityPages(app)
  setUpPages(app)
  app.get<OneUser>(`${at}/:userId`, { config }, (request, reply) => showOne(request, reply, []))
  const post = (name: string, work: (request: AboutUser) => Promise<Outcome>): void =>
    void app.post<OneUser>(`${at}/:userId/${name}`, { config }, async (request, reply) => {
      requireId(request.params.userId)
      const outcome = await work(request)
      return outcome.kind === 'refused' ? showOne(request, reply, outcome.findings) : reply.redirect(at, 303)
    })
  post('change', (asked) => changeUser(app.book, actorOf(asked), asked.params.userId, asked.body))
  post('sign-out', (asked) => signOutUser(app.book, actorOf(asked), asked.params.userId, asked.body))
  post('close', (asked) => closeUser(app.book, actorOf(asked), asked.params.userId, true, asked.body))
  post('open', (asked) => closeUser(app.book, actorOf(asked), asked.params.userId, false, asked.body))
}

function requireId(id: string): void {
  if (!isId(id)) throw new NoSuchPerson()
}

const everyRole = { '': 'Any role', ...roleNames }

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const { role = '', team = '' } = request.query as Typed
  const teams = await teamNames(db)
  const isRole = (code: unknown): code is Role => typeof code === 'string' && Object.hasOwn(roleNames, code)
  const filter = {
    role: isRole(role) ? role : null,
    teamId: typeof team === 'string' && isId(team) ? team : null,
  }
  const found = await users(db, filter)
  const narrow = html`${choose('role', 'Role', everyRole, filter.role ?? '')}${choose(
    'team',
    'Team',
    { '': 'Any team', ...teams },
    filter.teamId ?? '',
  )}`
  return reply.page({
    title: 'Users',
    breadcrumbs: trail(),
    body: html`${button({ text: 'Add a user', href: `${at}/add` })} ${await waitingLink(db)}
      ${filterLine({ action: at, method: 'get', questions: narrow })} ${listView(found)}`,
  })
}

function listView(found: readonly User[]): Html {
  if (found.length === 0) return html`<p class="govuk-body">Nobody here has that role and team.</p>`
  const more =
    found.length > mostUsers &&
    html`<p class="govuk-body">The first ${mostUsers} are shown. Choose a role or a team to see the rest.</p>`
  return html`${more}${cards({
    caption: 'Users',
    columns: ['Name', 'Role', 'Team', 'Signs in as'],
    rows: found.slice(0, mostUsers).map((user) => ({
      head: link(user.name, `${at}/${user.id}`),
      cells: [roleNames[user.role], user.team ?? html`<span class="hf-quiet">No team</span>`, signsIn(user)],
    })),
  })}`
}

function signsIn({ signsInAs, disabledAt }: User): Html {
  if (signsInAs === null) return html`<span class="hf-quiet">Cannot sign in</span>`
  return disabledAt === null ? html`${signsInAs}` : html`<span class="hf-quiet">${signsInAs}: closed</span>`
}

async function asked(
  request: FastifyRequest,
  typed: Typed,
  findings: readonly Finding[],
  adding: boolean,
): Promise<Html> {
  const teams = await teamNames(request.server.book.db)
  const shown = { typed, findings }
  const value = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  return html`${question('name', userFields.name, shown)}${
    adding && question('signsInAs', userFields.signsInAs, shown)
  }
    ${choose('role', 'Role', { '': 'Choose', ...roleNames }, value('role'), findings)}
    ${choose('teamId', 'Team (optional)', { '': 'No team', ...teams }, value('teamId'), findings)}
    <p class="govuk-hint">An inspector’s account ends ${inspectionDays} days after it is opened or last changed.</p>
    ${whyBox(value('why'), findings, asksWhy)}`
}

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const inside = await asked(request, posted(request), findings, true)
  return reply.page(
    {
      title: 'Add a user',
      width: 'reading',
      breadcrumbs: trail({ text: 'Users', href: at }),
      errors: errorLinks(findings),
      body: form(request, inside, 'Add the user'),
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function showOne(
  request: AboutUser,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { userId } = request.params
  requireId(userId)
  const { db } = request.server.book
  const user = await userOf(db, userId)
  const own = userId === actorOf(request).id
  const stands = { name: user.name, role: user.role, teamId: user.teamId ?? '' }
  const inside = await asked(request, { ...stands, ...posted(request) }, findings, false)
  const changed = await changes(db, { kind: 'user', about: userId })
  return reply.page(
    {
      title: user.name,
      width: 'reading',
      breadcrumbs: trail({ text: 'Users', href: at }),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">${signsIn(user)}. ${link(
        'What the workforce census asks of them',
        `${at}/${userId}/workforce`,
      )}</p>
        ${
          own
            ? html`<p class="govuk-body">This is you. Another administrator must change your account.</p>`
            : html`${changing(request, userId, inside)}${setUpView(request, user)}${signingOut(request, user)}${closing(request, user)}`
        }
        ${historyOf(changed, () => user.name)}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const changing = (request: FastifyRequest, userId: string, inside: Html): Html =>
  html`<form method="post" action="${at}/${userId}/change" novalidate>
      ${hidden(request)}
      ${inside}${button({ text: 'Save the change', preventDoubleClick: true })}
    </form>`

/** A lost telephone, or a desk left open: whoever had it is out, and its owner signs in again. */
const signingOut = (request: FastifyRequest, { id, name, signsInAs, disabledAt }: User): Html =>
  signsInAs === null || disabledAt !== null
    ? nothing
    : section(
        { id: 'sessions', title: 'Sign them out' },
        html`<p class="govuk-body">${name} is signed out on every computer and telephone, and may sign in again.</p>
      <form method="post" action="${at}/${id}/sign-out" novalidate>
        ${hidden(request)}
        ${whyBox('', [], asksWhy, 'why-sessions')}${button({
          text: 'Sign them out everywhere',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        })}
      </form>`,
      )

function closing(request: FastifyRequest, { id, name, signsInAs, disabledAt }: User): Html {
  if (signsInAs === null) return nothing
  const open = disabledAt === null
  const words = open ? 'Close the account' : 'Open the account again'
  return section(
    { id: 'account', title: words },
    html`<p class="govuk-body">${
      open
        ? `${name} is signed out at once. What they recorded stays as it is.`
        : `${name} may then sign in again.`
    }</p>
      <form method="post" action="${at}/${id}/${open ? 'close' : 'open'}" novalidate>
        ${hidden(request)}
        ${whyBox('', [], asksWhy, 'why-account')}${button({
          text: words,
          classes: open ? 'govuk-button--warning' : 'govuk-button--secondary',
          preventDoubleClick: true,
        })}
      </form>`,
  )
}
