import type { FastifyReply, FastifyRequest } from 'fastify'
import { workingDaysBetween } from '../../platform/dates/calendar.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { actorOf } from '../../platform/web/admit.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { waitingFor, type Waiting } from './waiting.ts'
import { kindWords, type Telling } from './words.ts'

/** What a manager is waited for: plans sent, the longest first. */
export async function showWaiting(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const waiting = await waitingFor(book.db, actorOf(request))
  request.shows(waiting.map(({ childId }) => childId))
  const telling = { today: book.today(), calendar: await workingCalendar(book.db) }
  const none = html`<p>No plan waits to be authorised.</p>`
  return reply.page({
    title: 'Plans to authorise',
    lead: waiting.length === 0 ? undefined : counted(waiting.length, 'plan'),
    body: waiting.length === 0 ? none : listed(waiting.map((one) => oneWaiting(one, telling))),
  })
}

/** After so many working days a plan that waits is said to be late. */
const patience = 2

function oneWaiting(one: Waiting, { today, calendar }: Telling): Html {
  const days = workingDaysBetween(one.sentOn, today, calendar)
  const waits =
    days === 0 ? 'Sent today, or since the last working day' : `Waiting ${counted(days, 'working day')}`
  const name = nameOf({ ...one, kind: one.personKind })
  return html`<p>${state(days > patience ? 'over' : 'soon', waits, {
    wrap: true,
  })} <strong>${link(name, `/children/${one.childId}/plan/${one.id}`)}</strong></p>
    <p class="hf-quiet hf-small">${kindWords(one)}, version ${one.number}${
      one.sender !== null && `, from ${one.sender}`
    }${one.own && '. You wrote it: another manager must authorise it'}</p>`
}
