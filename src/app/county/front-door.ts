import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { earlyHelpEpisode, stepDown, stepUp } from '../../modules/early-help/index.ts'
import { agencyCheck, contact } from '../../modules/front-door/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import { worries, contactsOf, openChildren } from './contacts-made.ts'
import { crossings } from './help-steps.ts'
import { momentOn, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D } from './story.ts'

/** A child a contact is about, and who works with them where somebody does. */
export interface Somebody {
  readonly childId: string
  readonly name: string
  readonly workerId: string | null
  readonly managerId: string | null
  readonly siblingId: string | null
}

export interface Staff {
  readonly screeners: readonly string[]
  readonly managerId: string
  readonly headId: string
  readonly leads: readonly string[]
}

/** Contacts in every state, agencies that have not replied, steps down nobody has accepted, and what was sent in today. */
export async function tellFrontDoor(book: Writing, span: Span, seed: number): Promise<void> {
  const telling = new Afterwards('front door', span, seed)
  await inTransaction(book.db, async (tx) => {
    const staff = await whoIsThere(tx)
    const quiet = await some(tx, span.today, 'quiet', 40)
    const helped = await some(tx, span.today, 'helped', 16)
    if (staff === null || quiet.length === 0) return
    contactsOf(telling, quiet, staff)
    openChildren(telling, helped.slice(0, 4), staff)
    crossings(telling, helped.slice(4), quiet.slice(-12), staff)
    await telling.keep(tx, book, [contact, agencyCheck, earlyHelpEpisode, stepUp, stepDown, action])
    await sendIn(tx, telling)
  })
}

async function whoIsThere(tx: Tx): Promise<Staff | null> {
  const { rows } = await sql<{ id: string; role: string; service: string | null }>`
    select staff.id, role, team.service from staff left join team on team.id = staff.team_id
     where role in ('SCR', 'TM', 'SM', 'EHL') and disabled_at is null order by staff.id
  `.execute(tx)
  const of = (role: string) => rows.filter((one) => one.role === role).map(({ id }) => id)
  const managerId = rows.find(({ role, service }) => role === 'TM' && service === 'Front door')?.id
  const [headId] = of('SM')
  if (managerId === undefined || headId === undefined || of('SCR').length === 0 || of('EHL').length === 0)
    return null
  return { screeners: of('SCR'), managerId, headId, leads: of('EHL') }
}

/** Children of whom something more may be told: nobody’s yet, or somebody’s. Leo’s story is told already. */
async function some(tx: Tx, today: DayNumber, kind: 'quiet' | 'helped', most: number): Promise<Somebody[]> {
  const helped = sql<boolean>`exists (select 1
                                        from cin_episode
                                       where child_id = person.id
                                         and state = 'open')`
  const { rows } = await sql<Somebody>`
    select person.id as child_id, coalesce(person.known_as, person.given_name, 'the child') as name,
           lead.worker_id,
           (select manager.id
              from staff manager
             where manager.team_id = lead.team_id
               and role = 'TM'
               and disabled_at is null
             limit 1) as manager_id,
           (select relative_id from relationship join person sibling on sibling.id = relative_id
             where relationship.child_id = person.id
               and relationship.kind = 'sibling'
               and sibling.kind = 'child'
             order by relative_id
             limit 1) as sibling_id
      from person
      left join lateral (select worker_id, team_id
                           from allocation
                          where child_id = person.id
                            and state = 'allocated'
         and role = 'lead social worker' order by from_on desc limit 1) lead on true
     where person.kind = 'child' and person.state = 'active' and restricted_level = 0 and died_on is null
       and la_child_id not in ('10442', '10443') and born_on > ${D(today - 17 * 365)}::date
       and ${
         kind === 'helped'
           ? sql<boolean>`${helped} and lead.worker_id is not null`
           : sql<boolean>`not ${helped} and lead.worker_id is null
             and not exists (select 1 from care_episode where child_id = person.id and ended_on is null)`
       }
     order by person.id desc
     limit ${most}
  `.execute(tx)
  return rows
}

/** What people outside sent today and nobody has read. */
async function sendIn(tx: Tx, telling: Afterwards): Promise<void> {
  const { span, chance } = telling
  for (const [i, children] of [
    'Sam Marsh 3 11 2019',
    'The two boys at number 9',
    'Ivy Castle, about 4\nRory Castle, a baby',
  ].entries()) {
    const [concern, narrative] = chance.of(worries)
    const answers = {
      immediateDanger: i === 1 ? 'yes' : 'no',
      source: (['school', 'friend', 'nurse'] as const)[i] ?? 'public',
      children,
      narrative,
      concerns: [concern],
      where: 'Near the mill',
    }
    const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
    const four = (): string => Array.from({ length: 4 }, () => letters[chance.whole(0, 29)] ?? 'A').join('')
    const minute = Math.max(1, Number(span.now.slice(11, 13)) * 60 - 30 - i * 55)
    await tx
      .insertInto('sentIn')
      .values({
        receipt: `HF-${four()}-${four()}`,
        formKey: telling.id(),
        state: 'waiting',
        receivedAt: momentOn(span.today, minute),
        channel: 'portal',
        answers: JSON.stringify(answers),
      } as never)
      .execute()
  }
}
