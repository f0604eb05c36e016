import { html, raw, type Html, type Words } from '../html.ts'
import { state } from './state.ts'

/** What kind of event it was, which chooses its sign. */
export type EventKind =
  'school' | 'police' | 'words' | 'decision' | 'unknown' | 'health' | 'home' | 'harm' | 'visit' | 'other'

/** Something that happened, and what it meant for the child. */
interface ChronologyEvent {
  readonly entry: 'event'
  readonly kind: EventKind
  /** '18 Nov'. */
  readonly when: string
  /** 'School'. */
  readonly category: string
  readonly what: Words
  /** What it meant for this child. Null where nobody has written it yet, undefined where it is not asked. */
  readonly impact?: Words | null | undefined
  /** 'Impact on Leo'. */
  readonly impactOn: string
  /** Where an impact is written. */
  readonly impactHref: string
  /** Who recorded it, and the link to it. */
  readonly source: Words
}

/** A time in which nobody saw the child. */
interface Gap {
  readonly entry: 'gap'
  readonly what: Words
  readonly more?: Words | undefined
}

/** Help ended, and the child came back. */
interface BreakInHelp {
  readonly entry: 'break'
  readonly what: Words
}

export type ChronologyEntry = ChronologyEvent | Gap | BreakInHelp

/** One year of a child's story, newest first. */
export interface ChronologyYear {
  readonly year: string
  readonly entries: readonly ChronologyEntry[]
}

/** A child's story: what happened, what it meant, when nobody saw them, and when help ended and came back. */
export const chronology = (years: readonly ChronologyYear[]): Html =>
  html`${years.map(
    ({ year, entries }) =>
      html`<h3 class="hf-year">${year}</h3><ol class="hf-events">${entries.map(entryOf)}</ol>`,
  )}`

function entryOf(entry: ChronologyEntry): Html {
  switch (entry.entry) {
    case 'event':
      return event(entry)
    case 'gap':
      return html`<li class="hf-gap"><p><strong>${entry.what}</strong></p>${
        entry.more && html`<p class="hf-small">${entry.more}</p>`
      }</li>`
    case 'break':
      return html`<li class="hf-break"><p>${entry.what}</p></li>`
  }
}

function event({ kind, when, category, what, impact, impactOn, impactHref, source }: ChronologyEvent): Html {
  const sign = signs[kind]
  return html`<li class="hf-event"><p class="hf-event__when">${when}</p>
    <svg class="hf-svg" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="12" class="hf-sign__ground"/>${raw(
        `<path d="${sign.path}" class="hf-sign hf-sign--${sign.ink}"/>`,
      )}</svg>
    <div><p><span class="hf-quiet hf-small">${category}</span><br><strong>${what}</strong></p>
      ${impact === null && missing(impactOn, impactHref)}
      ${impact && html`<div class="hf-impact"><p><span class="hf-quiet">${impactOn}:</span> ${impact}</p></div>`}
      <p class="hf-quiet hf-small govuk-!-margin-top-1">${source}</p></div></li>`
}

const missing = (impactOn: string, href: string): Html =>
  html`<div class="hf-impact hf-impact--none"><p>${state('over', `${impactOn} not written yet`, { wrap: true })}
    <a class="govuk-link" href="${href}">Add impact</a></p></div>`

const signs: Readonly<Record<EventKind, { readonly path: string; readonly ink: string }>> = {
  school: { path: 'M4 9l8-4 8 4-8 4zM7 11v5c3 2 7 2 10 0v-5', ink: 'tide' },
  police: { path: 'M12 4l7 3v5c0 4-3 7-7 8-4-1-7-4-7-8V7z', ink: 'over' },
  words: { path: 'M5 6h14v9H11l-4 4v-4H5z', ink: 'voice' },
  decision: { path: 'M5 12l5 5 9-10', ink: 'ink' },
  unknown: { path: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3v.5', ink: 'unk' },
  health: { path: 'M12 5v14M5 12h14', ink: 'tide' },
  home: { path: 'M4 12l8-7 8 7M7 10v9h10v-9', ink: 'tide' },
  harm: { path: 'M12 4l9 16H3zM12 10v5m0 2.5v.5', ink: 'over' },
  visit: { path: 'M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6', ink: 'tide' },
  other: { path: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z', ink: 'ink' },
}
