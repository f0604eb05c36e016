import type { FastifyRequest } from 'fastify'
import { actorOf, maySee } from '../../platform/web/admit.ts'
import { mayEver, type Permission } from '../../platform/access/policy.ts'
import { holds } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { masthead as mastheadOf, type Fact } from '../../platform/web/holdfast/masthead.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { buttonMenu } from '../../platform/web/moj/button-menu.ts'
import { acts, tabs, type Place } from './links.ts'
import { mastheadFacts, type MastheadFacts } from './masthead-facts.ts'
import { mastheadWords, type MastheadSaid } from './masthead-words.ts'

/**
 * What stands over every page of one child, as today has it.
 *
 * @throws NoSuchPerson if nobody has this id
 */
export async function masthead(request: FastifyRequest, childId: string): Promise<Html> {
  // Somebody may have to decide who sees a record, or say who looked, without seeing it themselves.
  if (request.relation !== null && !maySee(request, 'child.read')) return nameless
  const { book } = request.server
  const on = book.today()
  return mastheadFor(request, await mastheadFacts(book.db, actorOf(request), childId, on), on)
}

const nameless = html`<div class="hf-mast">
    <div class="hf-wrap">
      <div class="hf-mast__top">
        <h1 class="hf-h1">A record that is not yours to open</h1>
      </div>
    </div>
  </div>`

/** The same, of facts already read. */
export function mastheadFor(request: FastifyRequest, facts: MastheadFacts, on: Day): Html {
  const { app, path } = { app: request.server, path: request.url.split('?')[0] ?? '' }
  const said = mastheadWords(facts, on)
  // A brother or sister named here is looked at too.
  request.shows(facts.household.flatMap(({ id, name, child }) => (child && name !== null ? [id] : [])))
  return mastheadOf({
    heading: said.heading,
    firstName: said.called,
    above: hasWork(request) ? [{ text: 'My work', href: '/my-work' }] : [],
    plans: said.statuses,
    flags: said.flags,
    facts: whereAndWho(said),
    moreFacts: said.facts.map(([name, is]) => ({ name, is })),
    actions: buttons(request, facts.id, said),
    pages: tabs(app, facts.id)
      .filter(({ needs }) => mayOpen(request, needs))
      .map(({ text, href }) => ({ text, href, active: isUnder(path, href) })),
  })
}

/** On a page about no child in particular, as one error of a return, only the role is known: none is shown a tab their role never opens. */
const mayOpen = (request: FastifyRequest, needs: Permission): boolean =>
  request.relation === null
    ? request.session !== null && mayEver(request.session.actor, needs)
    : maySee(request, needs)

const hasWork = ({ server, session }: FastifyRequest): boolean =>
  server.hasRoute({ method: 'GET', url: '/my-work' }) &&
  session !== null &&
  mayEver(session.actor, 'my-work.read')

const whereAndWho = ({ livesWith, worker }: MastheadSaid): Fact[] => [
  { name: 'Lives with', is: livesWith },
  { name: 'Social worker', is: worker },
]

const isUnder = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`)

/** Only what this person may do to this child, and only where there is a page for it. */
function buttons(request: FastifyRequest, childId: string, { called }: MastheadSaid): Html {
  const { session, relation } = request
  const mine = acts(request.server, childId).filter(
    ({ needs }) => session !== null && relation !== null && holds(session.actor, needs, relation),
  )
  const [first, rest] = [mine.find(({ first: leads }) => leads), mine.filter(({ first: leads }) => !leads)]
  return html`${first && button({ text: aloud(first, called), href: first.href })} ${
    rest.length > 0 &&
    buttonMenu({
      button: { text: 'Actions', classes: 'govuk-button--secondary' },
      alignMenu: 'right',
      items: rest.map(({ text, href }) => ({ text, href })),
    })
  }`
}

const aloud = ({ text }: Place, called: string): Html =>
  html`${text}<span class="govuk-visually-hidden"> to ${called}</span>`
