import type { Day } from '../../platform/dates/day.ts'
import type { SummaryRow } from '../../platform/web/govuk/summary-list.ts'
import type { Words } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { agencyWords } from './agencies.ts'
import type { MeetingInvitation } from './invitation.ts'
import { conference } from './record.ts'
import { said } from './words.ts'

/** What a page of conferences asks whether somebody may do. */
export type Needed =
  | 'conference.request'
  | 'conference.approve'
  | 'conference.arrange'
  | 'conference.hold'
  | 'invitation.write'
  | 'core-group.write'
  | 'plan.authorise'
  | 'partners.read'
  | 'person.write'

/** Who looks at a child’s meetings, and what they may do there. */
export interface Looking {
  readonly childId: string
  readonly today: Day
  /** Whether somebody holds a permission for this child. */
  readonly may: (permission: Needed) => boolean
}

export const homeOf = (childId: string): string => `/children/${childId}/conferences`

export const groupOf = (childId: string, id: string): string => `/children/${childId}/core-groups/${id}`

export const row = (key: string, value: Words): SummaryRow => ({ key: { text: key }, value: { text: value } })

export const dayOr = (on: Day | null, today: Day): string =>
  on === null ? 'a day not recorded' : daySaid(on, today)

export const decisionWords = (decision: string | null): string =>
  decision === null ? '–' : said(conference.fields.decision, decision)

export const partsCame = (asked: readonly MeetingInvitation[]): string =>
  `${asked.filter(({ attended }) => attended === 'in person' || attended === 'video').length} of ${asked.length} came`

export const nameOf = ({ agency, who }: MeetingInvitation): string =>
  who === null ? agencyWords(agency ?? '') : `${agencyWords(agency ?? '')}: ${who}`
