import { dayOf, longDay, timeOf } from '../../platform/dates/day.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { inFigures } from '../../platform/people/name.ts'
import { kebab } from '../../platform/record/names.ts'
import { table } from '../../platform/web/govuk/table.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { ToldCell } from './generate/explain.ts'
import type { Changes, Run } from './generate/queries.ts'
import { changedCells } from './generate/words.ts'
import { children, wide, mostFound, childLink } from './pages-view.ts'

const hows = { new: 'New', gone: 'No longer in it', changed: 'Changed' } as const

/** What one run has otherwise than another, child by child. */
export const changesView = (run: Run, before: Run, changes: Changes): Html => html`
  <p class="govuk-body">Against the one made ${longDay(dayOf(before.askedAt))}, ${timeOf(before.askedAt)}: ${children(changes.added)} new, ${inFigures(changes.gone)} no longer in it, ${inFigures(changes.changed)} changed, ${inFigures(changes.same)} as they were.</p>
  ${
    changes.children.length < changes.added + changes.gone + changes.changed &&
    html`<p class="govuk-body">The first ${inFigures(changes.children.length)} are shown.</p>`
  }
  ${changes.children.map(
    ({ laChildId, childId, how, before: was, now }) => html`<h2 class="govuk-heading-s">${
      laChildId === '' ? 'Rows that name nobody' : childLink(run, laChildId, childId)
    }: ${hows[how]}</h2>
    ${
      how === 'changed' &&
      run.of !== 'csww' &&
      wide(
        table({
          head: [{ text: 'Table' }, { text: 'Column' }, { text: 'Before' }, { text: 'Now' }],
          rows: changedCells(run.of, was, now)
            .slice(0, mostFound)
            .map((cell) => [
              { text: cell.table },
              { text: cell.column },
              { text: cell.before === '' ? 'Nothing' : cell.before },
              { text: cell.now === '' ? 'Nothing' : cell.now },
            ]),
        }),
      )
    }`,
  )}`

/** A child's cells, each with its record and the event that put it there. */
export const childView = (
  childId: string,
  cells: readonly ToldCell[],
  records: readonly AnyRecordType[],
): Html => html`
  <p class="govuk-body">As the record stands now. ${link(
    'Open the record',
    `/children/${childId}/overview`,
  )}</p>
  ${wide(
    table({
      head: [
        { text: 'Table' },
        { text: 'Column' },
        { text: 'Says' },
        { text: 'From the record' },
        { text: 'By which event' },
      ],
      rows: cells.map((cell) => [
        { text: cell.row === 1 ? cell.table : `${cell.table} ${cell.row}` },
        { text: cell.column },
        { text: cell.text },
        { text: recordWords(childId, cell, records) },
        { text: eventWords(cell) },
      ]),
    }),
  )}`

function recordWords(
  childId: string,
  { record, asItCame }: ToldCell,
  records: readonly AnyRecordType[],
): Html | string {
  if (record === null) return 'None: kept as it came in a return'
  const { kind, id, field } = record
  const on = records.find(({ table: name }) => name === kind)
  const title = on?.title ?? kind
  const where =
    on === undefined || kind === 'person'
      ? title
      : link(title, `/children/${childId}/records/${kebab(kind)}/${id}`)
  return html`${where}: ${on?.fields[field]?.label ?? fieldWords[field] ?? field}${
    asItCame && '. Kept as it came: the record cannot say it'
  }`
}

/** What a person's record holds and no form of it asks. */
const fieldWords: Readonly<Record<string, string>> = {
  laChildId: 'Our own id for the child',
  ethnicity: 'Ethnicity',
  disabilities: 'Disabilities',
  formerUpn: 'Former unique pupil number',
  upnUnknown: 'Why there is no unique pupil number',
}

const eventWords = ({ event }: ToldCell): string =>
  event === null
    ? 'No event'
    : `${event.type}, ${longDay(dayOf(event.recordedAt))}${event.by === null ? '' : `, ${event.by}`}${event.reason === null ? '' : `: ${event.reason}`}`
