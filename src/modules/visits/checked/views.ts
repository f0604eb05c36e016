import type { Day } from '../../../platform/dates/day.ts'
import { counted } from '../../../platform/people/name.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { input } from '../../../platform/web/govuk/input.ts'
import { choices } from '../../../platform/web/holdfast/choices.ts'
import { link, listed } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { daySaid } from '../../actions/index.ts'
import { ofAction } from './commands.ts'
import type { PlanAtVisit, ToCheck } from './queries.ts'
import { actionCheck } from './record.ts'

/** Each action of the plan with how it stands; what was found may be left out. */
export const actionsToCheck = (
  actions: readonly ToCheck[],
  typed: Typed,
  findings: readonly Finding[],
  today: Day,
): Html => html`${actions.map((action) => oneToCheck(action, typed, findings, today))}`

function oneToCheck(
  { id, what, who, dueOn }: ToCheck,
  typed: Typed,
  findings: readonly Finding[],
  today: Day,
): Html {
  const { found, foundWhat } = actionCheck.fields
  const [stands, words] = [ofAction('found', id), ofAction('foundWhat', id)]
  const given = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  const wrong = (name: string) => findings.find(({ at }) => at === name)?.message
  const message = wrong(words)
  const aloud = html`<span class="govuk-visually-hidden">: ${what}</span>`
  return html`<section class="hf-kid" aria-labelledby="a-${id}">
    <h2 class="hf-h3" id="a-${id}">${what}</h2>
    <p class="hf-quiet hf-small">${who !== null && `${who}, by `}${who === null && 'By '}${daySaid(dueOn, today)}</p>
    ${choices({
      legend: found.label,
      about: what,
      name: stands,
      options: Object.entries(found.options ?? {}).map(([value, text]) => ({ value, text })),
      value: given(stands),
      errorMessage: wrong(stands),
    })}
    ${input({
      id: words,
      name: words,
      label: { text: html`${foundWhat.label} (optional)${aloud}`, classes: 'hf-strong' },
      value: given(words),
      ...(message !== undefined && { errorMessage: { text: message } }),
    })}
  </section>`
}

/** On the visit's own page: what was found of the plan, what was asked for, and what is still to be said. */
export function planAtVisit(
  { found, asked, left }: Pick<PlanAtVisit, 'found' | 'asked' | 'left'>,
  at: string,
  mayWrite: boolean,
  today: Day,
): Html | false {
  if (found.length + asked.length === 0 && !mayWrite) return false
  const checked = found.map(
    ({ what, found: stands, foundWhat }) =>
      html`${state(
        howSure[stands] ?? 'soon',
        actionCheck.fields.found.options?.[stands] ?? stands,
      )} ${what}${foundWhat !== null && html`<br><span class="hf-quiet hf-small">${foundWhat}</span>`}`,
  )
  const given = asked.map(
    ({ what, who, dueOn, state: stands }) =>
      html`${state(
        stands === 'open' ? 'soon' : 'met',
        stands === 'open' ? `By ${daySaid(dueOn, today)}` : 'Answered',
      )} ${what}${who !== null && html`<br><span class="hf-quiet hf-small">${who}</span>`}`,
  )
  return html`${
    checked.length > 0 &&
    html`<h3 class="hf-h3 govuk-!-margin-bottom-1">What the visit found of the plan</h3>${listed(checked)}`
  }
    ${
      given.length > 0 &&
      html`<h3 class="hf-h3 govuk-!-margin-bottom-1">What is to be done after it</h3>${listed(given)}`
    }
    ${
      mayWrite &&
      html`<div class="hf-row govuk-!-margin-bottom-4">
          ${
            left > 0 && link(`Check ${counted(left, 'action')} of the plan`, `${at}/check-actions`)
          } ${link('Give somebody something to do', `${at}/new-action`)}
        </div>`
    }`
}

const howSure: Readonly<Record<string, 'met' | 'soon' | 'over'>> = {
  done: 'met',
  'under way': 'soon',
  'not begun': 'over',
  'in the way': 'over',
}
