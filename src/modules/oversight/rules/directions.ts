import { sql, type RawBuilder } from 'kysely'
import { daySaid, overWords } from '../../actions/index.ts'
import type { Hit, OversightRule, Saying } from '../rule.ts'
import { held } from './held.ts'

const source = 'Local standard: what oversight asks for is followed up'
const untold =
  'Actions between workers, which are not directions; and what was asked again since, which is counted once.'

const rows = (where: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select ${held}, held.due_on as at, held.times_asked as number, held.what as words
    from directed held
   where held.is_open and ${where}`

function says({ at, words, number }: Hit, { on, calendar }: Saying): ReturnType<OversightRule['says']> {
  const due = at === null ? '' : at < on ? `, ${overWords(at, on, calendar)}` : `, due ${daySaid(at, on)}`
  const times = (number ?? 1) === 2 ? ', asked twice' : (number ?? 1) > 2 ? `, asked ${number} times` : ''
  const grave = (at !== null && at < on) || times !== ''
  return { state: grave ? 'over' : 'ok', words: `Direction “${words ?? ''}”${times}${due}` }
}

const common = { counts: 'directions', drift: false, source, leavesOut: untold, says } as const

export const directionsOpen: OversightRule = {
  ...common,
  id: 'directions-open',
  name: 'Directions open',
  weight: 0,
  means: 'Directions given and neither agreed as done nor stopped.',
  hits: rows(sql<boolean>`true`),
}

export const directionsOver: OversightRule = {
  ...common,
  id: 'directions-over',
  name: 'Directions over',
  weight: 3,
  means: 'Directions past the day they were to be done by, and not answered.',
  hits: rows(sql<boolean>`held.due_on < held.day and coalesce(held.answered_on > held.day, held.state = 'open', true)`),
} // prettier-ignore

export const directionsAnswered: OversightRule = {
  ...common,
  id: 'directions-answered',
  name: 'Directions answered and not yet agreed',
  weight: 0,
  means: 'Whoever was asked has said what was done; whoever asked has yet to agree, or to send it back.',
  hits: rows(sql<boolean>`held.answered_on <= held.day and held.state <> 'open'`),
}

export const askedThreeTimes: OversightRule = {
  ...common,
  id: 'asked-three-times',
  name: 'Needs the service manager’s decision',
  weight: 3,
  means:
    'The same was asked a third time, or more, and the service manager has not yet decided what happens now.',
  hits: rows(sql<boolean>`held.times_asked > 2 and coalesce(held.decided_on > held.day, true)`),
}

function closedSays({ words, number }: Hit): ReturnType<OversightRule['says']> {
  const shown = number === 1
  return {
    state: shown ? 'met' : 'unknown',
    words: `“${words ?? ''}”, ${shown ? 'with what it changed' : 'stopped, or with nothing said of what it changed'}`,
  }
}

const closedRows = (where: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select ${held}, held.closed_on as at,
         (held.state = 'verified' and held.difference is not null)::int as number, held.what as words
    from directed held
   where held.is_closed and ${where}`

export const directionsClosed: OversightRule = {
  ...common,
  id: 'directions-closed',
  name: 'Directions closed in 12 months',
  weight: 0,
  means: 'Directions agreed as done or stopped in the last 12 months.',
  hits: closedRows(sql<boolean>`true`),
  says: closedSays,
}

export const closedWithEvidence: OversightRule = {
  ...directionsClosed,
  id: 'closed-with-evidence',
  name: 'Closed with evidence of effect',
  means: 'Of those, the ones agreed as done by whoever gave them, with what it changed for the child.',
  hits: closedRows(sql<boolean>`held.state = 'verified' and held.difference is not null`),
}
