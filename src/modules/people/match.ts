import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import { copyInto } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { momentOf, type Source } from '../../platform/record/bulk.ts'
import { eventColumns } from '../../platform/record/bulk-change.ts'
import { newId } from '../../platform/record/new-id.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { rehome, sendHome, type Moved } from '../../platform/record/rehome.ts'
import { upnHolds } from './codes.ts'

/** Two records a return has shown to be one person, or that may be. */
export interface Match {
  readonly mergeId: string
  readonly stays: { readonly childId: string; readonly laChildId: string | null }
  readonly goes: { readonly childId: string; readonly laChildId: string | null }
  /** Made at once, and can be undone; else a person is asked. */
  readonly made: boolean
}

interface Pair {
  readonly upn: string
  readonly goes: string
  readonly goesId: string | null
  readonly stays: string
  readonly staysId: string | null
  readonly sameBirth: boolean | null
  readonly sameSex: boolean | null
  /** Everybody who bears the number. */
  readonly bearers: number
}

interface Matching {
  readonly tx: Tx
  readonly source: Source
  readonly records: readonly AnyRecordType[]
  readonly today: Day
}

/**
 * Looks for children of an import who are here already under another id of the authority. They are made one at once
 * where the pupil number is right in itself, birth date and sex agree and nobody else bears it; any other likeness is
 * proposed. Each is a merge like one made by hand, so that it is undone in the same way.
 */
export async function matchPeople(matching: Matching, madeIds: readonly string[]): Promise<Match[]> {
  const matches: Match[] = []
  for (let at = 0; at < madeIds.length; at += 5000)
    for (const pair of await pairsOf(matching, madeIds.slice(at, at + 5000))) {
      const agrees = pair.sameBirth === true && pair.sameSex === true
      const holds = upnHolds(pair.upn)
      if (!holds && !agrees) continue
      matches.push(await join(matching, pair, holds && agrees && pair.bearers === 2))
    }
  return matches
}

async function pairsOf({ tx, source }: Matching, ids: readonly string[]): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select new.upn, new.id as goes, new.la_child_id as "goesId", old.id as stays,
           old.la_child_id as "staysId",
           new.born_on = old.born_on as "sameBirth", new.sex = old.sex as "sameSex",
           (select count(*)
              from person other
             where other.upn = new.upn
               and other.state <> 'merged') as bearers
      from person new join person old on old.upn = new.upn and old.id <> new.id and old.state = 'active'
     where new.id = any(${ids})
       and (old.import_id is distinct from ${source.importId}::uuid or old.id < new.id)
     order by new.id, old.id
  `.execute(tx)
  return rows
}

async function join(matching: Matching, pair: Pair, made: boolean): Promise<Match> {
  const mergeId = newId()
  const why = made
    ? 'The same unique pupil number, right in itself, the same birth date and sex, and nobody else has it.'
    : 'The same unique pupil number; something else differs, or others have it too.'
  const { stays, goes } = pair
  const { tx, source, today } = matching
  await tx
    .insertInto('merge')
    .values({
      id: mergeId,
      childId: stays,
      loserId: goes,
      why,
      importId: source.importId,
      ...(made ? { state: 'merged', decidedWhy: why, mergedOn: today } : { state: 'proposed' }),
      importKey: `same number as ${goes}`,
    })
    .execute()
  await tell(matching, 'merge.proposed', stays, ['merge', mergeId], { loserId: goes, why, state: 'proposed' })
  if (made) await makeOne(matching, pair, mergeId, why)
  return {
    mergeId,
    made,
    stays: { childId: stays, laChildId: pair.staysId },
    goes: { childId: goes, laChildId: pair.goesId },
  }
}

async function makeOne(
  matching: Matching,
  { stays, goes }: Pair,
  mergeId: string,
  why: string,
): Promise<void> {
  const { tx, records, today } = matching
  const kinds = records.filter(({ table }) => table !== 'person' && table !== 'merge')
  const moved = await rehome(tx, kinds, goes, stays)
  await tx.updateTable('person').set({ state: 'merged', mergedInto: stays }).where('id', '=', goes).execute()
  await tell(matching, 'person.merged', goes, ['person', goes], { mergedInto: stays, state: 'merged' })
  const answers = { decidedWhy: why, mergedOn: today, state: 'merged', moved }
  await tell(matching, 'merge.agreed', stays, ['merge', mergeId], answers)
  await sql`
    insert into coverage (child_id, fact, from_on, until_on, import_id)
    select ${stays}, fact, from_on, until_on, import_id from coverage where child_id = ${goes}
    on conflict do nothing
  `.execute(tx)
}

/** Tells an event: what it is, whose child it is about, which record, and what is now so. */
async function tell(
  { tx, source }: Pick<Matching, 'tx' | 'source'>,
  type: string,
  childId: string,
  [recordKind, recordId]: readonly [string, string],
  answers: object,
): Promise<void> {
  const who = [source.actorId, momentOf(source), answers, source.words, source.importId]
  await copyInto(tx, 'event', eventColumns, [[type, childId, recordKind, recordId, ...who]])
}

/**
 * Undoes the matches an import made that nobody has looked at since: what moved goes back, and the two are two again.
 *
 * @returns the children whose records moved
 */
export async function undoMatches(
  tx: Tx,
  { importId, actorId, why }: { readonly importId: string; readonly actorId: string; readonly why: string },
): Promise<string[]> {
  const made = await tx
    .selectFrom('merge')
    .innerJoin('event', 'event.recordId', 'merge.id')
    .select(['merge.id', 'merge.childId', 'merge.loserId', 'event.answers'])
    .where('merge.importId', '=', importId)
    .where('merge.state', '=', 'merged')
    .where('merge.version', '=', 1)
    .where('event.type', '=', 'merge.agreed')
    .execute()
  const source: Source = { importId, actorId, recordedAt: null, words: why }
  for (const { id, childId, loserId, answers } of made) {
    await sendHome(tx, (answers as { readonly moved: Moved }).moved, loserId)
    await tx
      .updateTable('person')
      .set({ state: 'active', mergedInto: null })
      .where('id', '=', loserId)
      .execute()
    await tx.updateTable('merge').set({ state: 'undone', undoneWhy: why }).where('id', '=', id).execute()
    const told = { tx, source }
    await tell(told, 'person.unmerged', loserId, ['person', loserId], { mergedInto: null, state: 'active' })
    await tell(told, 'merge.undone', childId, ['merge', id], { undoneWhy: why, state: 'undone' })
  }
  return made.flatMap(({ childId, loserId }) => [childId, loserId])
}
