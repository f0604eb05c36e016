import { daysBetween, type Day } from '../../../platform/dates/day.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { cards, type CardRow } from '../../../platform/web/holdfast/cards.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { seenBar, type Sighting } from '../../../platform/web/holdfast/seen.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { nextSection, type NextVisit } from '../../visits/index.ts'
import { capital } from '../kin.ts'
import { counted } from '../name.ts'
import {
  attemptWords,
  howSeen,
  lateSpells,
  seenSummary,
  visitWords,
  wasSeen,
  windowOf,
} from '../overview/seen.ts'
import type { Told } from '../overview/readings.ts'
import { recordHref } from '../records.ts'
import { dayWords } from '../words.ts'
import type { Line } from './list.ts'

interface VisitsShown {
  readonly childId: string
  readonly called: string
  readonly lines: readonly Line[]
  readonly more: boolean
  readonly seeing: readonly Told[]
  /** Every duty to visit that is open, the soonest first. */
  readonly due: readonly NextVisit[]
  readonly on: Day
  /** Whether these are the newest. */
  readonly newest: boolean
  readonly recordHref: string | null
  readonly noteHref: string | null
}

/** Every visit and note, newest first, with how long nobody saw the child between them. */
export function visitsView(shown: VisitsShown): Html {
  const { lines, called, newest } = shown
  return html`<div class="hf-row hf-row--base hf-row--apart govuk-!-margin-bottom-4">
      <h2 class="hf-h1 hf-h1--sub">Visits and notes</h2>
    <div class="hf-row">
      ${shown.recordHref !== null && button({ text: 'Record visit', href: shown.recordHref })}
      ${
        shown.noteHref !== null &&
        button({ text: 'Write a note', href: shown.noteHref, classes: 'govuk-button--secondary' })
      }
    </div>
  </div>
    ${newest ? html`${nextSection(called, shown.due, shown.on)}${drawn(shown)}` : nothing}
    ${section(
      { id: 'lines', title: 'Newest first' },
      lines.length > 0
        ? table(shown)
        : html`<p>Nothing is written down: ${called} has not been seen, and nobody has made a note.</p>`,
    )}
    ${earlier(shown)}`
}

const visitsIn = (lines: readonly Line[]) =>
  lines.flatMap((line) => (line.kind === 'visit' ? [{ ...line.visit, by: line.by }] : []))

function drawn({ lines, seeing, on, called }: VisitsShown): Html {
  const visits = visitsIn(lines)
  const from = windowOf(visits, on)
  const sightings: Sighting[] = visits
    .filter(({ visitedOn }) => visitedOn >= from)
    .toReversed()
    .map((visit) => ({
      on: visit.visitedOn,
      seen: howSeen(visit),
      words: visitWords(visit, on, visit.by ?? undefined),
    }))
  if (sightings.length === 0)
    return html`<p>${state('over', `${capital(called)} is not recorded as seen in the time shown`, {
      wrap: true,
    })}</p>`
  const late = lateSpells(seeing, from, on)
  const bar = seenBar({
    id: 'seen',
    child: called,
    from,
    today: on,
    sightings,
    late,
    summary: seenSummary(visits, seeing, called, from),
  })
  return section({ id: 'seen', title: `When ${called} was seen` }, bar)
}

function table(shown: VisitsShown): Html {
  const { lines, called } = shown
  const rows = lines.map((line, i) => rowOf(line, lines.slice(i + 1), shown))
  return cards({
    caption: `Visits to ${called} and notes, newest first`,
    columns: ['Day', 'What', 'Purpose or words', 'By', 'Since last seen', 'Record'],
    rows,
  })
}

function rowOf(line: Line, older: readonly Line[], { on, childId }: VisitsShown): CardRow {
  const { day, by, id, kind } = line
  const open = link('Open', recordHref(childId, kind, id), `the ${kind} of ${dayWords(day, on)}`)
  if (line.kind === 'note') {
    const { note } = line
    return {
      head: dayWords(day, on),
      cells: [
        [capital(note.kind), note.whoWith].filter((part) => part !== null).join(', '),
        note.line,
        by ?? '–',
        '–',
        open,
      ],
    }
  }
  const { visit } = line
  const late = daysBetween(day, line.recordedOn)
  const written =
    late > 2 ? html` <span class="hf-quiet hf-small">written ${counted(late, 'day')} later</span>` : nothing
  const purpose = visit.purpose ?? state('unknown', 'No purpose written', { wrap: true })
  return {
    head: dayWords(day, on),
    cells: [html`${capital(attemptWords(visit))}${written}`, purpose, by ?? '–', gap(line, older), open],
  }
}

/** How long it had been since the child was seen, where this time they were. */
function gap(line: Line, older: readonly Line[]): string {
  if (line.kind !== 'visit' || !wasSeen(line.visit)) return '–'
  const last = older.find((one) => one.kind === 'visit' && wasSeen(one.visit))
  return last === undefined ? '–' : counted(daysBetween(last.day, line.day), 'day')
}

function earlier({ lines, more, childId }: VisitsShown): Html {
  const last = lines.at(-1)
  if (!more || last === undefined) return nothing
  return html`<p class="govuk-!-margin-top-4">${link(
    'Show earlier',
    `/children/${childId}/visits?before=${last.day}`,
    'visits and notes',
  )}</p>`
}
