import type { FastifyRequest } from 'fastify'
import type { Finding } from '../../platform/record/rule.ts'
import { posted } from '../../platform/web/form.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import type { Html } from '../../platform/web/html.ts'
import { home } from './views.ts'

export const crumbs = [{ text: 'Who looked', href: home }]

export function why(request: FastifyRequest, findings: readonly Finding[], label: string): Html {
  const typed = posted(request)['why']
  const wrong = findings.find(({ at }) => at === 'why')
  return textarea({
    id: 'why',
    name: 'why',
    rows: 4,
    value: typeof typed === 'string' ? typed : '',
    label: { text: label },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
}

export const needsWhy: Finding = {
  rule: 'looked-why',
  message: 'Enter at least 10 letters: what you asked and what you were told',
  at: 'why',
}

export function whyOf(request: FastifyRequest): string | null {
  const typed = posted(request)['why']
  return typeof typed === 'string' && typed.trim().length >= 10 ? typed.trim() : null
}
