import { sql } from 'kysely'
import { careEpisode, previousPermanence } from '../../modules/looked-after/index.ts'
import { homeCheck, homeReview } from '../../modules/placements/index.ts'
import { instantAt, numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D } from './story.ts'

/** A child who lives in a home, and who works with them. */
interface Placed {
  readonly childId: string
  readonly workerId: string
  readonly placedOn: Day
  readonly urn: string | null
  readonly postcode: string | null
}

/** What was found of a home once, so many days ago. */
interface Told {
  readonly standing: 'registered' | 'not registered' | 'not known'
  /** Since so many days; null since before the child came. */
  readonly since: number | null
  readonly looked: number
  readonly source: string
  /** Ofsted's, of a home that is on its list. */
  readonly number?: string | null
}

/** What is told of homes, and by whom. */
interface Telling {
  readonly tx: Tx
  readonly made: Afterwards
  readonly directorId: string
}

/**
 * Homes that somebody looked up: most are registered; the registration of two has ended and their children are reviewed each
 * week, one of them late; of a third, to which a child came in a hurry, nobody could tell.
 */
export async function makeHomes(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('homes looked up', span, seed)
  await inTransaction(book.db, async (tx) => {
    const [director] = await tx
      .selectFrom('staff')
      .select('id')
      .where('role', '=', 'DIR')
      .orderBy('id')
      .execute()
    if (director === undefined) return
    const telling = { tx, made, directorId: director.id }
    const [ended, late, ...others] = await inHomes(tx, D(made.today))
    if (ended !== undefined) await unregistered(telling, ended, 'Larchfield', [18, 11, 4])
    if (late !== undefined) await unregistered(telling, late, 'Mill Lane Lodge', [18, 11])
    for (const [i, one] of others.entries()) await registered(telling, one, names[i] ?? 'Brook View')
    const came = await toBePlaced(tx, D(made.today))
    if (came !== undefined) await cameInAHurry(telling, came)
    await made.keep(tx, book, [careEpisode, previousPermanence, homeCheck, homeReview])
  })
}

const names = ['Ashdown House', 'Brook View', 'Two Gates', 'The Old Bakery']

/** Children in a home by themselves, at most six: longest there first. Leo’s story is told already. */
async function inHomes(tx: Tx, today: Day): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select distinct on (care_episode.urn) care_episode.child_id, lead.worker_id, care_episode.started_on as placed_on,
           care_episode.urn, care_episode.placement_postcode as postcode
      from care_episode join person on person.id = care_episode.child_id and person.restricted_level = 0
        and coalesce(la_child_id, '') not in ('10442', '10443')
      join lateral (select worker_id from allocation where allocation.child_id = person.id and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on lead.worker_id is not null
     where care_episode.state = 'open' and placement_type in ('K2', 'K3') and care_episode.urn is not null
       and started_why <> 'L' and care_episode.started_on < ${today}::date - 20
     order by care_episode.urn, care_episode.id
     limit 6
  `.execute(tx)
  return rows
}

/** A boy of twelve to fifteen who is in need and with whom somebody works. */
async function toBePlaced(tx: Tx, today: Day): Promise<Placed | undefined> {
  const { rows } = await sql<Placed>`
    select person.id as child_id, lead.worker_id, ${today}::date - 9 as placed_on, null as urn, null as postcode
      from person join cin_plan on cin_plan.child_id = person.id and cin_plan.state = 'open'
      join lateral (select worker_id from allocation where allocation.child_id = person.id and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on lead.worker_id is not null
     where person.restricted_level = 0 and person.sex = 'M' and coalesce(la_child_id, '') not in ('10442', '10443')
       and born_on between ${today}::date - 5800 and ${today}::date - 4400
       and not exists (select from care_episode where care_episode.child_id = person.id)
       and not exists (select from cp_plan where cp_plan.child_id = person.id and cp_plan.state = 'open')
     order by person.id
     limit 1
  `.execute(tx)
  return rows[0]
}

async function kept({ tx, made }: Telling, { urn, postcode }: Placed, name: string): Promise<string> {
  const id = made.id()
  await tx.insertInto('home').values({ id, name, urn, postcode }).execute()
  return id
}

/** Keeps what was found of a home, and tells it of the child who lives there. */
async function lookedUp({ tx, made }: Telling, child: Placed, homeId: string, told: Told): Promise<void> {
  const { standing, since, looked, source, number = null } = told
  const { childId, workerId, placedOn } = child
  const on = made.today - looked
  const registrationId = made.id(on)
  const found = {
    standing,
    fromOn: since === null ? null : D(made.today - since),
    toOn: null,
    checkedOn: D(on),
  }
  const by = { checkedBy: workerId, source, recordedAt: instantAt(D(on), '11:00') }
  const held = { ...found, number, registeredWith: number === null ? null : ('Ofsted' as const) }
  await tx
    .insertInto('homeRegistration')
    .values({ id: registrationId, homeId, ...held, ...by })
    .execute()
  made.put(homeCheck, childId, ['recorded', on, workerId, { homeId, registrationId, placedOn, ...found }])
}

/** As the child came, it was registered. */
async function registered(telling: Telling, child: Placed, name: string): Promise<string> {
  const homeId = await kept(telling, child, name)
  const source = 'Ofsted’s list of homes'
  const told = { standing: 'registered', since: null, looked: 20, source, number: child.urn } as const
  await lookedUp(telling, child, homeId, told)
  return homeId
}

/** Reviewed so many days ago, each. */
async function unregistered(
  telling: Telling,
  child: Placed,
  name: string,
  days: readonly number[],
): Promise<void> {
  const homeId = await registered(telling, child, name)
  const source = 'Ofsted wrote to us: the registration was cancelled'
  await lookedUp(telling, child, homeId, { standing: 'not registered', since: 19, looked: 18, source })
  for (const [turn, ago] of days.entries()) review(telling, child, telling.made.today - ago, turn)
}

const still = [
  'No other home has a room within an hour of school.',
  'Two homes said no this week: both wanted to see the plan first.',
  'A home in the next county said yes, from Monday week.',
]
const done = [
  'The provider has applied to be registered again. We look for another home meanwhile.',
  'The commissioning team asks twelve homes each morning, and writes down what each says.',
  'The social worker visits the home that said yes with the child on Thursday.',
]

function review({ made, directorId }: Telling, { childId }: Placed, on: DayNumber, turn: number): void {
  const first = turn === 0
  const values = {
    reviewedOn: D(on),
    reviewedBy: directorId,
    safe: first ? 'not known' : 'yes',
    safeWhy: first
      ? 'Nobody has been there since we knew.'
      : 'Seen there this week, alone, by the social worker.',
    whyStill: still[turn % still.length],
    beingDone: done[turn % done.length],
    ofstedToldOn: first ? null : D(on - 1),
    nextOn: D(on + 7),
  }
  made.put(homeReview, childId, ['recorded', on, directorId, values])
}

/** In our care since last week, where there was a bed: who runs the house could not be told yet. */
async function cameInAHurry(telling: Telling, child: Placed): Promise<void> {
  const { made } = telling
  const { childId, workerId, placedOn } = child
  const on = numberOfDay(placedOn)
  const postcode = 'ZZ1 8QX'
  const why = { startedOn: placedOn, startedWhy: 'S', legalStatus: 'V2', primaryNeed: 'N5' }
  const where = { placementType: 'Z12', homePostcode: 'ZZ1 3BT', placementPostcode: postcode, urn: 'XXXXXXX' }
  made.put(careEpisode, childId, ['open', on, workerId, { ...why, ...where }])
  made.put(previousPermanence, childId, ['recorded', on, workerId, { kind: 'Z1' }])
  const homeId = await kept(telling, { ...child, postcode }, 'Quay Cottage')
  const source = 'Neither Ofsted’s list nor the landlord says who runs it'
  await lookedUp(telling, child, homeId, { standing: 'not known', since: null, looked: 8, source })
  review(telling, child, on + 1, 0)
  review(telling, child, on + 7, 1)
}
