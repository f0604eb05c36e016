import { longDay, shortDay, type Day } from '../../../platform/dates/day.ts'
import { counted, nameOf } from '../../../platform/people/name.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { countLink } from '../../../platform/web/holdfast/tally.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { visit } from '../record.ts'
import type { Draw, Drawn } from './queries.ts'

/** 'October 2026'. */
export const monthSaid = (month: Day): string => longDay(month).split(' ').slice(1).join(' ')

/** Where the drawn visits of a month are, or those left of all months. */
export function sampleHref(month: Day | null, teamId: string | null): string {
  const asked = {
    ...(month !== null && { month: month.slice(0, 7) }),
    ...(teamId !== null && { team: teamId }),
  }
  return Object.keys(asked).length === 0
    ? '/visits-to-check'
    : `/visits-to-check?${new URLSearchParams(asked).toString()}`
}

/** How they came to be these: said where they are listed, so that nobody is thought to have chosen them. */
export const howDrawn = (ofEach: number): Html =>
  html`<p>The night after a month ends, Holdfast draws ${counted(ofEach, 'visit')} of each worker by lot, of those in which a child was seen and that were written up by then. What was drawn is kept, and does not change. Visits to a child whose record is restricted are drawn apart, and listed to those named for the child.</p>`

/** The visits, those not checked yet first. */
export function drawnView(visits: readonly Drawn[], actorId: string): Html {
  const rows = visits.map((one) => ({
    head: link(
      nameOf(one),
      `/children/${one.childId}/visits/${one.id}`,
      `, visited ${shortDay(one.visitedOn)}`,
    ),
    cells: [shortDay(one.visitedOn), one.worker ?? 'Not known', one.team, standing(one, actorId)],
  }))
  return cards({
    caption: 'Visits that were drawn',
    columns: ['Child', 'Visited', 'By', 'Team', 'How it stands'],
    rows,
  })
}

function standing(one: Drawn, actorId: string): Html {
  const { purposeRating, sampler, state: stands, workerId } = one
  if (stands !== 'recorded') {
    const rating = visit.fields.purposeRating.options?.[purposeRating ?? ''] ?? 'Checked'
    const well = purposeRating === 'good' || purposeRating === 'outstanding'
    return html`${state(well ? 'met' : 'over', rating)}${
      sampler !== null && html`<br><span class="hf-quiet hf-small">${sampler}</span>`
    }`
  }
  if (workerId === actorId) return html`<span class="hf-quiet">Yours: somebody else must check it</span>`
  return link(
    'Check this visit',
    `/children/${one.childId}/visits/${one.id}/check-visit`,
    `: ${nameOf(one)}, ${shortDay(one.visitedOn)}`,
  )
}

/** Each month of each team; a number opens the visits it counts. */
export function drawsView(draws: readonly Draw[]): Html {
  const rows = draws.map(({ month, teamId, team, drawnOn, ofMany, drawn, checked }) => ({
    head: monthSaid(month),
    cells: [
      team,
      shortDay(drawnOn),
      html`${countLink(
        drawn,
        sampleHref(month, teamId),
        `drawn for ${team}, ${monthSaid(month)}`,
      )} <span class="hf-quiet">of ${ofMany}</span>`,
      String(checked),
      drawn > checked ? state('soon', String(drawn - checked)) : html`<span class="hf-quiet">0</span>`,
    ],
  }))
  const table = cards({
    caption: 'Each month and team: what was drawn, and what has been checked',
    columns: ['Month', 'Team', 'Drawn on', 'Visits drawn', 'Checked', 'Left'],
    rows,
    pack: true,
  })
  return section(
    { id: 'months', title: 'Month by month' },
    rows.length === 0 ? html`<p>Nothing has been drawn yet: it is done in the night.</p>` : table,
  )
}
