import type { Basis, Clock, Confirmed, FactKind } from '../../../platform/clocks/clock.ts'
import { longDay } from '../../../platform/dates/day.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html, type Words } from '../../../platform/web/html.ts'
import type { ClockChapter } from '../clock-book.ts'
import type { LocalStandard } from './standards.ts'

type Standards = ReadonlyMap<string, LocalStandard>

const bases: Readonly<Record<Basis, string>> = {
  statute: 'Statute',
  guidance: 'Statutory guidance',
  national: 'National practice',
  local: 'Local standard',
}

const confirmed: Readonly<Record<Confirmed, Words>> = {
  C: 'Read in the source',
  P: 'Read in a second source',
  K: state('soon', 'Check locally', { wrap: true }),
  U: state('soon', 'Check locally', { wrap: true }),
  L: 'Proposed here: yours to agree',
}

/** Every clock, by where it stands in a child's story. */
export function clocksView(
  chapters: readonly ClockChapter[],
  standards: Standards,
  fed: ReadonlySet<string>,
): Html {
  return html`<p class="hf-reading">A clock starts when one thing is written down and stops when another is. It never pauses: a reason for lateness is recorded,
      and the day stays what it was. Where the sources of a child’s record cannot hold the fact that would stop it, it is not known: never late.</p>
    ${chapters.map((chapter, i) => chapterView(chapter, i, standards, fed))}`
}

function chapterView(
  { title, clocks }: ClockChapter,
  i: number,
  standards: Standards,
  fed: ReadonlySet<string>,
): Html {
  const rows = clocks.map((clock) => ({
    head: link(clock.name, `/clocks/${clock.id}`),
    cells: [
      limitWords(clock, standards),
      clock.starts,
      clock.stops,
      html`<strong>${bases[clock.basis]}</strong>. ${clock.source}`,
      confirmed[clock.confirmed],
      fed.has(clock.id) ? 'Runs' : 'Not yet fed by any record',
    ],
  }))
  const columns = ['Clock', 'Limit', 'Starts with', 'Stops with', 'Where it comes from', 'How sure', 'Here']
  return section({ id: `chapter-${i}`, title }, cards({ caption: `Clocks: ${title}`, columns, rows }))
}

/** The limit in force: this authority's own where it has set one. */
function limitWords({ limit, tunable }: Clock, standards: Standards): string {
  const own = tunable.flatMap(({ key, words }) => {
    const set = standards.get(key)
    return set === undefined ? [] : [`${words} is ${set.length} here`]
  })
  return own.length === 0 ? limit : `${limit} (${own.join(', ')})`
}

/** One clock, in full. */
export function clockView(clock: Clock, standards: Standards, stoppedBy: FactKind | undefined): Html {
  const rows: readonly (readonly [string, Words])[] = [
    ['What must be done', clock.duty],
    ['Limit', limitWords(clock, standards)],
    ['Counted in', unitWords(clock)],
    ['Starts with', clock.starts],
    ['Stops with', clock.stops],
    ['Repeats', clock.repeats],
    [
      'Where it comes from',
      html`<strong>${bases[clock.basis]}</strong>. ${clock.source}. ${clock.edition}, from ${longDay(clock.effectiveFrom)}`,
    ],
    ['How sure we are', confirmed[clock.confirmed]],
    ['Whose', clock.owner],
    ['May be set here', tunableWords(clock)],
    [
      'Fed by',
      stoppedBy === undefined
        ? 'No record yet: it is worked out, and never runs'
        : `Records of the kind “${stoppedBy}”`,
    ],
    ['Name for computers', clock.id],
  ]
  return summaryList({ rows: rows.map(([name, words]) => ({ key: { text: name }, value: { text: words } })) })
}

const units: Readonly<Record<Clock['unit'], string>> = {
  workingDay: 'Working days: Monday to Friday but bank holidays. The day it starts is day nought',
  calendarDay: 'Days, every day counted. The day it starts is day nought',
  week: 'Weeks of seven days, every day counted',
  month: 'Calendar months: the same day of the month, or the last of a shorter month',
  hour: 'Hours, day and night',
  workingHour: 'Working hours: 09:00 to 17:00 on working days',
  date: 'The day the record itself names',
  none: 'No due day of its own',
}

const unitWords = ({ unit }: Clock): string => units[unit]

function tunableWords({ tunable, basis }: Clock): string {
  if (tunable.length === 0) return 'No'
  return basis === 'statute' || basis === 'guidance' ? 'Shorter, never longer' : 'Yes, by an administrator'
}
