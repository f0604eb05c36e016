import type { FastifyReply, FastifyRequest } from 'fastify'
import { roleNames } from '../../platform/access/policy.ts'
import { isDay, longDay, type Day } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'
import { asPdf } from '../../platform/web/paper.ts'
import type { PatternId } from './looks.ts'
import { patterns } from './patterns.ts'
import { reportCsv, reportLines, reportOf, type AccessFigures } from './report.ts'
import { home } from './views.ts'
import { crumbs } from './why.ts'

export interface OneMonth {
  readonly Params: { readonly month: string }
}

/** 'October 2026'. */
export const monthWords = (month: Day): string => longDay(month).split(' ').slice(-2).join(' ')

async function monthOf(request: FastifyRequest<OneMonth>): Promise<AccessFigures> {
  const { month } = request.params
  const kept = isDay(month) ? await reportOf(request.server.book.db, month) : null
  if (kept === null) throw new NoSuchPerson()
  return kept.figures
}

export async function showReport(
  request: FastifyRequest<OneMonth>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const figures = await monthOf(request)
  const at = `${home}/reports/${request.params.month}`
  return reply.page({
    title: `Who looked in ${monthWords(figures.month)}`,
    breadcrumbs: crumbs,
    lead: 'Kept as it was on the first of the month after. It counts people and what they opened, and names nobody.',
    body: html`${cards({
      caption: 'The month',
      columns: ['What', 'How many'],
      rows: reportLines(figures).map(([head, many]) => ({ head, cells: [many] })),
    })}
      ${section(
        { id: 'roles', title: 'By role' },
        cards({
          caption: 'By role',
          pack: true,
          columns: ['Role', 'People', 'Looks', 'Children', 'Not theirs', 'Emergencies', 'Stood out'],
          rows: figures.roles.map((row) => ({
            head: roleNames[row.role],
            cells: [row.people, row.looks, row.children, row.outside, row.emergencies, row.flags].map(String),
          })),
        }),
      )}
      ${section(
        { id: 'patterns', title: 'What stood out' },
        figures.patterns.length === 0
          ? html`<p class="govuk-body">Nothing.</p>`
          : cards({
              caption: 'What stood out',
              columns: ['What', 'Times', 'Not justified'],
              rows: figures.patterns.map((row) => ({
                head: patterns[row.pattern as PatternId].says,
                cells: [String(row.flags), String(row.notJustified)],
              })),
            }),
      )}
      <p class="govuk-body">${link(
        'As a file of comma-separated values',
        `${at}/access.csv`,
      )}, or ${link('as a PDF', `${at}/access.pdf`)}</p>`,
  })
}

export async function csv(request: FastifyRequest<OneMonth>, reply: FastifyReply): Promise<FastifyReply> {
  const words = reportCsv(await monthOf(request))
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="access-${request.params.month.slice(0, 7)}.csv"`)
    .send(words)
}

export async function pdf(request: FastifyRequest<OneMonth>, reply: FastifyReply): Promise<FastifyReply> {
  const figures = await monthOf(request)
  const title = `Who looked in ${monthWords(figures.month)}`
  const file = await asPdf({
    title,
    large: false,
    lines: [
      { as: 'H1', words: title },
      ...reportLines(figures).map(([what, many]) => ({ as: 'LI' as const, words: `${what}: ${many}` })),
      { as: 'H2', words: 'By role' },
      ...figures.roles.map((row) => ({
        as: 'LI' as const,
        words: `${roleNames[row.role]}: ${row.people} people, ${row.looks} looks at ${row.children} children, ${row.outside} not theirs; ${row.emergencies} emergencies, ${row.flags} stood out`,
      })),
    ],
  })
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="access-${request.params.month.slice(0, 7)}.pdf"`)
    .send(file)
}
