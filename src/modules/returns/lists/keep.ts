import { sql } from 'kysely'
import { copyInto, type Cell } from '../../../platform/db/copy.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { checkWholeReturns } from '../keyboard/nightly.ts'
import { postcodesIn } from '../on-file/postcode-file.ts'
import { readProviders } from '../on-file/provider-list.ts'

/** Lists as they lie in files, in place of those held. */
export interface ListsAsFiles {
  /** The ONS directory, as CSV; undefined leaves the one held as it is. */
  readonly postcodes: string | undefined
  /** Ofsted's lists, as workbooks; none leaves those held as they are. */
  readonly providers: readonly string[]
  /** GSS code of the council; null for the one most children's homes are in. */
  readonly authority: string | null
  readonly by: string | null
  readonly today: Day
}

/**
 * Keeps lists in place of those held, all or nothing, and has the record held against them.
 *
 * @returns how many entries of each are held now, of those that were given
 * @throws BrokenFile or HostileFile when one is no such list: nothing has changed then
 */
export async function keepLists(
  db: Db,
  given: ListsAsFiles,
): Promise<{ postcodes: number; providers: number }> {
  return inTransaction(db, async (tx) => {
    const postcodes = given.postcodes === undefined ? 0 : await keepPostcodes(tx, given.postcodes)
    const providers = given.providers.length === 0 ? 0 : await keepProviders(tx, given.providers)
    const { authority, by } = given
    if (postcodes > 0) await note(tx, { kind: 'postcodes', entries: postcodes, authority, by })
    if (providers > 0) await note(tx, { kind: 'providers', entries: providers, authority: null, by })
    await enqueue(tx, checkWholeReturns, { on: given.today }, { key: 'lists' })
    return { postcodes, providers }
  })
}

interface Noted {
  readonly kind: 'postcodes' | 'providers'
  readonly entries: number
  readonly authority: string | null
  readonly by: string | null
}

const note = async (tx: Tx, { by, ...list }: Noted): Promise<void> => {
  await tx
    .insertInto('givenList')
    .values({ ...list, givenBy: by })
    .execute()
}

async function keepPostcodes(tx: Tx, path: string): Promise<number> {
  await sql`create temporary table postcode_given (like postcode_place) on commit drop`.execute(tx)
  await copyInto(tx, 'postcode_given', ['postcode', 'east', 'north', 'authority'], placesIn(path))
  await tx.deleteFrom('postcodePlace').execute()
  const { numAffectedRows = 0n } = await sql`
    insert into postcode_place select distinct on (postcode) * from postcode_given order by postcode
  `.execute(tx)
  return Number(numAffectedRows)
}

async function* placesIn(path: string): AsyncGenerator<readonly Cell[]> {
  for await (const places of postcodesIn(path))
    for (const [postcode, { east, north, authority }] of places)
      if (Number.isInteger(east) && Number.isInteger(north))
        yield [postcode.replaceAll(' ', '').toUpperCase(), east, north, authority]
}

async function keepProviders(tx: Tx, paths: readonly string[]): Promise<number> {
  const listed = await readProviders(paths)
  await tx.deleteFrom('providerListed').execute()
  const columns = ['urn', 'place_codes', 'provider_codes', 'postcode', 'closed_on']
  return copyInto(
    tx,
    'provider_listed',
    columns,
    listed.map(({ urn, placeCodes, providerCodes, postcode, closedOn }) => [
      urn,
      placeCodes,
      providerCodes,
      postcode,
      closedOn,
    ]),
  )
}
