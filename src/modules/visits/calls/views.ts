import type { Day } from '../../../platform/dates/day.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { link, listed } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { daySaid } from '../../actions/index.ts'
import type { CallHeld } from './queries.ts'
import { visitCall } from './record.ts'

/** Everything that called for a visit to one child. */
export function callsView(childId: string, calls: readonly CallHeld[], mayWrite: boolean, today: Day): Html {
  const at = `/children/${childId}/visit-calls`
  const lines =
    calls.length === 0
      ? html`<p class="govuk-body">Nothing but the child’s plan and placement calls for a visit.</p>`
      : listed(calls.map((call) => line(call, mayWrite ? at : null, today)))
  return html`<p class="govuk-body">Beside the visits of a plan or a placement: somebody asked for one, we were told of a concern, or the child stays somewhere we did not arrange.</p>
    ${
      mayWrite && button({ text: 'Record that a visit is called for', href: `${at}/call-for-visit` })
    }${lines}`
}

function line(
  { id, kind, fromOn, toldBy, what, dueOn, untilOn, state: stands }: CallHeld,
  at: string | null,
  today: Day,
): Html {
  const due = dueOn === null ? null : state(dueOn < today ? 'over' : 'soon', `by ${daySaid(dueOn, today)}`)
  return html`<p class="govuk-!-margin-bottom-1"><strong>${visitCall.fields.kind.options?.[kind]}</strong> ${
    due ??
    state(
      stands === 'over' ? 'met' : 'ok',
      stands === 'over'
        ? `Over${untilOn === null ? '' : ` since ${daySaid(untilOn, today)}`}`
        : 'Nothing due now',
    )
  }</p>
    <p class="hf-small">From ${daySaid(fromOn, today)}${toldBy !== null && `, told by ${toldBy}`}. ${what}</p>
    ${
      at !== null &&
      stands === 'standing' &&
      html`<p class="hf-small">${link('It is over', `${at}/${id}/end-call`)}</p>`
    }`
}
