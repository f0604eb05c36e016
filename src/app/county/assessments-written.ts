import { sql } from 'kysely'
import {
  assessedAdult,
  assessment,
  assessmentVersion,
  familyAsks,
  fieldsOf,
  ownAsks,
  adultFields,
} from '../../modules/assessment/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import type { Values } from './afterwards.ts'
import { Told, type Unwritten, type Stage } from './assessment-stages.ts'
import { version, draft, ends, type SaidOfAdult } from './assessment-versions.ts'
import { capacities, familyWords, ownWords, said, steers, views } from './assessment-words.ts'
import type { Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, workingAfter } from './story.ts'

/**
 * Writes the words of a county's assessments: those open today being written, sent, or sent back, and the latest of those
 * authorised with what they say, a second version of some. Brothers and sisters assessed on one day are assessed together.
 */
export async function writeAssessments(book: Writing, span: Span, seed: number): Promise<void> {
  const told = new Told('assessments written', span, seed)
  await inTransaction(book.db, async (tx) => {
    const all = await unwritten(tx)
    const families = together(all)
    for (const family of families) await familyWritten(tx, told, family)
    await told.keep(tx, book, [assessmentVersion, assessedAdult], new Set(all.map(({ childId }) => childId)))
  })
  await takeUp(book, told.added)
}

/** Each worker takes up what they have: an event of the record, as when somebody continues one on the page. */
async function takeUp(book: Writing, added: Told['added']): Promise<void> {
  const byWorker = Map.groupBy(added, ({ one }) => one.workerId)
  for (const [id, theirs] of byWorker) {
    const actor = { id, name: '', role: 'SW' as const, teamId: null, service: null }
    await inOneChange({ ...book, records: [] }, actor, null, async (change) => {
      for (const { one, values } of theirs) {
        const before = await lock(change.tx, assessment, one.id)
        await change.move(assessment, before, {
          event: 'assessment.taken-up',
          to: before.state,
          answers: values,
        })
      }
      return { kind: 'done', recordId: theirs[0]?.one.id ?? '' }
    })
  }
}

/** Every open assessment of a child who has a worker, at most 400, and the latest 160 that were authorised. */
async function unwritten(tx: Tx): Promise<Unwritten[]> {
  const { rows } = await sql<Unwritten>`
    select one.id, one.child_id, one.import_key as key, one.state, one.started_on, one.authorised_on,
           one.steered_on, one.factors,
           coalesce(person.known_as, person.given_name, 'the child') as name, lead.worker_id,
           manager.id as manager_id, colleague.id as other_id,
           array(select name
                   from staff
                  where staff.id in (lead.worker_id, colleague.id)
                  order by name) as writers,
           array(select case when tie.child_id = person.id then relative_id else tie.child_id end
                   from relationship tie
             where (tie.child_id = person.id or relative_id = person.id)
               and kind in ('sibling', 'half-sibling')) as siblings,
           array(select relative_id
                   from relationship tie
                  where tie.child_id = person.id
                    and tie.state = 'recorded'
                    and tie.to_on is null
             and kind in ('mother', 'father', 'parent', 'step-parent', 'carer', 'partner of parent')
           order by relative_id
           limit 4) as adults
      from ((select * from assessment where state = 'started' order by id limit 400)
            union all (select *
                         from assessment
                        where state = 'authorised'
                          and authorised_on is not null
                        order by authorised_on desc, id
                        limit 160)) one
      join person on person.id = one.child_id
      join lateral (select worker_id, team_id
                      from allocation
                     where allocation.child_id = person.id
                       and state = 'allocated'
        and role = 'lead social worker'
        and worker_id is not null
      order by from_on desc, id
      limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
      left join lateral (select id
                           from staff
                          where staff.team_id = lead.team_id
                            and role = 'SW'
                            and disabled_at is null
                            and id <> lead.worker_id
                          order by id
                          limit 1) colleague on true
     where one.started_on is not null
       and one.import_id is null
       and one.import_key is not null
       and lead.worker_id <> manager.id
     order by one.id
  `.execute(tx)
  return rows
}

/** Brothers and sisters whose assessments began on one day and stand alike are assessed together. */
function together(all: readonly Unwritten[]): Unwritten[][] {
  const placed = new Set<string>()
  return all.flatMap((one) => {
    if (placed.has(one.id)) return []
    const mine = all.filter(
      (other) =>
        other.id === one.id ||
        (!placed.has(other.id) &&
          one.siblings.includes(other.childId) &&
          other.startedOn === one.startedOn &&
          other.state === one.state &&
          other.workerId === one.workerId),
    )
    const family = mine.filter((other, i) => mine.findIndex(({ childId }) => childId === other.childId) === i)
    for (const { id } of family) placed.add(id)
    return [family]
  })
}

async function familyWritten(tx: Tx, told: Told, family: readonly Unwritten[]): Promise<void> {
  const [first] = family
  if (first === undefined) return
  const { chance } = told
  const open: Stage = chance.weighed([['blank', 20], ['part', 45], ['sent', 20], ['back', 15]] as const) // prettier-ignore
  const closed: Stage = chance.weighed([
    ['done', 80],
    ['twice', 12],
    ['again', 8],
  ] as const)
  const stage = first.state === 'started' ? open : closed
  const togetherId = told.id(numberOfDay(first.startedOn))
  const shared = said(familyWords, chance, first.name)
  const adults = first.adults.map((adultId) => ({
    adultId,
    capacity: chance.of(capacities),
    says: chance.of(views),
  }))
  const drafts = stage !== 'done' && stage !== 'twice' && stage !== 'blank'
  const soFar = (words: Values): Values => (stage === 'part' ? firstHalf(words) : words)
  for (const [i, one] of family.entries()) {
    const own = { ...said(ownWords, chance, one.name, i), ...ends(one, chance) }
    version(told, one, { ...shared, ...own }, adults, stage)
    told.added.push({
      one,
      values: {
        togetherId,
        ...steering(told, one),
        ...finding(told, one, stage, own['factors']),
        ...sharing(told, one),
      },
    })
    if (drafts) await draft(tx, one, one.id, fieldsOf(ownAsks), soFar(own))
  }
  if (!drafts) return
  await draft(tx, first, togetherId, fieldsOf(familyAsks), soFar(shared))
  await draftAdults(tx, first, togetherId, stage === 'part' ? adults.slice(0, 1) : adults)
}

async function draftAdults(
  tx: Tx,
  first: Unwritten,
  togetherId: string,
  adults: readonly SaidOfAdult[],
): Promise<void> {
  for (const { adultId, capacity, says } of adults)
    await draft(tx, first, togetherId, adultFields(adultId), {
      [`capacity.${adultId}`]: capacity,
      [`says.${adultId}`]: says,
    })
}

const firstHalf = (words: Values): Values =>
  Object.fromEntries(Object.entries(words).filter((_, i) => i % 3 !== 2))

/** What was said at the manager's two talks; the second of those that took long enough to have one. */
function steering({ chance, today }: Told, { steeredOn, startedOn, authorisedOn }: Unwritten): Values {
  const first = steeredOn === null ? {} : { steerSaid: chance.of(steers) }
  const on = workingAfter(numberOfDay(startedOn), chance.whole(16, 24))
  const had = chance.odds(0.7) && on <= today && (authorisedOn === null || on < numberOfDay(authorisedOn))
  return had ? { ...first, steeredAgainOn: D(on), steerAgainSaid: chance.of(steers) } : first
}

/** When what was found was written down, and the tools it asks for: most are completed before it is authorised. */
function finding({ chance, today }: Told, one: Unwritten, stage: Stage, factors: unknown): Values {
  if (stage === 'blank' || stage === 'part') return {}
  const on =
    one.authorisedOn === null
      ? today - chance.whole(0, 4)
      : numberOfDay(one.authorisedOn) - chance.whole(2, 9)
  const factorsOn = Math.max(on, numberOfDay(one.startedOn))
  const used = (odds: number): Day | null =>
    chance.odds(odds) ? D(Math.min(factorsOn + chance.whole(-3, 2), today)) : null
  const told = { factorsOn: D(factorsOn), neglectToolOn: used(0.6), abuseToolOn: used(0.6) }
  return one.authorisedOn === null ? { ...told, factors } : told
}

/** Authorised ones are shared within days; one in eight some months late, or not yet. */
function sharing({ chance, today }: Told, { authorisedOn }: Unwritten): Values {
  if (authorisedOn === null) return {}
  const on = workingAfter(numberOfDay(authorisedOn), chance.odds(0.12) ? 60 : chance.whole(0, 7))
  return on > today ? {} : { sharedOn: D(on) }
}
