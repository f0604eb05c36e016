import { dayOf, longDay, timeOf } from '../../platform/dates/day.ts'
import { inFigures } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { fileUpload } from '../../platform/web/govuk/file-upload.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { table } from '../../platform/web/govuk/table.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { warningText } from '../../platform/web/govuk/warning-text.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Progress } from './progress.ts'
import type { ListedImport } from './queries.ts'
import type { Summary } from './summary.ts'
import { totalFindings } from './summary.ts'
import { findingWords, givenIn, progressLine, whoseIn } from './words.ts'

const states = {
  committed: 'Read in',
  'withdrawal asked': 'Somebody asks to withdraw it',
  withdrawn: 'Withdrawn',
} as const

/** Warns whoever is about to put real children into the invented county. */
export const demonstrationWarning: Html = warningText(
  'This is the demonstration. Real children do not belong in it: start Holdfast with --empty to read in your own returns.',
)

export const importsView = (imports: readonly ListedImport[], upload: Html | null): Html => html`${upload}
  <h2 class="govuk-heading-m govuk-!-margin-top-6">Imports</h2>
  ${
    imports.length === 0
      ? html`<p class="govuk-body">Nothing has been read in yet.</p>`
      : cards({
          caption: 'What was read in, newest first',
          columns: ['What', 'Received', 'Children', 'Findings', 'Now'],
          rows: imports.map(importRow),
        })
  }`

const importRow = ({ id, committedAt, state, summary }: ListedImport) => ({
  head: html`<a class="govuk-link" href="/import/${id}">${
    summary === null ? 'An import' : givenIn(summary)
  }</a>`,
  cells: [
    `${longDay(dayOf(committedAt))}, ${timeOf(committedAt)}`,
    summary === null ? '' : inFigures(summary.children.new + summary.children.changed),
    summary === null ? '' : inFigures(totalFindings(summary)),
    states[state],
  ],
})

/** Where files are given. The hidden fields come first, so that the token is there whatever follows. */
export const uploadForm = (
  hiddenFields: Html,
  error: string | null,
): Html => html`<form method="post" enctype="multipart/form-data" novalidate>
  ${hiddenFields}
  ${fileUpload({
    id: 'files',
    name: 'files',
    multiple: true,
    label: { text: 'Give all the files of a return together', classes: 'govuk-label--m' },
    hint: {
      text: 'The children in need census (XML), the looked-after return (CSV files or XML, this year and earlier ones) or Ofsted’s Annex A (xlsx). You will be shown what they would bring before anything is kept.',
    },
    errorMessage: error === null ? undefined : { text: error },
  })}
  ${button({ text: 'See what they would bring', preventDoubleClick: true })}
</form>`

export const waitingView = (progress: Progress | null): Html => html`<div role="status" aria-live="polite">
    ${insetText(progress === null ? 'The files are being recognised.' : progressLine(progress))}
  </div>
  <p class="govuk-body">This page brings itself up to date. You can leave it and come back.</p>`

export const previewView = (summary: Summary, id: string, hiddenFields: Html): Html => html`
  ${!summary.authority.agrees && warningText(whoseIn(summary))} ${summaryView(summary, false)}
  <p class="govuk-body">Nothing has been kept yet.</p>
  <div class="govuk-button-group">
    <form method="post" action="/import/given/${id}/commit">
      ${hiddenFields}${button({ text: 'Read this in', preventDoubleClick: true })}
    </form>
    <form method="post" action="/import/given/${id}/leave">
      ${hiddenFields}${button({ text: 'Leave it', classes: 'govuk-button--secondary' })}
    </form>
  </div>`

/** What an import brings or brought; once it is kept, each kind of finding opens onto its rows. */
export const summaryView = (summary: Summary, kept = true): Html => html`${summaryList({
  rows: [
    { key: { text: 'Return' }, value: { text: givenIn(summary) } },
    { key: { text: 'From' }, value: { text: whoseIn(summary) } },
    { key: { text: 'New children' }, value: { text: inFigures(summary.children.new) } },
    { key: { text: 'Children changed' }, value: { text: inFigures(summary.children.changed) } },
    { key: { text: 'Children as they were' }, value: { text: inFigures(summary.children.unchanged) } },
    { key: { text: 'Rows read' }, value: { text: inFigures(summary.rows.read) } },
    { key: { text: 'Rows that cannot be stored' }, value: { text: inFigures(summary.rows.refused) } },
  ],
})}
  ${findingsView(summary, kept)}`

function findingsView({ findings }: Summary, kept: boolean): Html {
  const kinds = Object.entries(findings)
  if (kinds.length === 0) return html`<p class="govuk-body">Nothing was found that needs putting right.</p>`
  return table({
    caption: 'To be put right or looked at',
    captionClasses: 'govuk-table__caption--m',
    head: [{ text: 'What' }, { text: 'How many', format: 'numeric' }],
    rows: kinds.map(([kind, count]) => [
      {
        text: kept
          ? html`<a class="govuk-link" href="/data-quality?rule=return.${kind}">${sentence(findingWords(kind))}</a>`
          : sentence(findingWords(kind)),
      },
      { text: inFigures(count), format: 'numeric' },
    ]),
  })
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

export const matchesView = ({ matches }: Summary): Html | null =>
  matches.length === 0
    ? null
    : table({
        caption: 'Children found to be here already under another id',
        captionClasses: 'govuk-table__caption--m',
        head: [{ text: 'In the files' }, { text: 'Here' }, { text: 'What was done' }],
        rows: matches.map(({ goes, stays, made }) => [
          { text: goes.laChildId ?? 'No id' },
          {
            text: html`<a class="govuk-link" href="/children/${stays.childId}">${stays.laChildId ?? 'Their record'}</a>`,
          },
          { text: made ? 'Made one record: this can be undone on the record' : 'Proposed: somebody decides' },
        ]),
      })

/** Where an import is asked to be withdrawn, or a second person agrees. */
export function withdrawalView(
  { id, state, withdrawWhy, withdrawAskedBy }: ListedImport,
  actorId: string,
  hiddenFields: Html,
  error: string | null,
): Html | null {
  if (state === 'withdrawn')
    return insetText(`This import was withdrawn: ${withdrawWhy ?? 'no reason is kept'}`)
  if (state === 'committed')
    return html`<h2 class="govuk-heading-m">Withdraw this import</h2>
      <form method="post" action="/import/${id}/withdraw" novalidate>
        ${hiddenFields}
        ${textarea({
          id: 'why',
          name: 'why',
          label: { text: 'Why should it be withdrawn?' },
          hint: {
            text: 'A second person must agree. What nobody has worked on since then goes out of view; what somebody has worked on stays, and is listed.',
          },
          errorMessage: error === null ? undefined : { text: error },
        })}
        ${button({ text: 'Ask for it to be withdrawn', classes: 'govuk-button--secondary' })}
      </form>`
  const asked = html`<h2 class="govuk-heading-m">Somebody asks for this import to be withdrawn</h2>
    ${insetText(withdrawWhy ?? '')}`
  if (withdrawAskedBy === actorId)
    return html`${asked}<p class="govuk-body">You asked for this. A second person must agree.</p>`
  return html`${asked}
    <form method="post" action="/import/${id}/agree">
      ${hiddenFields}${button({
        text: 'Agree, and withdraw it',
        classes: 'govuk-button--warning',
        preventDoubleClick: true,
      })}
    </form>`
}
