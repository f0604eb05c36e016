import { inFigures } from '../../../platform/people/name.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { details } from '../../../platform/web/govuk/details.ts'
import { input } from '../../../platform/web/govuk/input.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { pagination } from '../../../platform/web/govuk/pagination.ts'
import { select } from '../../../platform/web/govuk/select.ts'
import { summaryList } from '../../../platform/web/govuk/summary-list.ts'
import { table } from '../../../platform/web/govuk/table.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link } from '../../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { yearName } from '../../return-files/index.ts'
import { nameOf, type HeldCheck } from './held.ts'
import {
  mostOfChild,
  mostPages,
  onPage,
  type Told,
  type ToldChild,
  type ToldFinding,
  type ToldRule,
} from './told.ts'

const some = (count: number, one: string, several: string): string =>
  `${inFigures(count)} ${count === 1 ? one : several}`
const wide = (what: Html): Html =>
  html`<div class="hf-scroll" tabindex="0" role="region" aria-label="Table">${what}</div>`

/** The return a check was of. */
export const returnName = ({ of, year }: Told): string =>
  `${of === 'cin' ? 'children in need census' : 'looked-after return (SSDA903)'}, ${yearName(year)}`

/** Which findings are asked for; '' is all. */
interface Filter {
  readonly level: string
  readonly table: string
}

/** What a check found, rule by rule. */
export const checkedView = (one: HeldCheck, told: Told, filter: Filter, hiddenFields: Html): Html => html`
  ${summaryList({
    rows: [
      {
        key: { text: 'Found' },
        value: {
          text: `${some(told.errors, 'error', 'errors')} and ${some(told.queries, 'query', 'queries')}, of ${some(told.childrenFound, 'child', 'children')}`,
        },
      },
      { key: { text: 'Read' }, value: { text: readWords(told, false) } },
      ...(told.tables.some(({ ofLastYear }) => ofLastYear)
        ? [{ key: { text: 'Last year' }, value: { text: readWords(told, true) } }]
        : []),
      {
        key: { text: 'Rules' },
        value: { text: `${told.rules - told.passedOver.length} asked of ${told.rules} in force` },
      },
    ],
  })}
  ${told.remarks.map((remark) => insetText(remark))}
  ${
    told.passedOver.length > 0 &&
    details({
      summaryText: 'Rules that were not asked, because a table or a list they need was not given',
      text: told.passedOver.join(', '),
    })
  }
  ${
    told.byRule.length === 0
      ? html`<p class="govuk-body">The rules found nothing.</p>`
      : rulesView(one, told, filter)
  }
  ${afterwards(one, hiddenFields)}`

const readWords = ({ children, tables }: Told, ofLastYear: boolean): string => {
  const of = tables.filter((each) => each.ofLastYear === ofLastYear && each.rows > 0)
  const rows = of.map((each) => `${each.table} ${inFigures(each.rows)}`).join(', ')
  return ofLastYear ? rows : `${some(children, 'child', 'children')}${rows === '' ? '' : `: ${rows}`}`
}

function rulesView(one: HeldCheck, told: Told, filter: Filter): Html {
  const shown = told.byRule
    .map((rule, at) => ({ rule, at }))
    .filter(
      ({ rule }) =>
        (filter.level === '' || rule.level === filter.level) &&
        (filter.table === '' || rule.tables.includes(filter.table)),
    )
  return html`<h2 class="govuk-heading-m govuk-!-margin-top-6">By rule</h2>
    ${filterForm(one, told, filter)}
    <p class="govuk-body">${
      shown.length === told.byRule.length
        ? some(shown.length, 'rule', 'rules')
        : `${inFigures(shown.length)} of ${some(told.byRule.length, 'rule', 'rules')}`
    }. ${told.childrenFound > 0 && link('See them child by child', `/returns/check/${one.id}/children`)}</p>
    ${
      shown.length === 0
        ? html`<p class="govuk-body">No rule found anything of that kind. Choose another.</p>`
        : rulesTable(one, shown)
    }`
}

const rulesTable = (one: HeldCheck, shown: readonly { rule: ToldRule; at: number }[]): Html =>
  cards({
    caption: 'What was found, by rule',
    columns: ['Rule', 'What it says', 'Level', 'Findings', 'Children'],
    rows: shown.map(({ rule, at }) => ({
      head: link(ruleName(rule), `/returns/check/${one.id}/rules/${at}`),
      cells: [rule.message, rule.level, inFigures(rule.findings), inFigures(rule.children)],
    })),
  })

/** A rule's code; what reading came upon has words for one. */
export const ruleName = ({ rule, by }: Pick<ToldRule, 'rule' | 'by'>): string =>
  by === 'rule' ? rule : `Reading: ${rule.replaceAll('-', ' ')}`

const filterForm = (
  one: HeldCheck,
  told: Told,
  filter: Filter,
): Html => html`<form method="get" action="/returns/check/${one.id}" class="hf-filter">
    ${select({
      id: 'level',
      name: 'level',
      label: { text: 'Level' },
      value: filter.level,
      items: [
        { value: '', text: 'Errors and queries' },
        { value: 'error', text: 'Errors' },
        { value: 'query', text: 'Queries' },
      ],
    })}
    ${select({
      id: 'table',
      name: 'table',
      label: { text: 'Table' },
      value: filter.table,
      items: [
        { value: '', text: 'Every table' },
        ...[...new Set(told.byRule.flatMap(({ tables }) => tables))].map((text) => ({ value: text, text })),
      ],
    })}
    ${button({ text: 'Show these', classes: 'govuk-button--secondary' })}
  </form>`

const afterwards = (
  one: HeldCheck,
  hiddenFields: Html,
): Html => html`<h2 class="govuk-heading-m">Take it away</h2>
  <ul class="govuk-list">
    ${(['csv', 'xlsx', 'json'] as const).map(
      (kind) =>
        html`<li>${link(`All findings as ${kinds[kind]}`, `/returns/check/${one.id}/findings.${kind}`)}</li>`,
    )}
  </ul>
  <h2 class="govuk-heading-m">Afterwards</h2>
  <p class="govuk-body">${
    one.keepsFiles
      ? 'The files and what was found are held for an hour from when they came, and then deleted.'
      : html`The files have been deleted. What was found is held for an hour from when they came. To read the files in, give them on ${link('Import', '/import')}.`
  }</p>
  <div class="govuk-button-group">
    ${
      one.keepsFiles &&
      html`<form method="post" action="/import/checked/${one.id}">
          ${hiddenFields}${button({
            text: 'See what they would bring to the record',
            preventDoubleClick: true,
          })}
        </form>`
    }
    <form method="post" action="/returns/check/${one.id}/leave">
      ${hiddenFields}${button({ text: 'Delete this check', classes: 'govuk-button--secondary' })}
    </form>
  </div>`

const kinds = { csv: 'CSV', xlsx: 'a workbook', json: 'JSON' } as const

/** Where one rule found something. */
export const ruleView = (
  one: HeldCheck,
  { told, rule, at, page }: { told: Told; rule: ToldRule; at: number; page: number },
  findings: readonly ToldFinding[],
): Html => html`<p class="govuk-body">${rule.message}</p>
  <p class="govuk-body">${some(
    rule.findings,
    'finding',
    'findings',
  )}, of ${some(rule.children, 'child', 'children')}.${
    rule.findings > mostPages * onPage &&
    ` The first ${inFigures(mostPages * onPage)} can be looked at here; the files to take away have them all.`
  }</p>
  ${wide(
    table({
      head: [{ text: 'Child' }, { text: 'Where' }, ...(rule.by === 'rule' ? [] : [{ text: 'What it says' }])],
      rows: findings.map((finding) => [
        { text: childWords(one, finding) },
        { text: placeWords(one, told, finding) },
        ...(rule.by === 'rule' ? [] : [{ text: finding.message }]),
      ]),
    }),
  )}
  ${pages(
    `/returns/check/${one.id}/rules/${at}`,
    page,
    Math.min(mostPages, Math.ceil(rule.findings / onPage)),
  )}`

const childWords = (one: HeldCheck, { child, number }: ToldFinding): Html | string =>
  number === null
    ? (child ?? 'The whole return')
    : link(child ?? '', `/returns/check/${one.id}/children/${number}`)

/** Children of whom something was found, and a way to one of them. */
export const childrenView = (
  one: HeldCheck,
  { told, page, error, typed }: { told: Told; page: number; error: string | null; typed: string },
  found: readonly ToldChild[],
  hiddenFields: Html,
): Html => html`<form method="post" action="/returns/check/${one.id}/children" novalidate>
    ${hiddenFields}
    ${input({
      id: 'child',
      name: 'child',
      label: { text: 'Find a child by the id they have in the return' },
      classes: 'govuk-input--width-20',
      value: typed,
      errorMessage: error === null ? undefined : { text: error },
      autocomplete: 'off',
    })}
    ${button({ text: 'Find', classes: 'govuk-button--secondary' })}
  </form>
  <p class="govuk-body">${some(
    told.childrenFound,
    'child',
    'children',
  )}, those with the most errors first.</p>
  ${wide(
    table({
      head: [
        { text: 'Child' },
        { text: 'Errors', format: 'numeric' },
        { text: 'Queries', format: 'numeric' },
      ],
      rows: found.map(({ number, child, errors, queries }) => [
        { text: link(child, `/returns/check/${one.id}/children/${number}`) },
        { text: inFigures(errors), format: 'numeric' as const },
        { text: inFigures(queries), format: 'numeric' as const },
      ]),
    }),
  )}
  ${pages(`/returns/check/${one.id}/children`, page, Math.ceil(told.childrenFound / onPage))}`

/** Everything found of one child, and the way to their record where they have one. */
export const childView = (
  one: HeldCheck,
  told: Told,
  { findings, errors, queries }: ToldChild,
  childId: string | null,
): Html => html`<p class="govuk-body">${
  childId === null
    ? 'No child you may see is called by this id in the record.'
    : html`${link(
        'Open the record',
        `/children/${childId}/overview`,
      )} to put right what is wrong in it, and make the return again.`
}</p>
  ${
    errors + queries > mostOfChild &&
    html`<p class="govuk-body">The first ${inFigures(mostOfChild)} of ${inFigures(errors + queries)} findings; the files to take away have them all.</p>`
  }
  ${wide(
    table({
      head: [{ text: 'Rule' }, { text: 'Level' }, { text: 'What it says' }, { text: 'Where' }],
      rows: findings.map((finding) => [
        { text: ruleName(finding) },
        { text: finding.level },
        { text: finding.message },
        { text: placeWords(one, told, finding) },
      ]),
    }),
  )}`

/** "Episodes, line 12: DECOM, RNE", a line for each row; a file by the name it was given with where there is no table. */
function placeWords(one: HeldCheck, { files }: Told, { at }: ToldFinding): Html {
  const rows = Map.groupBy(at, ({ table: where, file, line }) => `${where} ${file} ${line}`)
  const lines = [...rows.values()].map((cells) => {
    const [first] = cells
    if (first === undefined) return ''
    const file = first.file === null ? undefined : files[first.file - 1]
    const where = first.table ?? (file === undefined ? 'The whole return' : nameOf(one, file))
    const line = first.line === null ? '' : `, line ${first.line}`
    const fields = cells.flatMap(({ field }) => field ?? [])
    return `${where}${first.ofLastYear ? ' of last year' : ''}${line}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}`
  })
  return html`${lines.map((line, i) => html`${i > 0 && html`<br>`}${line}`)}`
}

function pages(at: string, page: number, last: number): Html | null {
  if (last <= 1) return null
  return pagination({
    ...(page > 1 && { previous: { href: `${at}?page=${page - 1}`, labelText: `${page - 1} of ${last}` } }),
    ...(page < last && { next: { href: `${at}?page=${page + 1}`, labelText: `${page + 1} of ${last}` } }),
  })
}
