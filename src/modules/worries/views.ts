import { addWorkingDays, type Calendar } from '../../platform/dates/calendar.ts'
import { daysBetween, shortDay, type Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state, type StateKind } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { QuestionHeld, Since, ToLookAt, WorryHeld } from './queries.ts'
import { grave } from './rules.ts'

/** Weeks a worry may stand before somebody should have looked at it again. */
const daysUnreviewed = 42
const daysToLook = 5

interface Told {
  readonly childId: string
  readonly worries: readonly WorryHeld[]
  readonly since: readonly Since[]
  readonly questions: readonly QuestionHeld[]
  readonly calm: boolean
  readonly mayWrite: boolean
  readonly today: Day
  readonly calendar: Calendar
}

/** Everything we are worried about for one child, and everything nobody knows yet. */
export function childView(told: Told): Html {
  const { childId, worries, questions, calm, mayWrite, today } = told
  const open = worries.filter(({ closedOn }) => closedOn === null)
  const closed = worries.filter(({ closedOn }) => closedOn !== null)
  const acts = html`<div class="govuk-button-group">
    ${button({ text: 'Write down a worry', href: `/children/${childId}/worries/write-worry` })}
    ${button({
      text: 'Ask what we do not know',
      href: `/children/${childId}/unknowns/ask-question`,
      classes: 'govuk-button--secondary',
    })}
    ${button({
      text: 'What is asked of every child',
      href: `/children/${childId}/unknowns/every-child`,
      classes: 'govuk-button--secondary',
    })}
  </div>`
  return html`${mayWrite && acts} ${calm && calmView}
    ${section(
      { id: 'open', title: 'What we are worried about' },
      open.length === 0 ? html`<p>No worry is open.</p>` : listed(open.map((one) => openView(one, told))),
    )}
    ${section(
      { id: 'unknowns', title: 'What we do not know' },
      questions.length === 0 ? noQuestion : listed(questions.map((one) => questionView(one, childId, today))),
    )}
    ${
      closed.length > 0 &&
      section(
        { id: 'closed', title: 'No longer a worry' },
        listed(
          closed.map(
            ({ id, what, closedOn }) =>
              html`<p>${link(what, `/children/${childId}/worries/${id}`)} <span class="hf-quiet hf-small">${
                closedOn !== null && shortDay(closedOn, { year: true })
              }</span></p>`,
          ),
        ),
      )
    }`
}

const noQuestion = html`<p>${state('unknown', 'Nobody has asked anything', { wrap: true })}</p>
  <p class="hf-small">A record with no question in it is one to doubt. Who else lives here? What would change our mind?</p>`

const calmView = html`<p>${state('over', 'Three visits in a row say that nothing is wrong', {
  wrap: true,
})}</p>
  <p class="hf-small">There is a child protection plan because something is. Ask what the child showed and did not say, and whether the parents’ account has been tested. A manager looks at this too.</p>`

function openView(one: WorryHeld, { childId, since, today, calendar }: Told): Html {
  const after = since.find(({ worryId }) => worryId === one.id)
  const days = daysBetween(one.reviewedOn ?? one.sinceOn, today)
  const again =
    after &&
    `Look again by ${shortDay(addWorkingDays(after.onDay, daysToLook, calendar))}: ${happenedWords[after.what]} on ${shortDay(after.onDay)}`
  return html`<p><strong>${link(one.what, `/children/${childId}/worries/${one.id}`)}</strong></p>
    <p>${state(...weight(one))} ${
      (one.timesRisen ?? 0) > 1 && state('over', `Grown ${one.timesRisen} times in a row`)
    }</p>
    ${again !== undefined && html`<p>${state('soon', again, { wrap: true })}</p>`}
    ${days > daysUnreviewed && html`<p>${state('soon', `Not looked at for ${counted(days, 'day')}`)}</p>`}
    <p class="hf-quiet hf-small">${one.source}, since ${shortDay(one.sinceOn, { year: true })}. ${
      one.owner === null ? 'Nobody watches over it yet' : `${one.owner} watches over it`
    }. ${
      one.reviewedOn === null ? 'Not reviewed yet' : `Reviewed ${shortDay(one.reviewedOn, { year: true })}`
    }.</p>`
}

const happenedWords: Readonly<Record<Since['what'], string>> = {
  missing: 'went missing',
  police: 'the police sent a notice',
  'not seen': 'not there when visited',
  'new adult': 'an adult joined the home',
}

function weight({ score, direction }: Pick<WorryHeld, 'score' | 'direction'>): readonly [StateKind, string] {
  if (score === null) return ['unknown', 'Nobody has said how grave it is']
  const way = direction === null ? '' : `, ${ways[direction] ?? direction}`
  return [score >= grave ? 'over' : direction === 'increasing' ? 'soon' : 'ok', `${score} of 25${way}`]
}
const ways: Readonly<Record<string, string>> = {
  increasing: 'growing',
  unchanged: 'unchanged',
  reducing: 'lessening',
}

function questionView(
  { id, question, askedOn, byOn, owner }: QuestionHeld,
  childId: string,
  today: Day,
): Html {
  const over = byOn !== null && byOn < today
  return html`<p>${state('unknown', link(question, `/children/${childId}/unknowns/${id}`), {
    wrap: true,
  })}</p>
    <p class="hf-quiet hf-small">${counted(
      daysBetween(askedOn, today),
      'day',
    )}. ${owner ?? 'Nobody owns this yet'}${
      byOn === null ? '' : over ? `, was due ${shortDay(byOn)}` : `, by ${shortDay(byOn)}`
    }.</p>`
}

/** How a worry stands, beside its page's heading. */
export const standingWords = (
  row: Pick<WorryHeld, 'score' | 'direction'> & { readonly state: string },
): Html => (row.state === 'closed' ? html`No longer a worry` : state(...weight(row)))

const whyWords: Readonly<Record<ToLookAt['why'], readonly [StateKind, string]>> = {
  risen: ['over', 'Grown twice in a row'],
  grave: ['over', 'Grave'],
  optimism: ['soon', 'Three visits say nothing is wrong, and there is a plan'],
  'not reviewed': ['soon', 'Not reviewed for six weeks'],
}

/** What a manager should look at, gravest first. */
export function managersView(rows: readonly ToLookAt[]): Html {
  if (rows.length === 0)
    return html`<p>No worry is grave, growing or unreviewed for six weeks, and no plan has three calm visits in a row.</p>`
  return cards({
    caption: `Worries to look at${rows.length === 200 ? ': the first 200' : ''}`,
    columns: ['Child', 'Why', 'Worry', 'Last looked at'],
    rows: rows.map((row) => ({
      head: link(
        nameOf(row),
        `/children/${row.childId}/worries${row.worryId === null ? '' : `/${row.worryId}`}`,
        row.what ?? 'all worries',
      ),
      cells: [
        state(...whyWords[row.why], { wrap: true }),
        row.what === null ? nothing : `${row.what}${row.score === null ? '' : ` (${row.score} of 25)`}`,
        row.why === 'optimism' || row.sinceOn === null ? nothing : shortDay(row.sinceOn, { year: true }),
      ],
    })),
  })
}
