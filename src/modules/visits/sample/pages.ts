import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../../platform/access/policy.ts'
import { isDay } from '../../../platform/dates/day.ts'
import { counted } from '../../../platform/people/name.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { atOnce, drawnVisits, drawsFor, visitsOfEach, type Asked, type Draw, type Drawn } from './queries.ts'
import { drawnView, drawsView, howDrawn, monthSaid, sampleHref } from './views.ts'

type Request = FastifyRequest<{ Querystring: Readonly<Record<string, string | undefined>> }>

/** The visits drawn for a manager to check: what is left, and what was drawn each month. */
export function samplePages(app: App): void {
  app.get('/visits-to-check', { config: { audience: 'visit.check', shows: 'children' } }, show)
}

/** What the address asks for: codes, and what cannot be read narrows nothing. */
function askedOf({ query }: Request): Asked {
  const first = `${query['month'] ?? ''}-01`
  const team = z.guid().safeParse(query['team'])
  return {
    month: isDay(first) ? first : null,
    teamId: team.success ? team.data : null,
    page: Math.min(Math.max(1, Math.trunc(Number(query['page'] ?? 1)) || 1), 200),
  }
}

async function show(request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const actor = actorOf(request)
  const asked = askedOf(request)
  const all = await drawnVisits(db, actor, asked)
  const shown = all.slice(0, atOnce)
  request.shows(shown.map(({ childId }) => childId))
  const list = html`${
    shown.length === 0
      ? html`<p>${asked.month === null ? 'None is left to check.' : 'None is listed here.'}</p>`
      : drawnView(shown, actor.id)
  }${turning(asked, all.length > atOnce)}`
  const draws = await drawsFor(db, actor)
  const how = howDrawn(await visitsOfEach(db))
  if (asked.month !== null || asked.teamId !== null)
    return reply.page(narrowed(asked, draws, shown, html`${how}${list}`))
  return reply.page({
    title: 'Visits to check',
    ...(mayEver(actor, 'oversight.read') && { breadcrumbs: [{ text: 'Oversight', href: '/oversight' }] }),
    lead: leftWords(draws),
    body: html`${how}${section({ id: 'left', title: 'To check' }, list)}${drawsView(draws)}`,
  })
}

function narrowed({ month, teamId }: Asked, draws: readonly Draw[], [first]: readonly Drawn[], list: Html) {
  const team = draws.find((draw) => draw.teamId === teamId)?.team ?? first?.team
  const whose = teamId !== null && team !== undefined ? `, ${team}` : ''
  return {
    title:
      month === null ? `Visits to check${whose}` : `Visits drawn to be checked, ${monthSaid(month)}${whose}`,
    breadcrumbs: [{ text: 'Visits to check', href: '/visits-to-check' }],
    body: list,
  }
}

const leftWords = (draws: readonly Draw[]): string => {
  const left = draws.reduce((sum, { drawn, checked }) => sum + drawn - checked, 0)
  return `${counted(left, 'visit')} left of those drawn for ${new Set(draws.map(({ teamId }) => teamId)).size === 1 ? 'your team' : 'these teams'}`
}

function turning({ month, teamId, page }: Asked, more: boolean): Html | false {
  const at = sampleHref(month, teamId)
  const to = (next: number): string => `${at}${at.includes('?') ? '&' : '?'}page=${next}`
  return (
    (page > 1 || more) &&
    html`<p>${
      page > 1 && link('The ones before', to(page - 1))
    } ${more && link('The next ones', to(page + 1))}</p>`
  )
}
