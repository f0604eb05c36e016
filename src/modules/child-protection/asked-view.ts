import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { dayOr, nameOf, type Looking } from './looking.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { isUnsettled } from './settling.ts'
import { said } from './words.ts'

/** Each of those asked: what they answered, sent and thought. */
export function askedView(asked: readonly MeetingInvitation[], looking: Looking): Html {
  const { childId, today, may } = looking
  if (asked.length === 0) return html`<p>Nobody has been asked yet.</p>`
  const { fields } = meetingInvitation
  // oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
  const rows = asked.map((one) => ({
    head: may('invitation.write')
      ? link(nameOf(one), `/children/${childId}/invitations/${one.id}/reply`, 'what they answered and sent')
      : nameOf(one),
    cells: [
      one.attended === null
        ? state(
            one.response === null ? 'soon' : 'ok',
            one.response === null ? 'No answer yet' : said(fields.response, one.response),
            { wrap: true },
          )
        : state(
            one.attended === 'no' ? 'over' : 'met',
            one.attended === 'no' ? 'Did not come' : said(fields.attended, one.attended),
            { wrap: true },
          ),
      one.reportReceivedOn === null ? '–' : daySaid(one.reportReceivedOn, today),
      html`${
        one.view === null ? one.dissent === null && '–' : said(fields.view, one.view)
      }${dissentOf(one, looking)}`,
      one.lastSeenOn === null
        ? one.neverSeen === true
          ? 'Does not see the child'
          : '–'
        : daySaid(one.lastSeenOn, today),
    ],
  }))
  return cards({
    caption: 'Who was asked, and what came of it',
    columns: ['Who', 'Came', 'Report', 'A plan is needed', 'Last saw the child'],
    rows,
  })
}

/** Why they do not agree, and how that was settled or where it is. */
function dissentOf(one: MeetingInvitation, { childId, today, may }: Looking): Html | false {
  if (one.dissent === null) return false
  const why = html`<p>Does not agree: ${one.dissent}</p>`
  if (!isUnsettled(one))
    return html`${why}
      <p class="hf-small">Settled ${dayOr(one.dissentSettledOn, today)}: ${one.dissentSettledHow}</p>`
  const settle = link(
    'Say how it was settled',
    `/children/${childId}/invitations/${one.id}/settle`,
    `with ${nameOf(one)}`,
  )
  return html`${why}
    <p>${state('soon', 'Not settled', { wrap: true })} ${may('conference.approve') && settle}</p>`
}

/** A letter for each of those asked, on paper. */
export const lettersView = (asked: readonly MeetingInvitation[], at: string): Html | false =>
  asked.length > 0 &&
  html`<h3 class="govuk-heading-s govuk-!-margin-top-4">Letters of invitation</h3>${listed(
    asked.map(({ id, ...one }) => {
      const [whose, letter] = [nameOf({ id, ...one }), `${at}/${id}/letter`]
      return html`<p>${whose}: ${link('PDF', `${letter}.pdf`, `of the letter to ${whose}`)}, ${link(
        'PDF in large print',
        `${letter}.pdf?print=large`,
        `of the letter to ${whose}`,
      )}, ${link('Word', `${letter}.docx`, `document of the letter to ${whose}`)}, ${link(
        'Word in large print',
        `${letter}.docx?print=large`,
        `of the letter to ${whose}`,
      )}</p>`
    }),
  )}`
