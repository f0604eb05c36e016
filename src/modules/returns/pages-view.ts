import { dayOf, longDay, timeOf, type Day } from '../../platform/dates/day.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { inFigures } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import type { ErrorLink } from '../../platform/web/govuk/error-summary.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { table } from '../../platform/web/govuk/table.ts'
import { warningText } from '../../platform/web/govuk/warning-text.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { FoundAt, FoundByRule, ListedRun, Run } from './generate/queries.ts'
import type { ListGiven } from './lists/held.ts'
import { askForm } from './pages-ask.ts'
import { beyondName } from './generate/write.ts'
import { runTitle } from './generate/words.ts'

export const children = (count: number): string => `${inFigures(count)} ${count === 1 ? 'child' : 'children'}`

export const wide = (what: Html): Html =>
  html`<div class="hf-scroll" tabindex="0" role="region" aria-label="Table">${what}</div>`

const states = { 'being made': 'Being made', made: 'Made', 'not made': 'Could not be made' } as const

/** Where a return is asked for, and those that were made. */
export const returnsView = (
  { runs, lists }: { readonly runs: readonly ListedRun[]; readonly lists: readonly ListGiven[] },
  hiddenFields: Html,
  typed: Typed,
  errors: readonly ErrorLink[],
  today: Day,
): Html => html`<p class="govuk-body">${link('Check a return', '/returns/check')} that lies in files, by the rules of its year. ${link(
  'DfE daily collection',
  '/returns/dfe',
)}: what is sent each day, and its receipts. ${link(
  'Standard Safeguarding Dataset',
  '/returns/ssd',
)}: its views as files.</p>
  <p class="govuk-body">${listsWords(lists)}</p>
  ${askForm(hiddenFields, typed, errors, today)}
  <h2 class="govuk-heading-m govuk-!-margin-top-6">Returns made</h2>
  ${
    runs.length === 0
      ? html`<p class="govuk-body">None has been made yet.</p>`
      : wide(
          table({
            head: [
              { text: 'Return' },
              { text: 'Asked for' },
              { text: 'Children', format: 'numeric' },
              { text: 'Errors', format: 'numeric' },
              { text: 'Queries', format: 'numeric' },
              { text: 'Now' },
            ],
            rows: runs.map(runRow),
          }),
        )
  }`

const listTitles = { postcodes: 'the postcode directory', providers: 'Ofsted’s lists of providers' } as const

/** What placements in the record are held against each night, and since when. */
function listsWords(lists: readonly ListGiven[]): string {
  if (lists.length === 0)
    return 'No postcode directory and none of Ofsted’s lists have been given: the rules that need them are not asked of the record. Whoever looks after Holdfast gives them with: holdfast returns lists.'
  const held = lists.map(({ kind, givenAt }) => `${listTitles[kind]} given on ${longDay(dayOf(givenAt))}`)
  return `Each night placements in the record are held against ${held.join(' and ')}.`
}

const runRow = (run: ListedRun) => [
  { text: link(runTitle(run), `/returns/${run.id}`) },
  {
    text: `${longDay(dayOf(run.askedAt))}, ${timeOf(run.askedAt)}${run.askedBy === null ? '' : `, ${run.askedBy}`}`,
  },
  { text: run.children === null ? '' : inFigures(run.children), format: 'numeric' as const },
  { text: run.state === 'made' ? inFigures(run.errors) : '', format: 'numeric' as const },
  { text: run.state === 'made' ? inFigures(run.queries) : '', format: 'numeric' as const },
  { text: run.signedOffBy === null ? states[run.state] : `Signed off by ${run.signedOffBy}` },
]

export const waitingView =
  (): Html => html`<div role="status" aria-live="polite">${insetText('The return is being made.')}</div>
  <p class="govuk-body">This page brings itself up to date. You can leave it and come back.</p>`

export const notMadeView = ({ why }: Run): Html => html`<p class="govuk-body">${why}</p>
  <p class="govuk-body">${link('Make a return', '/returns')}</p>`

/** A return that was made: what it holds, its files, what the rules found, what changed, and who signed it off. */
export const madeView = (
  run: Run,
  before: readonly ListedRun[],
  hiddenFields: Html,
): Html => html`${summaryList({
  rows: [
    {
      key: { text: 'Made' },
      value: {
        text: `${longDay(dayOf(run.askedAt))}, ${timeOf(run.askedAt)}${run.askedBy === null ? '' : `, asked for by ${run.askedBy}`}`,
      },
    },
    {
      key: { text: 'Holds' },
      value: { text: `${children(run.children ?? 0)}, ${inFigures(run.rowCount ?? 0)} rows` },
    },
    {
      key: { text: 'Found by the rules' },
      value: { text: `${inFigures(run.errors)} errors, ${inFigures(run.queries)} queries` },
    },
    { key: { text: 'Signed off' }, value: { text: signedWords(run) } },
    {
      key: { text: 'Hash of all its files' },
      value: { text: html`<code class="hf-code">${run.sha256}</code>` },
    },
  ],
})}
  ${run.remarks.map((remark) => insetText(remark))}
  ${filesView(run)} ${findingsView(run)} ${beforeView(run, before)} ${signOffForm(run, hiddenFields)}`

const signedWords = ({ signedOffBy, signedOffAt }: Run): string =>
  signedOffBy === null || signedOffAt === null
    ? 'Nobody has yet'
    : `${signedOffBy}, ${longDay(dayOf(signedOffAt))}, ${timeOf(signedOffAt)}`

const filesView = (run: Run): Html => html`<h2 class="govuk-heading-m">Files</h2>
  ${warningText(
    'These files hold everybody in the return. That you take one out is written down with each child.',
  )}
  <ul class="govuk-list">
    ${run.files.map(
      ({ name, size }, at) =>
        html`<li>${link(name, `/returns/${run.id}/files/${at + 1}`)}, ${inFigures(size)} bytes${
          name === beyondName && ' (what the layout has no place for: do not send it)'
        }${name.startsWith('xml/') && run.year > 2021 && ' (layout not confirmed: send the CSV files)'}</li>`,
    )}
  </ul>`

function findingsView(run: Run): Html {
  if (run.findings.length === 0)
    return html`<h2 class="govuk-heading-m">Findings</h2>
    <p class="govuk-body">The rules found nothing.</p>`
  return html`<h2 class="govuk-heading-m">Findings</h2>
    ${wide(
      table({
        head: [
          { text: 'Rule' },
          { text: 'Level' },
          { text: 'What it says' },
          { text: 'Children', format: 'numeric' },
        ],
        rows: run.findings.map(({ rule, level, message, children: count, findings }) => [
          { text: link(rule, `/returns/${run.id}/rules/${encodeURIComponent(rule)}`) },
          { text: level },
          { text: message },
          {
            text: count === 0 ? `${inFigures(findings)} in the return` : inFigures(count),
            format: 'numeric' as const,
          },
        ]),
      }),
    )}`
}

const beforeView = (
  run: Run,
  before: readonly ListedRun[],
): Html => html`<h2 class="govuk-heading-m">Compare with one made before</h2>
  ${
    before.length === 0
      ? html`<p class="govuk-body">None of this return and year was made before.</p>`
      : html`<ul class="govuk-list">${before.map(
          (one) =>
            html`<li>${link(
              `Made ${longDay(dayOf(one.askedAt))}, ${timeOf(one.askedAt)}`,
              `/returns/${run.id}/changes/${one.id}`,
            )}: ${children(one.children ?? 0)}${
              one.signedOffBy !== null && `, signed off by ${one.signedOffBy}`
            }</li>`,
        )}</ul>`
  }`

const signOffForm = (run: Run, hiddenFields: Html): Html | null =>
  run.signedOffBy !== null
    ? null
    : html`<h2 class="govuk-heading-m">Sign off</h2>
        <p class="govuk-body">${
          run.errors > 0 ? `There are ${inFigures(run.errors)} errors in it. ` : ''
        }Your name is kept with this return as it was made. It cannot be taken back.</p>
        <form method="post" action="/returns/${run.id}/sign-off">
          ${hiddenFields}${button({ text: 'Sign this return off', preventDoubleClick: true })}
        </form>`

export const mostFound = 100

/** Where a rule found something, child by child. */
export const ruleView = (
  run: Run,
  told: FoundByRule,
  found: readonly FoundAt[],
): Html => html`<p class="govuk-body">${told.message}</p>
  ${
    found.length === mostFound &&
    html`<p class="govuk-body">The first ${inFigures(mostFound)} of ${inFigures(told.findings)}.</p>`
  }
  ${wide(
    table({
      head: [{ text: 'Child' }, { text: 'Table' }, { text: 'Column' }],
      rows: found.map(({ laChildId, childId, table: where, field }) => [
        { text: childLink(run, laChildId, childId) },
        { text: where ?? 'The whole return' },
        { text: field ?? '' },
      ]),
    }),
  )}`

export const childLink = (run: Run, laChildId: string | null, childId: string | null): Html | string =>
  childId === null
    ? (laChildId ?? 'Nobody')
    : link(laChildId ?? childId, `/returns/${run.id}/children/${childId}`)
