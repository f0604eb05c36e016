import { sql } from 'kysely'
import { copyInto } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import type { StaffNamed } from '../../platform/record/received.ts'

/** Staff and teams as returns name them, by what they are called there. */
export interface StaffBook {
  staffId(named: StaffNamed): string | null
  teamId(name: string): string | null
  /** Finds or adds all of these at once. A worker a return names is no user: they cannot sign in. */
  learn(tx: Tx, named: readonly StaffNamed[], teams: readonly string[]): Promise<void>
}

const nameOf = (named: StaffNamed): string =>
  'externalId' in named ? `number ${named.externalId}` : `name ${plain(named.name)}`

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()

export function staffBook(): StaffBook {
  const staff = new Map<string, string>()
  const teams = new Map<string, string>()
  return {
    staffId: (named) => staff.get(nameOf(named)) ?? null,
    teamId: (name) => teams.get(plain(name)) ?? null,
    async learn(tx, named, teamNames) {
      const fromStaff = named.flatMap((one) => ('name' in one && one.team !== null ? [one.team] : []))
      for (const name of new Set([...teamNames, ...fromStaff]))
        if (!teams.has(plain(name))) teams.set(plain(name), await teamCalled(tx, name.trim()))
      const unknown = [...new Map(named.map((one) => [nameOf(one), one]))].filter(
        ([name]) => !staff.has(name),
      )
      const numbers = unknown.flatMap(([, one]) => ('externalId' in one ? [one.externalId] : []))
      for (const [number, id] of await numbered(tx, numbers)) staff.set(nameOf({ externalId: number }), id)
      for (const [name, one] of unknown) if ('name' in one) staff.set(name, await called(tx, one, teams))
    },
  }
}

async function teamCalled(tx: Tx, name: string): Promise<string> {
  const held = await tx.selectFrom('team').select(['id', 'name']).execute()
  const found = held.find((team) => plain(team.name) === plain(name))
  if (found !== undefined) return found.id
  const { id } = await tx
    .insertInto('team')
    .values({ name, service: 'Not known' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function numbered(tx: Tx, numbers: readonly string[]): Promise<[string, string][]> {
  if (numbers.length === 0) return []
  const held = await tx
    .selectFrom('staff')
    .select(['id', 'externalId'])
    .where(sql<boolean>`external_id = any(${numbers})`)
    .execute()
  const known = new Map(held.map(({ id, externalId }) => [externalId ?? '', id]))
  const fresh = numbers.filter((number) => !known.has(number)).map((number) => [number, newId()] as const)
  const columns = ['id', 'name', 'role', 'external_id']
  await copyInto(
    tx,
    'staff',
    columns,
    fresh.map(([number, id]) => [id, `Worker ${number}`, 'SW', number]),
  )
  return [...known, ...fresh].map(([number, id]) => [number, id])
}

/** Two people may share a name: one in the team named is meant, else the only one there is. */
async function called(
  tx: Tx,
  { name, team }: { readonly name: string; readonly team: string | null },
  teams: ReadonlyMap<string, string>,
): Promise<string> {
  const teamId = team === null ? null : (teams.get(plain(team)) ?? null)
  const held = await tx
    .selectFrom('staff')
    .select(['id', 'teamId'])
    .where('name', 'ilike', name.trim().replace(/[\\%_]/g, '\\$&'))
    .execute()
  const found = held.find((one) => one.teamId === teamId) ?? (held.length === 1 ? held[0] : undefined)
  return found?.id ?? added(tx, { name: name.trim(), teamId })
}

async function added(
  tx: Tx,
  who: { readonly name: string; readonly teamId: string | null },
): Promise<string> {
  const { id } = await tx
    .insertInto('staff')
    .values({ ...who, role: 'SW' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
