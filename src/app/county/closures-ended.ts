import { sql } from 'kysely'
import { closure } from '../../modules/closure/index.ts'
import { cinEpisode } from '../../modules/referrals/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Afterwards, type Values } from './afterwards.ts'
import type { Helped } from './closures-made.ts'
import type { DayNumber } from './ledger.ts'
import { D, working } from './story.ts'

/** An ending the stories told of, that nobody wrote down then. */
interface Ended {
  readonly childId: string
  readonly episodeId: string
  readonly closedOn: Day
  readonly reason: string | null
  readonly managerId: string
}

/** A proposal with everything said in it. */
export const whole = (today: DayNumber) => ({
  reason: 'RC7' as const,
  whyWeCame: 'School told us that home had become loud and late, and that nobody slept.',
  whatWasDone:
    'We visited every three weeks, met with school and the health visitor, and agreed a plan with mum.',
  whatChanged: 'Bedtime is at eight. There has been no shouting since the summer, and school is on time.',
  outcomesMet: 'met' as const,
  childView: 'I like it at home now. You can come again if you want.',
  childToldOn: D(today - 6),
  networkAgreed: true,
  partnersToldOn: D(today - 5),
  whoSees: 'Ms Ford at Mill Primary sees them every school day and rings mum on Fridays.',
  howBack: 'The family has the number of the front door, in writing, and knows they may ring themselves.',
  ifWorse: 'School rings us the same day; mum takes the children to her sister.',
  carriedBy: 'Ms Ford, Mill Primary',
  handoverNote:
    'Likes to draw while talking. Was promised that somebody tells them before anyone visits again.',
})

/** A child whose work ended before, and who came back seven weeks after. */
export function cameBack(made: Afterwards, spare: readonly Helped[]): void {
  const child = spare.find(({ episodes }) => episodes === 1)
  if (child === undefined) return
  const back = numberOfDay(child.referredOn)
  const [closed, referred] = [working(back - 49), working(back - 240)]
  const episodeId = made.put(cinEpisode, child.childId, [
    'closed',
    referred,
    child.workerId,
    {
      referredOn: D(referred),
      source: '2A',
      primaryNeed: 'N5',
      noFurtherAction: false,
      closedOn: D(closed),
      closureReason: 'RC7',
    },
  ])
  decided(made, { childId: child.childId, episodeId, managerId: child.managerId }, child.workerId, closed, {
    state: 'checked',
    checkedOn: D(back),
    checkedBy: child.managerId,
    found: 're-referred',
    foundWords: 'School told us again.',
  })
}

/** Endings of the stories, written down: one to be checked soon, one whose check is late. */
export function ended(made: Afterwards, today: DayNumber, all: readonly Ended[]): void {
  for (const one of all) {
    const closed = numberOfDay(one.closedOn)
    const checked = closed + 90 < today - 20
    decided(
      made,
      one,
      one.managerId,
      closed,
      checked
        ? {
            state: 'checked',
            checkedOn: D(closed + 84),
            checkedBy: one.managerId,
            found: 'sustained',
            foundWords: 'School and mum say so.',
          }
        : { state: 'closed' },
    )
  }
}

interface Whose {
  readonly childId: string
  readonly episodeId: string
  readonly managerId: string
  readonly reason?: string | null
}

function decided(
  made: Afterwards,
  of: Whose,
  by: string,
  closed: DayNumber,
  { state, ...more }: Values,
): void {
  const proposed = { proposedOn: D(closed - 2), proposedBy: by === of.managerId ? null : by }
  const word = {
    outsideChecked: 'Rang school and the health visitor; nobody had anything unread or disputed.',
    decisionWhy: 'Seven months of quiet, seen by three people who see the child.',
  }
  const values = {
    ...whole(closed),
    begunOn: D(closed - 4),
    episodeId: of.episodeId,
    ...(of.reason != null && { reason: of.reason }),
    ...proposed,
    ...word,
    decidedOn: D(closed),
    decidedBy: of.managerId,
    closedOn: D(closed),
    checkOn: D(closed + 84),
    ...more,
  }
  made.put(closure, of.childId, [String(state), closed - 4, by, values])
}

export async function endedLately(tx: Tx, today: Day): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select episode.child_id, episode.id as episode_id, episode.closed_on, episode.closure_reason as reason,
           manager.id as manager_id
      from cin_episode episode
      join person on person.id = episode.child_id
       and restricted_level = 0
       and person.state = 'active'
       and died_on is null
      join lateral (select team_id
                      from allocation
                     where child_id = episode.child_id
                       and role = 'lead social worker'
                     order by to_on desc nulls last
                     limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where episode.state = 'closed' and episode.closed_on > ${today}::date - 200
       and not exists (select
                         from cin_episode later
                        where later.child_id = episode.child_id
                          and later.referred_on > episode.closed_on)
     order by episode.closed_on desc, episode.id limit 6
  `.execute(tx)
  return rows
}
