import type { Calendar } from '../../platform/dates/calendar.ts'
import type { Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid, dueSaid, leftWords } from '../actions/index.ts'
import { mostListed, type Keeping, type RoleFacts, type Tonight, type ToReview } from './by-role.ts'
import { childLink } from './names.ts'

interface RoleShowing {
  readonly today: Day
  readonly calendar: Calendar
  readonly named: (clock: string) => string
}

/** What this role begins from; nothing where the children allocated to somebody are their work. */
export function roleView(facts: RoleFacts, showing: RoleShowing): Html {
  return html`${facts.tonight !== null && tonightView(facts.tonight, showing)}
    ${facts.toReview !== null && reviewsView(facts.toReview, showing)}
    ${facts.keeping !== null && keepingView(facts.keeping, facts.mayImport, showing.today)}`
}

const whys: Readonly<Record<Tonight['why'], string>> = {
  missing: 'Missing now',
  enquiry: 'Enquiry open',
  discussion: 'To be discussed with police and health',
  risk: 'Lives with somebody who is a known risk',
}

function tonightView(children: readonly Tonight[], { today }: RoleShowing): Html {
  const rows = children.slice(0, mostListed).map((child) => ({
    head: childLink(child, today),
    cells: [
      state(child.why === 'missing' ? 'over' : 'soon', whys[child.why], { wrap: true }),
      child.since === null ? '–' : daySaid(child.since, today),
      link('Safe to act', `/children/${child.id}/overview`),
    ],
  }))
  const table = cards({
    caption: 'Children you may be rung about tonight, the gravest first',
    columns: ['Child', 'Why', 'Since', 'Open'],
    rows,
  })
  const find = html`<p>Somebody else? ${link(
    'Find a child by name, birth date or address',
    '/search',
  )}, or press / on any page.</p>`
  return section(
    { id: 'tonight', title: 'Children of tonight', aside: counts(children.length) },
    html`${
      rows.length === 0 ? html`<p>No child is missing, in an enquiry or living with a known risk.</p>` : table
    }${find}`,
  )
}

const counts = (count: number): string =>
  count > mostListed ? `more than ${mostListed}` : counted(count, 'child', 'children')

function reviewsView(all: readonly ToReview[], { today, calendar, named }: RoleShowing): Html {
  const late = all.filter(({ dueOn }) => dueOn < today).length
  const rows = all.slice(0, mostListed).map((child) => {
    const { state: kind, words } = dueSaid(child.dueOn, today, calendar)
    const stands = kind === 'ok' ? leftWords(child.dueOn, today, calendar) : words
    return {
      head: childLink(child, today),
      cells: [named(child.clock), state(kind, stands, { wrap: true }), daySaid(child.dueOn, today)],
    }
  })
  const table = cards({
    caption: 'Reviews and conferences of the children you chair, the earliest due first',
    columns: ['Child', 'Meeting', 'How it stands', 'Due'],
    rows,
  })
  return section(
    {
      id: 'reviews',
      title: 'Children you review',
      aside: `${counts(all.length)}${late > 0 ? `, ${late} late` : ''}`,
    },
    rows.length === 0 ? html`<p>You have held no review of a child whose next is due.</p>` : table,
  )
}

function keepingView(
  { findings, children, nobodys, importedOn, withdrawals }: Keeping,
  mayImport: boolean,
  today: Day,
): Html {
  const imported =
    importedOn === null
      ? 'No return has been brought in.'
      : `A return was last brought in ${daySaid(importedOn, today)}.`
  const items = [
    html`<p>${
      findings === 0
        ? state('met', 'Nothing is wrong with what we hold')
        : state('over', counted(findings, 'question'), { wrap: true })
    }
      ${
        findings > 0 &&
        `about ${counted(children, 'child', 'children')}${nobodys > 0 ? `, ${nobodys} with nobody to answer` : ''}.`
      } ${link('Data quality', '/data-quality')}</p>`,
    ...(mayImport
      ? [
          html`<p>${imported} ${
            withdrawals > 0 &&
            state('soon', `${counted(withdrawals, 'withdrawal')} waiting for a second person`, { wrap: true })
          } ${link('Import', '/import')}</p>`,
        ]
      : []),
  ]
  return section({ id: 'keeping', title: 'The record itself' }, listed(items))
}

/** Whether a role's own part is all there is to show. */
export const hasRoleView = ({ tonight, toReview, keeping }: RoleFacts): boolean =>
  tonight !== null || toReview !== null || keeping !== null

/** Nothing, where somebody looks at a worker of theirs and not at their own work. */
export const noRole: RoleFacts = { tonight: null, toReview: null, keeping: null, mayImport: false }
