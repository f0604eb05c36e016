import { shortDay } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { kinds, lookedBack, whats, type Became, type Behind, type What } from './afterwards.ts'

const hrefOf = (what: What, { whose }: Became): string => `/endings?what=${what}&whose=${whose}`

/** What became of endings, by the manager who decided: every number opens its children. */
export function becameView(rows: readonly Became[]): Html {
  const title = 'What became of endings'
  if ((rows[0]?.counts.ended.count ?? 0) === 0)
    return section({ id: 'became', title }, html`<p>Nothing ended in the last ${lookedBack} months.</p>`)
  return section(
    { id: 'became', title, aside: `Last ${lookedBack} months` },
    html`<p>No duty of an ending may be overridden: where something in a child’s past stood against it, the service manager had to agree too. Of those who came back, only endings whose 3, 6 or 12 months are over are counted.</p>
    ${cards({
      caption: `${title}, by the manager who decided`,
      columns: ['Decided by', ...whats.map((what) => kinds[what].title)],
      rows: rows.map((row) => ({ head: row.name, cells: whats.map((what) => cell(what, row)) })),
      pack: true,
    })}`,
  )
}

function cell(what: What, row: Became): Html | string {
  const { count, of } = row.counts[what]
  if (of === 0) return 'None yet'
  const number =
    count === 0 ? '0' : link(String(count), hrefOf(what, row), `${kinds[what].title}, ${row.name}`)
  return of === null
    ? html`${number}`
    : html`${number} of ${of} <span class="hf-quiet">${Math.round((count / of) * 100)}%</span>`
}

/** The endings behind one number. */
export function behindView(rows: readonly Behind[]): Html {
  if (rows.length === 0)
    return html`<p>There are none that you may see. ${link('All endings', '/endings')}</p>`
  return html`<p>${counted(rows.length, 'ending')}${rows.length === 200 ? ', the latest' : ''} in the last ${lookedBack} months. ${link('All endings', '/endings')}</p>
    ${cards({
      caption: 'Endings, newest first',
      columns: ['Child', 'Ended', 'Decided by', 'Came back'],
      rows: rows.map((row) => ({
        head: link(
          nameOf(row),
          `/children/${row.childId}/closure${row.closureId === null ? '' : `/${row.closureId}`}`,
          'ending',
        ),
        cells: [
          shortDay(row.closedOn, { year: true }),
          row.by ?? 'Not known',
          row.backOn === null ? 'No' : shortDay(row.backOn, { year: true }),
        ],
      })),
    })}`
}
