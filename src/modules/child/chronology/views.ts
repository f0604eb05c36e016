import { longDay, type Day } from '../../../platform/dates/day.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { checkboxes } from '../../../platform/web/govuk/checkboxes.ts'
import { input } from '../../../platform/web/govuk/input.ts'
import { textarea } from '../../../platform/web/govuk/textarea.ts'
import { chronology, type ChronologyEntry } from '../../../platform/web/holdfast/chronology.ts'
import { patternStrip, type PatternStrip } from '../../../platform/web/holdfast/pattern-strip.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { said } from '../../../platform/web/holdfast/voice.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { capital } from '../kin.ts'
import { hrefOfRow } from '../records.ts'
import { groupsOf, hrefOf, views, type Asked, type View } from './asked.ts'
import type { Cursor, Entry, Extent } from './entries.ts'
import { breakWords, gapWords } from './between-words.ts'
import { entryWords } from './entry-words.ts'
import { groups } from './legs.ts'
import { byYear } from './years.ts'

/** Everything the page is laid out from. */
interface Shown {
  readonly childId: string
  readonly called: string
  readonly asked: Asked
  /** Words searched for, which came by post. */
  readonly words: string | null
  readonly entries: readonly Entry[]
  /** Whether there are earlier ones. */
  readonly more: boolean
  readonly extent: Extent
  readonly pattern: PatternStrip
  readonly on: Day
  /** The child's first name and those of brothers and sisters shown, by id; one alone is not named again. */
  readonly names: ReadonlyMap<string, string>
  readonly mayWrite: boolean
  /** The form's own hidden fields. */
  readonly hidden: Html
  /** What was typed and what is wrong with it. */
  readonly typed: Typed
  readonly findings: readonly Finding[]
}

/** One child's story: counted, narrowed, told newest first. */
export function chronologyView(shown: Shown): Html {
  return html`${head(shown)}
    ${section(
      { id: 'pattern', title: 'Pattern, last 12 months', aside: hatchWords(shown.pattern) },
      patternStrip(shown.pattern),
    )}
    <div class="hf-cols hf-cols--13"><div class="hf-filterbox" id="filter">${filterForm(shown)}</div>
      <div>${shown.mayWrite && addForm(shown)} ${story(shown)}</div></div>`
}

function head(shown: Shown): Html {
  return html`<div class="hf-row hf-row--base hf-row--apart govuk-!-margin-bottom-4">
      <div>
        <h2 class="hf-h1 hf-h1--sub">Chronology</h2>
    <p class="hf-quiet govuk-!-margin-bottom-0">${countWords(shown)}</p></div>
    <div class="hf-row">
      <a class="govuk-button govuk-button--secondary hf-only-phone" href="#filter" role="button" draggable="false">Filter</a>
      <nav aria-label="Views">
        <ul class="hf-plain hf-row hf-views">
          ${(Object.keys(views) as View[]).map((view) => viewLink(view, shown))}
        </ul>
      </nav>
    </div>
  </div>`
}

function viewLink(view: View, { childId, asked }: Shown): Html {
  const href = hrefOf(childId, { ...asked, kinds: [] }, { view, before: null, impact: null, entry: null })
  return html`<li><a class="govuk-link" href="${href}"${
    view === asked.view && html` aria-current="true"`
  }>${views[view]}</a></li>`
}

function countWords({ extent, asked, childId }: Shown): Html {
  const { significant, everything, since, undated } = extent
  if (everything === 0) return html`No record has a day yet.`
  const pdf = link(
    'Print as PDF',
    hrefOf(childId, { ...asked, before: null, impact: null, entry: null }, {}, 'chronology.pdf'),
  )
  const all =
    asked.view === 'everything'
      ? nothing
      : html` ${link(
          `Show all ${everything} entries`,
          hrefOf(childId, asked, { view: 'everything', before: null }),
        )}.`
  const lost = undated > 0 ? ` ${undated} more ${undated === 1 ? 'has' : 'have'} no day.` : ''
  return html`${significant} significant of ${everything} entries${
    since === null ? '' : ` since ${longDay(since)}`
  }.${all}${lost} ${pdf}`
}

const hatchWords = ({ lanes }: PatternStrip): string | undefined => {
  const longest = lanes.flatMap(({ gaps = [] }) => gaps).at(-1)
  return longest === undefined ? undefined : `Hatched: ${longest.words}`
}

function filterForm({ childId, asked, words, hidden, findings, typed }: Shown): Html {
  const day = (name: 'from' | 'to', label: string): Html => {
    const wrong = findings.find(({ at }) => at === name)
    const value =
      typeof typed[name] === 'string' ? typed[name] : asked[name] === null ? '' : shownDay(asked[name])
    return input({
      id: name,
      name,
      value,
      autocomplete: 'off',
      label: { text: label, classes: 'hf-strong' },
      ...(name === 'from' && { hint: { text: 'For example 3/9/26', classes: 'hf-small' } }),
      ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    })
  }
  const boxes = checkboxes({
    name: 'kind',
    classes: 'govuk-checkboxes--small',
    values: asked.kinds,
    fieldset: { legend: { text: 'Show', classes: 'hf-strong' } },
    hint: { text: 'None ticked shows all', classes: 'hf-small' },
    items: groupsOf(asked.view).map((code) => ({ value: code, text: groups[code] })),
  })
  const body = html`<form action="/children/${childId}/chronology/search" method="post" novalidate>${hidden}
    <input type="hidden" name="view" value="${asked.view}">
    ${input({
      id: 'words',
      name: 'words',
      value: words ?? '',
      autocomplete: 'off',
      label: { text: 'Words', classes: 'hf-strong' },
    })}
    ${day('from', 'From')} ${day('to', 'To')} ${boxes}
    <div class="hf-row">
      ${button({ text: 'Show these', classes: 'govuk-button--secondary' })}${link(
        'Clear',
        hrefOf(childId, {
          ...asked,
          from: null,
          to: null,
          kinds: [],
          before: null,
          impact: null,
          entry: null,
        }),
        'the filter',
      )}
    </div>
  </form>`
  const aside = html`<a class="govuk-link hf-only-phone" href="#main">Close</a>`
  return section({ id: 'filter-title', title: 'Filter', aside }, body)
}

/** '3/9/2026', as it is typed. */
const shownDay = (on: Day): string => `${Number(on.slice(8))}/${Number(on.slice(5, 7))}/${on.slice(0, 4)}`

function addForm({ childId, called, hidden, typed, findings }: Shown): Html {
  const field = (name: string, label: string): Html => {
    const wrong = findings.find(({ at }) => at === name)
    const value = typed[name]
    return input({
      id: name,
      name,
      value: typeof value === 'string' ? value : '',
      autocomplete: 'off',
      label: { text: label, classes: 'hf-strong' },
      ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    })
  }
  return section(
    { id: 'add', title: 'Add an event' },
    html`<form action="/children/${childId}/chronology" method="post" class="hf-add" novalidate>${hidden}
      ${field('happenedOn', 'Date')} ${field('line', 'What happened')} ${field('impact', `Impact on ${called}`)}
      ${button({ text: 'Add event', preventDoubleClick: true })}</form>`,
  )
}

function story(shown: Shown): Html {
  const { entries, more, childId, asked, words } = shown
  const years = byYear(entries, (entry) => told(entry, shown))
  const last = entries.at(-1)
  const earlier =
    more && last !== undefined && words === null
      ? html`<p class="govuk-!-margin-top-4">${link(
          'Show earlier',
          hrefOf(childId, asked, { before: cursorAt(last), impact: null }),
          'entries',
        )}</p>`
      : nothing
  const cut =
    more && words !== null
      ? html`<p class="hf-quiet">The newest are shown. Add a day or another word to see the rest.</p>`
      : nothing
  return html`<section aria-labelledby="h-events">
      <h2 class="govuk-visually-hidden" id="h-events">Events, newest first</h2>
    ${entries.length === 0 ? empty(shown) : chronology(years)} ${earlier}${cut}</section>`
}

const cursorAt = ({ day, id, kind }: Entry): Cursor => ({ day, id, kind })

function empty({ extent, asked, childId, words }: Shown): Html {
  if (extent.everything === 0) return html`<p>Nothing yet. Add the first event above, or record a visit.</p>`
  if (words !== null) return html`<p>No entry holds those words.</p>`
  return html`<p>No entry is shown this way. Entries in all: ${extent.everything}.
    ${link(
      'Pick from everything',
      hrefOf(childId, asked, { view: 'everything', from: null, to: null, kinds: [], before: null }),
    )}</p>`
}

function told(entry: Entry, shown: Shown): ChronologyEntry {
  const { called, names } = shown
  const child = capital(names.get(entry.childId) ?? called)
  if (entry.kind === 'gap') return { entry: 'gap', ...gapWords(entry, child) }
  if (entry.kind === 'break') {
    const { ended, back } = breakWords(entry, child)
    const ending =
      entry.table === 'closure' && link('Open the ending', hrefOfRow(entry.childId, 'closure', entry.id))
    return { entry: 'break', what: html`<strong>${ended}:</strong> ${back} ${ending}` }
  }
  return event(entry, shown, child)
}

function event(entry: Entry, shown: Shown, child: string): ChronologyEntry {
  const { asked, childId, names } = shown
  const { sign, category, what, quoted, impact } = entryWords(entry)
  const one = asked.entry == null || asked.entry === entry.kind
  const writing = asked.impact === entry.id && one && shown.mayWrite
  const href = `${hrefOf(childId, asked, { impact: entry.id, entry: entry.kind })}#impact-${entry.id}`
  return {
    entry: 'event',
    kind: sign,
    when: `${Number(entry.day.slice(8))} ${longDay(entry.day).split(' ')[1]?.slice(0, 3)}`,
    category: names.size > 1 ? `${child}: ${category}` : category,
    what: quoted ? said(what) : what,
    impact: writing ? impactForm(entry, shown, impact ?? '') : impact,
    impactOn: `Impact on ${child}`,
    impactHref: href,
    source: source(entry, impact === null || writing || !shown.mayWrite ? null : href, impact !== undefined),
  }
}

/** Where the entry comes from, and the record itself. */
function source(
  { imported, by, kind, childId, table, id, day }: Entry,
  impactHref: string | null,
  written: boolean,
): Html {
  const from = imported ? 'From a return' : (by ?? 'Writer not known')
  const open = link(
    'Open',
    hrefOfRow(childId, table, id),
    `the ${kind.replaceAll('-', ' ')} of ${longDay(day)}`,
  )
  return html`${from}. ${open} &nbsp;${
    impactHref !== null &&
    link(
      written ? 'Edit impact' : 'Add impact',
      impactHref,
      `of the ${kind.replaceAll('-', ' ')} of ${longDay(day)}`,
    )
  }`
}

/** Where an impact is written: in place, in the story. */
function impactForm(
  { id, kind, facts }: Entry,
  { childId, asked, hidden, findings, called, typed }: Shown,
  impact: string,
): Html {
  const wrong = findings.find(({ at }) => at === 'impact')
  const value = typeof typed['impact'] === 'string' ? typed['impact'] : impact
  return html`<form action="/children/${childId}/chronology/${id}/impact" method="post" novalidate>${hidden}
    <input type="hidden" name="view" value="${asked.view}"><input type="hidden" name="entry" value="${kind}">
    ${textarea({
      id: `impact-${id}`,
      name: 'impact',
      rows: 2,
      value,
      label: {
        text: html`What did it mean for ${called}?<span class="govuk-visually-hidden"> ${
          typeof facts['line'] === 'string' && facts['line']
        }</span>`,
      },
      ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
    })}
    ${button({ text: 'Save impact', preventDoubleClick: true })}</form>`
}
