import { longMoment } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { listed, section } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Crumb } from '../../platform/web/govuk/breadcrumbs.ts'
import type { ChangeTold, Kind } from './change.ts'
import type { RebuildTold } from './rebuild.ts'

/** The way back to the chapter's first page. */
export const trail = (...more: readonly Crumb[]): readonly Crumb[] => [
  { text: 'Administration', href: '/administration' },
  ...more,
]

/** '22 November 2026 at 14:05'. */
/** The reason every change asks for. */
export function whyBox(value: string, findings: readonly Finding[], label: string, id = 'why'): Html {
  const wrong = findings.find(({ at }) => at === 'why')
  return textarea({
    id,
    name: 'why',
    rows: 2,
    value,
    label: { text: label },
    hint: { text: 'Kept with the change. Do not name a child.' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
}

/** One of a list too long for radios. */
export function choose(
  name: string,
  label: string,
  options: Readonly<Record<string, string>>,
  value: string,
  findings: readonly Finding[] = [],
): Html {
  const wrong = findings.find(({ at }) => at === name)
  return select({
    name,
    id: name,
    label: { text: label },
    value,
    items: emptyFirst(Object.entries(options)).map(([code, text]) => ({ value: code, text })),
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
}

/** A code of figures comes before any other in an object, and what a list begins with is chosen where nothing is: so no answer leads. */
const emptyFirst = (options: readonly (readonly [string, string])[]) => [
  ...options.filter(([code]) => code === ''),
  ...options.filter(([code]) => code !== ''),
]

/** Whether every date has followed the last change of a setting. */
export function rebuildView(last: RebuildTold | null): Html {
  if (last === null) return nothing
  const children = counted(last.children, 'child', 'children')
  const words =
    last.finishedAt === null
      ? `Dates are being worked out again since ${longMoment(last.askedAt)}: ${children} so far. Load this page again to see how far it has come.`
      : `Dates were last worked out again on ${longMoment(last.finishedAt)}, for ${children}.`
  return html`<p class="govuk-body hf-quiet" role="status">${words}</p>`
}

const kinds: Readonly<Record<Kind, string>> = {
  user: 'User',
  team: 'Team',
  'local standard': 'Local standard',
  'bank holiday': 'Bank holiday',
}

/** What was changed, newest first: what stood before and after, who changed it, and why. */
export function changesView(all: readonly ChangeTold[], naming: (change: ChangeTold) => string): Html {
  if (all.length === 0) return html`<p class="govuk-body">Nothing has been changed yet.</p>`
  return listed(
    all.map(
      (change) =>
        html`<p><strong>${kinds[change.kind]}: ${change.named ?? naming(change)}</strong>. ${difference(change)}</p>
          <p class="hf-quiet hf-small">${change.by}, ${longMoment(change.at)}${
            change.why !== '' && html`. Why: ${change.why}`
          }</p>`,
    ),
  )
}

/** The same as a part of a page. */
export const historyOf = (all: readonly ChangeTold[], naming: (change: ChangeTold) => string): Html | false =>
  all.length > 0 && section({ id: 'history', title: 'What was changed' }, changesView(all, naming))

/** 'Role: Social worker, was Team manager. Team: Riverside, was Hillside.' */
function difference({ before, after }: Pick<ChangeTold, 'before' | 'after'>): string {
  if (before === null) return `Added: ${said(after)}`
  if (after === null) return `Taken away: ${said(before)}`
  const names = Object.keys(after).filter((name) => worded(after[name]) !== worded(before[name]))
  return names.map((name) => `${name}: ${worded(after[name])}, was ${worded(before[name])}`).join('. ')
}

const said = (stood: Readonly<Record<string, unknown>> | null): string =>
  Object.entries(stood ?? {})
    .map(([name, value]) => `${name} ${worded(value)}`)
    .join(', ')

const worded = (value: unknown): string =>
  value === null || value === undefined ? 'none' : String(value as string | number)
