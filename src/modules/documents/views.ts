import { shortDay } from '../../platform/dates/day.ts'
import { documentKinds } from '../../platform/files/documents/kind.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { fileUpload } from '../../platform/web/govuk/file-upload.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../platform/web/holdfast/filter-panel.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { takenSays } from './file.ts'
import type { Belongs, DocumentHeld } from './queries.ts'
import { document, stateWords, type Document } from './record.ts'

export const home = (childId: string): string => `/children/${childId}/documents`

/** A kilobyte is the least anybody asks about. */
const sizeWords = (bytes: number | null): string => {
  if (bytes === null) return ''
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

const fileWords = ({ format, bytes }: Pick<Document, 'format' | 'bytes'>): string =>
  [format === null ? '' : documentKinds[format], sizeWords(bytes)].filter((words) => words !== '').join(', ')

const kindWords = (kind: string | null): string =>
  kind === null ? '' : (document.fields.kind.options?.[kind] ?? kind)

interface Listing {
  readonly childId: string
  readonly rows: readonly DocumentHeld[]
  /** The kind the list is narrowed to. */
  readonly kind: string | null
  readonly mayAttach: boolean
  /** Where older ones are; null at the end. */
  readonly olderHref: string | null
  /** It does not begin with the newest. */
  readonly later: boolean
}

export function listView({ childId, rows, kind, mayAttach, olderHref, later }: Listing): Html {
  const kinds = Object.entries(document.fields.kind.options ?? {}).map(([value, text]) => ({ value, text }))
  const narrow = filterLine({
    action: home(childId),
    method: 'get',
    questions: select({
      id: 'kind',
      name: 'kind',
      label: { text: 'Kind' },
      value: kind,
      items: [{ value: '', text: 'Every kind' }, ...kinds],
    }),
  })
  const add = mayAttach && button({ text: 'Attach a document', href: `${home(childId)}/attach` })
  const none =
    kind === null && !later
      ? 'No document has been attached to this record.'
      : 'There is no document of this kind.'
  return html`${add}${narrow}${rows.length === 0 ? html`<p>${none}</p>` : documentsTable(childId, rows)}
    <p>${later && html`${link('Newest first', home(childId))} `}${
      olderHref !== null && link('Older documents', olderHref)
    }</p>`
}

const documentsTable = (childId: string, rows: readonly DocumentHeld[]): Html =>
  cards({
    caption: 'Documents, the newest first',
    columns: ['Document', 'Kind', 'Made', 'From', 'File'],
    rows: rows.map((row) => ({
      head: html`${link(row.what ?? 'A document', `${home(childId)}/${row.id}`)} ${stateOf(row)}`,
      cells: [
        kindWords(row.kind),
        row.madeOn === null ? 'Not known' : shortDay(row.madeOn, { year: true }),
        row.cameFrom ?? '',
        fileWords(row),
      ],
    })),
  })

const stateOf = ({ state: now }: Pick<Document, 'state'>): Html | false =>
  now === 'withdrawn'
    ? state('met', 'Withdrawn')
    : now === 'withdrawal asked' && state('soon', 'Withdrawal asked')

/** The documents of a record, beside it. */
export function attachedView(childId: string, rows: readonly DocumentHeld[], addHref: string | null): Html {
  const items = rows.map(
    (row) =>
      html`${link(
        row.what ?? 'A document',
        `${home(childId)}/${row.id}`,
      )} <span class="hf-quiet hf-small">${fileWords(row)}</span>`,
  )
  const add = addHref === null ? undefined : link('Attach a document', addHref, 'to this')
  return section(
    { id: 'documents', title: 'Documents', aside: add },
    items.length === 0 ? html`<p class="hf-quiet">None is attached to it.</p>` : listed(items),
  )
}

interface Form {
  readonly typed: Typed
  readonly findings: readonly Finding[]
  readonly hidden: Html
  readonly records: readonly Belongs[]
}

/** The form: the file first, then what it is. */
export function attachForm({ typed, findings, hidden, records }: Form): Html {
  const wrong = findings.find(({ at }) => at === 'file')
  const file = fileUpload({
    id: 'file',
    name: 'file',
    label: { text: 'Choose the document' },
    hint: { text: takenSays },
    ...(wrong !== undefined && { errorMessage: { text: wrong.message } }),
  })
  const about = findings.find(({ at }) => at === 'aboutId')
  const chosen = typed['aboutId']
  const belongs = select({
    id: 'aboutId',
    name: 'aboutId',
    label: { text: 'Which record does it belong to? (optional)' },
    hint: { text: 'The latest of each kind. Leave it as it is where it belongs to the child and no record.' },
    value: typeof chosen === 'string' ? chosen : '',
    items: [{ value: '', text: 'The child, and no record' }, ...records.map(optionOf)],
    ...(about !== undefined && { errorMessage: { text: about.message } }),
  })
  const shown = { typed, findings, requires: ['kind', 'what', 'madeOn', 'cameFrom'] }
  return html`<form method="post" enctype="multipart/form-data" novalidate class="hf-form">${hidden}${file}
    ${questions(document.fields, ['kind', 'what', 'madeOn', 'cameFrom'], shown)}${belongs}
    ${button({ text: 'Attach', preventDoubleClick: true })}</form>`
}

const optionOf = ({ kind, id, title, on }: Belongs) => ({
  value: `${kind}:${id}`,
  text: on === null ? title : `${title}, ${shortDay(on, { year: true })}`,
})

interface Details {
  readonly row: Document
  readonly belongsTo: (Belongs & { readonly href: string }) | null
  readonly mayOpen: boolean
}

/** The way to the file, above what the record says of it. */
export function openView({ row, belongsTo, mayOpen }: Details): Html {
  const at = `${home(row.childId)}/${row.id}/file`
  const open = mayOpen
    ? html`${button({ text: 'Open the document', href: at })}
      <p class="hf-quiet hf-small">${fileWords(row)}. It is saved on your device: delete it there when you have read it. That you opened it is written down.</p>`
    : html`<p>It was withdrawn: those who decide about documents may open it.</p>`
  const belongs = belongsTo !== null && html`<p>It belongs to: ${link(belongsTo.title, belongsTo.href)}</p>`
  return html`<p>${stateWords[row.state]}</p>${open}${belongs}`
}
