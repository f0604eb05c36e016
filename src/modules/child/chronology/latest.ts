import type { Day } from '../../../platform/dates/day.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { said } from '../../../platform/web/holdfast/voice.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { hrefOfRow } from '../records.ts'
import { dayWords } from '../words.ts'
import type { Entry } from './entries.ts'
import { entryWords } from './entry-words.ts'

/** One entry on one line, opening onto its record. */
export function latestWords(entry: Entry, on: Day): Html {
  const { what, category, quoted } = entryWords(entry)
  const words = quoted ? said(what) : what
  return html`<span class="hf-strong hf-nowrap">${dayWords(entry.day, on)}</span> &nbsp;${words}
    ${link(category, hrefOfRow(entry.childId, entry.table, entry.id), `of ${dayWords(entry.day, on)}`)}`
}
