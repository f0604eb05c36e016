import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { input } from '../../../platform/web/govuk/input.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { views } from '../../../platform/web/holdfast/views.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { changes } from '../change.ts'
import { lastRebuild } from '../rebuild.ts'
import { historyOf, rebuildView, trail, whyBox } from '../views.ts'
import { setHere, setStandard, standardsOf, standardWords, unsetStandard, type Standard } from './commands.ts'

interface OneStandard {
  readonly Params: { readonly key: string }
}
type About = FastifyRequest<OneStandard>

const at = '/administration/standards'
const config = { audience: 'administer', shows: 'nobody' } as const

/** How soon each thing is asked for here: as the law has it, or sooner. */
export function standardPages(app: App): void {
  app.get(at, { config }, list)
  app.get<OneStandard>(`${at}/:key`, { config }, (request, reply) => show(request, reply, []))
  const post = (name: string, work: typeof setStandard): void =>
    void app.post<OneStandard>(`${at}/:key/${name}`, { config }, async (request, reply) => {
      const actor = actorOf(request)
      const outcome: Outcome = await work(app.book, actor, standardOf(request), request.body)
      if (outcome.kind === 'refused') return show(request, reply, outcome.findings)
      return reply.redirect(at, 303)
    })
  post('set', setStandard)
  post('unset', unsetStandard)
}

const all = (request: FastifyRequest): Standard[] => standardsOf(request.server.setting.clocks ?? [])

function standardOf(request: About): Standard {
  const found = all(request).find(({ tunable }) => tunable.key === request.params.key)
  if (found === undefined) throw new NoSuchPerson()
  return found
}

const nameOf = ({ clock, step }: Standard): string => (step === null ? clock.name : `${clock.name}: ${step}`)

/** What makes the limit bind, and so whether it may be loosened. */
const bases = {
  statute: 'The law: sooner only',
  guidance: 'Statutory guidance: sooner only',
  national: 'National practice',
  local: 'Ours to agree',
} as const

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const { only } = request.query as { only?: string }
  const set = await setHere(db)
  const shown = all(request).filter(({ tunable }) => only !== 'set' || set.has(tunable.key))
  const choose = views('Which standards', [
    { text: `All ${all(request).length}`, href: at, current: only !== 'set' },
    { text: `Set here: ${set.size}`, href: `${at}?only=set`, current: only === 'set' },
  ])
  return reply.page({
    title: 'Local standards',
    breadcrumbs: trail(),
    lead: 'What the law limits may be asked for sooner, never later.',
    body: html`${rebuildView(await lastRebuild(db))}${choose}${table(shown, set)}`,
  })
}

function table(shown: readonly Standard[], set: ReadonlyMap<string, number>): Html {
  if (shown.length === 0)
    return html`<p class="govuk-body">Nothing is set here: every limit is as we ship it.</p>`
  return cards({
    caption: 'Local standards',
    columns: ['What is due', 'Our figure', 'Set here', 'What binds it'],
    rows: shown.map((standard) => {
      const { clock, tunable } = standard
      const here = set.get(tunable.key)
      return {
        head: link(nameOf(standard), `${at}/${tunable.key}`),
        cells: [
          tunable.words,
          here === undefined
            ? html`<span class="hf-quiet">As ours</span>`
            : html`<strong>${standardWords(here, tunable)}</strong>`,
          bases[clock.basis],
        ],
      }
    }),
  })
}

async function show(
  request: About,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db } = request.server.book
  const standard = standardOf(request)
  const { clock, tunable } = standard
  const here = (await setHere(db)).get(tunable.key)
  const changed = await changes(db, { kind: 'local standard', about: tunable.key })
  return reply.page(
    {
      title: nameOf(standard),
      width: 'reading',
      breadcrumbs: trail({ text: 'Local standards', href: at }),
      errors: errorLinks(findings),
      body: html`${summaryList({
        rows: [
          { key: { text: 'What must be done' }, value: { text: clock.duty } },
          { key: { text: 'Starts' }, value: { text: clock.starts } },
          { key: { text: 'Where it is written' }, value: { text: `${clock.source}. ${clock.edition}` } },
          { key: { text: 'What binds it' }, value: { text: bases[clock.basis] } },
          { key: { text: 'Our figure' }, value: { text: tunable.words } },
          tunable.atMost !== null && {
            key: { text: 'At most' },
            value: { text: standardWords(tunable.atMost, tunable) },
          },
          here !== undefined && { key: { text: 'Set here' }, value: { text: standardWords(here, tunable) } },
        ],
      })}${setting(request, standard, findings, here)}${
        here !== undefined && unsetting(request, standard)
      }${historyOf(changed, () => nameOf(standard))}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

function setting(
  request: About,
  { tunable }: Standard,
  findings: readonly Finding[],
  here: number | undefined,
): Html {
  const { length, why } = posted(request)
  const wrong = findings.find(({ at: field }) => field === 'length')
  const box = input({
    id: 'length',
    name: 'length',
    classes: 'govuk-input--width-4',
    inputmode: 'numeric',
    value: typeof length === 'string' ? length : String(here ?? tunable.value),
    label: { text: 'How long here?' },
    suffix: { text: standardWords(2, tunable).replace(/^2 /, '') },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  const reason = whyBox(typeof why === 'string' ? why : '', findings, 'Who agreed this, and why?')
  return html`<form method="post" action="${at}/${tunable.key}/set" novalidate>
      ${hidden(request)}
      ${box}${reason}
    <p class="govuk-body hf-quiet">The dates of every child it touches are worked out again, in the past as well.</p>
    ${button({ text: 'Set this standard', preventDoubleClick: true })}</form>`
}

const unsetting = (request: About, { tunable }: Standard): Html =>
  section(
    { id: 'unset', title: `Go back to ${tunable.words}` },
    html`<form method="post" action="${at}/${tunable.key}/unset" novalidate>
        ${hidden(request)}
        ${whyBox('', [], 'Who agreed this, and why?', 'why-unset')}${button({
          text: 'Go back to our figure',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        })}
      </form>`,
  )
