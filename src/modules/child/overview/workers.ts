import { addMonths, daysBetween, longDay, type Day } from '../../../platform/dates/day.ts'
import type { Tenure } from '../../../platform/web/holdfast/changes-of-worker.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { capital } from '../kin.ts'
import { counted } from '../name.ts'
import { firstOf } from '../words.ts'
import type { Allocated } from './story.ts'
import type { Telling } from './telling.ts'

/** Twelve months of lead workers, oldest first, with the times there was none between them. */
export function tenuresOf({ story, on, names, called }: Telling): Tenure[] {
  const start = addMonths(on, -12)
  const leads = story.allocations.filter(
    ({ role, fromOn }) => role === 'lead social worker' && fromOn !== null,
  )
  const tenures: Tenure[] = []
  for (const [i, lead] of leads.entries()) {
    const reached = reachedBy(leads.slice(0, i), on)
    const from = lead.fromOn ?? start
    if (reached !== null && from > reached && reached >= start) tenures.push(nobodyFor(reached, from))
    tenures.push(tenure(lead, start, on, names.get(lead.workerId ?? ''), called))
  }
  const reached = reachedBy(leads, on)
  if (reached !== null && reached < on) tenures.push(nobodyFor(reached, null, on))
  return tenures
}

/** The day up to which these workers together were there; null for none. */
const reachedBy = (leads: readonly Allocated[], on: Day): Day | null =>
  leads
    .map((lead) => until(lead, on))
    .toSorted()
    .at(-1) ?? null

/** The day it ended, if it had by then. */
const endedBy = ({ toOn }: Allocated, on: Day): Day | null => (toOn !== null && toOn <= on ? toOn : null)

const until = (lead: Allocated, on: Day): Day => endedBy(lead, on) ?? on

function nobodyFor(from: Day, to: Day | null, on: Day = from): Tenure {
  const words = `${counted(daysBetween(from, to ?? on), 'day')} with no worker`
  return {
    name: null,
    from,
    to,
    words: html`${state('over', words)} ${longDay(from)} to ${to === null ? 'today' : longDay(to)}`,
  }
}

const endings: Readonly<Record<string, string>> = {
  'left employment': 'Left the council.',
  'agency ended': 'Agency contract ended.',
  'team transfer': 'The child moved to another team.',
  sickness: 'Sickness.',
  'child request': 'The child asked for someone else.',
  promotion: 'Promotion.',
  caseload: 'Too many children to work with.',
  conflict: 'Conflict of interest.',
  closed: 'Our work with the child ended.',
}

function tenure(lead: Allocated, start: Day, on: Day, name: string | undefined, called: string): Tenure {
  const [full, from, to] = [name ?? 'A worker we cannot name', lead.fromOn ?? start, endedBy(lead, on)]
  const span = to === null ? `since ${longDay(from)}.` : `${longDay(from)} to ${longDay(to)}.`
  return {
    name: firstOf(full),
    from: from < start ? start : from,
    to,
    words: html`<strong>${full}</strong> ${span} <span class="hf-quiet">${why(lead, to, called)}</span>`,
  }
}

/** How it ended, and whether the child was told: a change nobody explains is felt as being left. */
function why(lead: Allocated, to: Day | null, called: string): Html {
  const told =
    lead.childToldOn === null ? `No record that ${called} was told.` : `${capital(called)} was told.`
  const together = lead.jointVisitOn === null ? '' : ' Both workers visited together.'
  return to === null ? html`` : html`${endings[lead.endReason ?? ''] ?? ''} ${told}${together}`
}

/** Changes of lead worker in the 12 months, and the days with none. */
export function changesSummary(tenures: readonly Tenure[], on: Day): string {
  const workers = tenures.filter(({ name }) => name !== null)
  const changes = workers.filter(({ from }, i) => i > 0 && from > addMonths(on, -12)).length
  const alone = tenures.filter(({ name }) => name === null)
  const days = alone.reduce((sum, { from, to }) => sum + daysBetween(from as Day, (to ?? on) as Day), 0)
  const said = changes === 0 ? 'No change in 12 months' : `${counted(changes, 'change')} in 12 months`
  return days === 0 ? said : `${said}, ${counted(days, 'day')} with no worker`
}
