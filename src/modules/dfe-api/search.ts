import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Day } from '../../platform/dates/day.ts'
import { childrenHeld, type ChildHeld } from './held-child.ts'
import { partsOf, withPurges } from './parts.ts'
import { reckon, type Reckoned } from './payload.ts'

/** A child, or what is to go, as it waits to be sent. */
interface Waiting {
  readonly laChildId: string
  readonly childId: string
  readonly purge: boolean
  readonly digest: string
  readonly parts: readonly string[]
  readonly payload: string
}

/** The digest of a purge: there is nothing else to say of it. */
const purged = 'purge'

/** Asks of some children whether the collection has them as they are, and lays ready what differs. Says how many of each there were. */
export async function searchChildren(
  tx: Tx,
  ids: readonly string[],
  on: Day,
): Promise<{ changed: number; notSendable: number }> {
  const told = (await childrenHeld(tx, ids)).map((child) => ({ child, reckoned: reckon(child, on) }))
  const sendable = told.flatMap(({ child, reckoned }) =>
    reckoned.kind === 'sendable' ? [{ child, reckoned }] : [],
  )
  const known = await knownOf(
    tx,
    sendable.map(({ reckoned }) => reckoned.object.la_child_id),
  )
  const waiting = sendable.flatMap(({ child, reckoned }) =>
    waitingOf(child, reckoned, known.get(reckoned.object.la_child_id)),
  )
  await layReady(tx, waiting)
  return {
    changed: waiting.length,
    notSendable: told.filter(({ reckoned }) => reckoned.kind === 'number not taken').length,
  }
}

type Sendable = Extract<Reckoned, { kind: 'sendable' }>

function waitingOf(child: ChildHeld, { object, digest }: Sendable, known: Known | undefined): Waiting[] {
  if (known?.digest === digest) return []
  return [
    {
      laChildId: object.la_child_id,
      childId: child.person.id,
      purge: false,
      digest,
      parts: partsOf(object),
      payload: JSON.stringify(withPurges(object, known?.parts ?? [], child)),
    },
  ]
}

interface Known {
  readonly laChildId: string
  /** Of what was last laid ready or, where that has been received, of what the collection holds. */
  readonly digest: string
  readonly parts: readonly string[]
}

/** What is known of some numbers there. A change that was refused is not offered again until the record differs. */
async function knownOf(tx: Tx, laChildIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (laChildIds.length === 0) return new Map()
  const { rows } = await sql<Known>`
    select asked.id as la_child_id, coalesce(latest.digest, held.digest, '') as digest,
           coalesce(held.parts, '{}') || coalesce(latest.parts, '{}') as parts
      from unnest(${laChildIds}::text[]) asked (id)
      left join dfe_held held on held.la_child_id = asked.id
      left join lateral (
        select digest, parts, state from dfe_change
         where la_child_id = asked.id and state <> 'replaced' order by id desc limit 1
      ) latest on latest.state <> 'received'
     where held.la_child_id is not null or latest.digest is not null
  `.execute(tx)
  return new Map(rows.map((row) => [row.laChildId, row]))
}

/** What waits already gives way to what is so now. */
async function layReady(tx: Tx, waiting: readonly Waiting[]): Promise<void> {
  for (const { laChildId, childId, purge, digest, parts, payload } of waiting)
    await sql`
      insert into dfe_change (la_child_id, child_id, purge, digest, parts, payload, state)
      values (${laChildId}, ${childId}, ${purge}, ${digest}, ${parts}, ${payload}, 'waiting')
      on conflict (la_child_id) where state = 'waiting' do update
        set child_id = excluded.child_id, purge = excluded.purge, digest = excluded.digest,
            parts = excluded.parts,
            payload = excluded.payload, fits = 100, found_at = now()
    `.execute(tx)
}

/**
 * That a number of the collection's is nobody's here any more: its child is merged into another, called otherwise, or archived with the
 * import that brought them. It is read from the child's own record, so that a record that is only not to be seen is never taken for gone.
 */
const isNobodys = (there: string) => sql`
  exists (select 1 from person
           where person.id = ${sql.ref(`${there}.child_id`)}
             and (person.state <> 'active'
                  or person.la_child_id is distinct from ${sql.ref(`${there}.la_child_id`)}))
  and not exists (select 1 from person
                   where person.la_child_id = ${sql.ref(`${there}.la_child_id`)} and person.state = 'active')`

/**
 * Lays ready the purge of every number the collection has, or is being sent, that is nobody's any more. A child who only leaves the cohort
 * stays: a purge cannot be taken back.
 */
export async function searchPurges(tx: Tx): Promise<number> {
  // What never left needs no purge.
  await sql`delete
    from dfe_change waits
    where state = 'waiting'
    and not purge
    and ${isNobodys('waits')}`.execute(tx)
  const { rows } = await sql<{ laChildId: string; childId: string }>`
    select there.la_child_id, there.child_id
      from (select la_child_id, child_id from dfe_held
             union select la_child_id, child_id from dfe_change where state = 'sending' and not purge) there
     where ${isNobodys('there')}
       and not exists (select 1 from dfe_change change
                        where change.la_child_id = there.la_child_id
                          and change.purge
                          and change.state in ('waiting', 'sending', 'refused'))
     order by there.la_child_id
  `.execute(tx)
  await layReady(
    tx,
    rows.map(({ laChildId, childId }) => ({
      laChildId,
      childId,
      purge: true,
      digest: purged,
      parts: [],
      payload: JSON.stringify({ la_child_id: laChildId, mis_child_id: childId, purge: true }),
    })),
  )
  return rows.length
}
