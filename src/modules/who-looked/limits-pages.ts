import type { FastifyReply, FastifyRequest } from 'fastify'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { section } from '../../platform/web/holdfast/section.ts'
import { html } from '../../platform/web/html.ts'
import { limits, setLimit } from './limits.ts'
import { home } from './views.ts'
import { crumbs, why, whyOf } from './why.ts'

export async function showLimits(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const all = await limits(request.server.book.db)
  const typed = posted(request)
  const wrong = (at: string) => {
    const [first] = findings.filter((finding) => finding.at === at)
    return first === undefined ? {} : { errorMessage: { text: first.message } }
  }
  const text = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  const inside = html`${select({
    id: 'role',
    name: 'role',
    label: { text: 'Which role?' },
    value: text('role'),
    items: [
      { value: '', text: 'Choose' },
      ...all.map(({ role }) => ({ value: role, text: roleNames[role] })),
    ],
    ...wrong('role'),
  })}
    ${input({
      id: 'most',
      name: 'most',
      value: text('most'),
      inputmode: 'numeric',
      classes: 'govuk-input--width-4',
      label: { text: 'How many children they do not work with, in an hour?' },
      hint: { text: 'From 10 to 5,000. Half as many more stops them.' },
      ...wrong('most'),
    })}
    ${why(request, findings, 'Why does the role need this?')}`
  return reply.page(
    {
      title: 'Limits',
      breadcrumbs: crumbs,
      errors: errorLinks(findings),
      lead: 'How many records of children they do not work with somebody may open in an hour, before they are asked to show that it is them.',
      body: html`${cards({
        caption: 'Limits',
        columns: ['Role', 'In an hour', 'Why'],
        rows: all.map(({ role, most, why: reason }) => ({
          head: roleNames[role],
          cells: [String(most), reason ?? 'As Holdfast comes'],
        })),
      })}
        ${section({ id: 'set', title: 'Set another' }, form(request, inside, 'Save'))}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

export async function postLimit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { role, most } = posted(request)
  const many = Number(most)
  const reason = whyOf(request)
  const findings: Finding[] = []
  if (!isRole(role)) findings.push({ rule: 'limit-role', message: 'Select the role', at: 'role' })
  if (!Number.isInteger(many) || many < 10 || many > 5000)
    findings.push({ rule: 'limit', message: 'Enter a whole number from 10 to 5,000', at: 'most' })
  if (reason === null)
    findings.push({
      rule: 'limit-why',
      message: 'Enter at least 10 letters: why the role needs this',
      at: 'why',
    })
  if (findings.length > 0 || reason === null || !isRole(role)) return showLimits(request, reply, findings)
  await setLimit(request.server.book.db, actorOf(request).id, { role, most: many, why: reason })
  return reply.redirect(`${home}/limits`, 303)
}

const isRole = (typed: unknown): typed is Role => typeof typed === 'string' && Object.hasOwn(roleNames, typed)
