import { workingDaysBetween, type Calendar } from '../../platform/dates/calendar.ts'
import { shortDay, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { correctionHref } from '../../platform/web/record-correct.ts'
import type { ServiceHeld, ToolHeld, Wait, Waiting } from './queries.ts'
import { riskTool, services, type serviceReferral } from './record.ts'

/** Each state in the words of the screen. */
export const stateWords: Readonly<Record<(typeof serviceReferral.states)[number], string>> = {
  referred: 'Referred: not accepted yet',
  accepted: 'Accepted: waiting to start',
  started: 'Started',
  completed: 'Completed',
  declined: 'The service declined',
  dropped: 'They stopped, or never began',
}
const wordsOf = (stands: string): string => stateWords[stands as keyof typeof stateWords] ?? stands
const named = (service: string | null): string =>
  service === null ? 'A service' : (services[service as keyof typeof services] ?? service)
const whom: Readonly<Record<string, string>> = {
  child: 'the child',
  parent: 'a parent or carer',
  family: 'the family',
  'who harmed': 'whoever has done harm',
}

const waits = ({ state: stands }: Pick<ServiceHeld, 'state'>): boolean =>
  stands === 'referred' || stands === 'accepted'

/** Four weeks: the local standard after which a wait is told to somebody. */
const longWait = 28
/** Working days a family may wait with nobody saying how they are safe meanwhile. */
const daysUnsafe = 10

/** How long they have waited, or did. */
const waitWords = (one: Pick<ServiceHeld, 'state' | 'days'>): Html | string =>
  one.days === null
    ? 'Not known since when'
    : waits(one)
      ? state(one.days > longWait ? 'over' : 'ok', `Waiting ${counted(one.days, 'day')}`)
      : `Waited ${counted(one.days, 'day')}`

interface Told {
  readonly childId: string
  readonly held: readonly ServiceHeld[]
  readonly tools: readonly ToolHeld[]
  readonly mayWrite: boolean
  readonly today: Day
  readonly calendar: Calendar
}

/** What one child's family waits for and is helped by, and the tools used to understand neglect and domestic abuse. */
export function childView({ childId, held, tools, mayWrite, today, calendar }: Told): Html {
  const at = `/children/${childId}/services`
  const unsafe = ({ meanwhile, referredOn, ...one }: ServiceHeld): boolean =>
    waits(one) &&
    meanwhile === null &&
    referredOn !== null &&
    workingDaysBetween(referredOn, today, calendar) > daysUnsafe
  const items = held.map(
    (one) => html`<p>${link(named(one.service), `${at}/${one.id}`)}${
      one.provider !== null && `, ${one.provider}`
    } <span class="hf-small">${wordsOf(one.state)}</span></p>
    <p>${waitWords(one)} ${
      unsafe(one) && state('over', 'Nobody has said how they are safe meanwhile', { wrap: true })
    }</p>
    <p class="hf-quiet hf-small">For ${whom[one.forWhom ?? ''] ?? 'somebody not named'}. ${
      one.referredOn === null
        ? 'The day of the referral is not known'
        : `Referred ${shortDay(one.referredOn, { year: true })}`
    }.</p>`,
  )
  const used = tools.map(
    ({ id, tool, completedOn, level }) =>
      html`<p>${link(
        toolWords(tool),
        correctionHref(childId, riskTool, id),
      )}: ${riskTool.fields.level.options?.[level ?? ''] ?? 'not graded'} <span class="hf-quiet hf-small">${
        completedOn !== null && shortDay(completedOn, { year: true })
      }</span></p>`,
  )
  const acts = html`<div class="govuk-button-group">
      ${button({ text: 'Record a referral', href: `${at}/refer` })}${button({
        text: 'Record a tool',
        href: `${at}/tools/record-tool`,
        classes: 'govuk-button--secondary',
      })}
    </div>`
  return html`${mayWrite && acts}
    ${section(
      { id: 'services', title: 'Services' },
      items.length === 0 ? html`<p>No referral to a service is on this child’s record.</p>` : listed(items),
    )}
    ${section(
      { id: 'tools', title: 'Tools for neglect and domestic abuse' },
      used.length === 0 ? html`<p>No tool has been used for this child.</p>` : listed(used),
    )}`
}

const toolWords = (tool: string | null): string => riskTool.fields.tool.options?.[tool ?? ''] ?? 'A tool'

/** Who waits, longest first, under how long each service keeps people waiting. */
export function waitingView(
  rows: readonly Waiting[],
  byService: readonly Wait[],
  service: string | null,
): Html {
  const all = service === null ? 'Everybody who waits' : `Waiting for: ${named(service).toLowerCase()}`
  return html`${
    byService.length > 0 && section({ id: 'by-service', title: 'By service' }, serviceTable(byService))
  }
    ${section(
      {
        id: 'waiting',
        title: all,
        aside: service === null ? undefined : link('Every service', '/service-waits'),
      },
      rows.length === 0 ? html`<p>No family you may read about waits for this.</p>` : waitingTable(rows),
    )}`
}

const serviceTable = (byService: readonly Wait[]): Html =>
  cards({
    caption: 'How long families wait for each service, in days',
    columns: [
      'Service',
      'Waiting now',
      'Half wait longer than',
      'One in ten waits longer than',
      'Never began, in 12 months',
    ],
    rows: byService.map(({ service, waiting, median, ninetieth, never }) => ({
      head: named(service),
      cells: [
        waiting === 0
          ? '0'
          : link(
              String(waiting),
              `/service-waits?service=${encodeURIComponent(service)}#h-waiting`,
              `waiting for: ${named(service)}`,
            ),
        median === null ? 'Not known' : counted(median, 'day'),
        ninetieth === null ? 'Not known' : counted(ninetieth, 'day'),
        String(never),
      ],
    })),
  })

const waitingTable = (rows: readonly Waiting[]): Html =>
  cards({
    caption: `Waiting for a service${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'Service', 'How long', 'Safe meanwhile', 'The plan needs it for'],
    rows: rows.map((row) => ({
      head: link(nameOf(row), `/children/${row.childId}/services/${row.id}`, named(row.service)),
      cells: [
        `${named(row.service)}${row.provider === null ? '' : `, ${row.provider}`}`,
        waitWords(row),
        row.meanwhile ?? state('unknown', 'Nobody has said'),
        row.outcome ?? 'No outcome',
      ],
    })),
  })
