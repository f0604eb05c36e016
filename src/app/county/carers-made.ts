import { sql } from 'kysely'
import { carerAccess } from '../../modules/carers/index.ts'
import type { Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import type { Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D } from './story.ts'

/** A child who lives with foster carers, who works with them, and who manages that. */
interface Fostered {
  readonly childId: string
  readonly stayId: string
  readonly workerId: string
  readonly managerId: string
}

const carers = ['Marion Tansley', 'Desmond Okoro'] as const
// Asked on one day and agreed on the next, a while ago.
const [asked, agreed] = [12, 11]

/** Two foster carers with accounts: two children live with the one, and one with the other. */
export async function makeCarers(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('carers let in', span, seed)
  await inTransaction(book.db, async (tx) => {
    const [first, second] = await Promise.all(carers.map((name) => accountOf(tx, made, name)))
    for (const [i, child] of (await fostered(tx, D(made.today))).entries())
      letIn(made, child, (i < 2 ? first : second) ?? '')
    await made.keep(tx, book, [carerAccess])
  })
}

async function accountOf(tx: Tx, made: Afterwards, name: string): Promise<string> {
  const [id, startedOn] = [made.id(), D(made.today - 900)]
  const signsInAs = name.toLowerCase().replace(' ', '.')
  await tx.insertInto('staff').values({ id, name, role: 'CARER', signsInAs, startedOn }).execute()
  return id
}

/** Three children who have lived with carers who are none of their family for a month; Leo’s story is told already. */
async function fostered(tx: Tx, today: Day): Promise<Fostered[]> {
  const { rows } = await sql<Fostered>`
    select distinct on (person.id) person.id as child_id, stay.id as stay_id, lead.worker_id, manager.id as manager_id
      from care_episode stay join person on person.id = stay.child_id and person.restricted_level = 0
        and coalesce(la_child_id, '') not in ('10442', '10443')
      join lateral (select worker_id, team_id from allocation where allocation.child_id = person.id and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on lead.worker_id is not null
      join lateral (select id from staff where role = 'TM' and disabled_at is null and staff.team_id = lead.team_id
        order by id limit 1) manager on true
     where stay.state = 'open' and stay.placement_type in ('U1', 'U4', 'U5', 'U6')
       and stay.started_on < ${today}::date - 30
       and not exists (select from care_episode later where later.child_id = stay.child_id and later.id <> stay.id
             and later.started_on >= stay.started_on)
     order by person.id limit 3
  `.execute(tx)
  return rows
}

function letIn(made: Afterwards, { childId, stayId, workerId, managerId }: Fostered, carerId: string): void {
  const [askedOn, answeredOn] = [made.today - asked, made.today - agreed]
  const asking = { carerId, stayId, askedOn: D(askedOn), askedBy: workerId }
  const answer = {
    answeredOn: D(answeredOn),
    answeredBy: managerId,
    answeredWhy: 'The child lives with them.',
  }
  made.put(
    carerAccess,
    childId,
    ['asked', askedOn, workerId, asking],
    ['in force', answeredOn, managerId, { ...asking, ...answer }],
  )
}
