import { cover, coverAgain, importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Day } from '../../platform/dates/day.ts'
import { inBatch, type Batch } from '../../platform/record/bulk-batch.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import type { Received } from '../../platform/record/received.ts'
import { receivePeople, type PersonStored } from '../people/index.ts'
import type { Finding, SubmittedFile } from '../return-files/index.ts'
import { keepChildrenAsCame } from './as-it-came.ts'
import type { ChildMarks } from './child-marks.ts'
import type { ChildReceived, Covered } from './child-received.ts'
import { foundInRecord, foundInRow, keepFindings, type Found, type Landed } from './findings.ts'
import type { NewChildren } from './settle-new.ts'
import type { StaffBook } from './staff.ts'
import { countBecome, countFinding, countRead, type Becoming, type Tally } from './tally.ts'

/** One import while it is being stored. */
export interface Importing {
  readonly tx: Tx
  readonly importId: string
  readonly source: Source
  readonly files: readonly SubmittedFile[]
  readonly today: Day
  readonly tally: Tally
  readonly staff: StaffBook
  readonly marks: ChildMarks
  readonly fresh: NewChildren
}

/** A record of a child whose id is known. */
interface Placed {
  readonly record: Received
  readonly childId: string
  readonly formerly: string | null
}

/** Stores some children of a return with everything read of them: people, records level by level, findings, coverage. */
export async function storeChildren(
  importing: Importing,
  children: readonly ChildReceived[],
  findings: readonly Finding[],
): Promise<void> {
  const stored = await inBatch(importing.tx, async (batch) => {
    const people = await storeRecords(importing, children, findings, batch)
    return { batch, covered: await storeCoverage(importing, children, people) }
  })
  await importing.fresh.settle(stored.batch.held(stored.covered))
}

async function storeRecords(
  importing: Importing,
  children: readonly ChildReceived[],
  findings: readonly Finding[],
  batch: Batch,
): Promise<ReadonlyMap<string, PersonStored>> {
  const { tx, source, tally, files, importId } = importing
  const received = children.flatMap((child) => child.people)
  const people = await receivePeople(tx, source, received, batch)
  const landing = newLanding(findings, batch)
  countPeople(importing, children, people, landing)
  const placed = children.flatMap(({ laChildId, records }) =>
    records.map((record) => ({ record, ...whose(people.get(laChildId)) })),
  )
  await learnStaff(importing, placed)
  const found: Found[] = []
  for (const level of levelsOf(placed)) await storeLevel(importing, level, landing, found)
  for (const finding of findings) {
    const childId = finding.child == null ? null : (people.get(finding.child)?.childId ?? null)
    found.push(foundInRow(finding, childId, landing.at(finding.file, finding.line)))
  }
  found.push(...doubtsOf(children, people, landing, findings))
  for (const { kind } of found) countFinding(tally, kind)
  await keepFindings(tx, importId, files, found)
  await keepChildrenAsCame(importing, children, people, landing)
  return people
}

const whose = (person: PersonStored | undefined): Omit<Placed, 'record'> => ({
  childId: person?.childId ?? '',
  formerly: person?.formerly ?? null,
})

/** Where rows went, and which id each record was stored under. */
interface Landing {
  readonly ids: Map<Received, string>
  /** Children who had no record before these rows. */
  readonly fresh: Set<string>
  readonly batch: Batch
  land(rows: readonly Place[], landed: Landed): void
  at(file: number | undefined, line: number | undefined): Landed | null
}

interface Place {
  readonly file: number
  readonly line: number
}

/** A place as a number: no file has as many lines. */
const placeOf = ({ file, line }: Place): number => file * 2 ** 32 + line

/** Only where something was found does anybody ask where the row went. */
function newLanding(findings: readonly Finding[], batch: Batch): Landing {
  const places = new Map<number, Landed | null | undefined>()
  for (const { file, line } of findings)
    if (file !== undefined && line !== undefined) places.set(placeOf({ file, line }), undefined)
  return {
    ids: new Map(),
    fresh: new Set(),
    batch,
    land(rows, landed) {
      for (const row of rows) {
        const place = placeOf(row)
        if (!places.has(place)) continue
        const held = places.get(place)
        // A file written on one line cannot tell its records apart by it: then none is named.
        places.set(place, held === undefined || held?.id === landed.id ? landed : null)
      }
    },
    at: (file, line) =>
      (file !== undefined && line !== undefined ? places.get(placeOf({ file, line })) : undefined) ?? null,
  }
}

function countPeople(
  { tally, marks }: Importing,
  children: readonly ChildReceived[],
  people: ReadonlyMap<string, PersonStored>,
  landing: Landing,
): void {
  for (const child of children) {
    countRead(tally, child.rows)
    const person = people.get(child.laChildId)
    if (person === undefined) continue
    const { childId, outcome } = person
    if (outcome === 'stored') {
      marks.add(childId, 'made')
      landing.fresh.add(childId)
    } else {
      marks.add(childId, 'again')
      if (outcome !== 'unchanged') marks.add(childId, 'changed')
    }
    marks.add(childId, 'named')
    const rows = child.people.flatMap(({ from }) => from)
    countBecome(tally, rows, outcome === 'differs' ? 'kept' : outcome)
    landing.land(rows, { kind: 'person', id: childId, childId, reads: null })
  }
}

async function learnStaff({ tx, staff }: Importing, placed: readonly Placed[]): Promise<void> {
  const named = placed.flatMap(({ record }) => (record.staff === null ? [] : [record.staff.named]))
  const teams = placed.flatMap(({ record }) => (record.team === null ? [] : [record.team.name]))
  if (named.length > 0 || teams.length > 0) await staff.learn(tx, named, teams)
}

/** A record is stored after the one it belongs to. */
function levelsOf(placed: readonly Placed[]): Placed[][] {
  const levels: Placed[][] = []
  for (const one of placed) (levels[depthOf(one.record)] ??= []).push(one)
  return levels
}

const depthOf = ({ under }: Received): number => (under === null ? 0 : 1 + depthOf(under.record))

async function storeLevel(
  importing: Importing,
  level: readonly Placed[] | undefined,
  landing: Landing,
  found: Found[],
): Promise<void> {
  const kinds = Map.groupBy(level ?? [], ({ record }) => record.on)
  for (const [on, placed] of kinds) await storeKind(importing, on, placed, landing, found)
}

async function storeKind(
  importing: Importing,
  on: AnyRecordType,
  placed: readonly Placed[],
  landing: Landing,
  found: Found[],
): Promise<void> {
  const { tx, source, tally, marks } = importing
  const rows = placed.map((one) => incomingOf(importing, one, landing))
  const known = { newChildren: landing.fresh, batch: landing.batch }
  const { ids, outcomes, differs } = await importRows(tx, on, source, rows, known)
  for (const [i, { record, childId }] of placed.entries()) {
    const id = ids[i] ?? ''
    const outcome = outcomes[i] ?? 'stored'
    landing.ids.set(record, id)
    landing.land(record.from, { kind: on.table, id, childId, reads: record.reads })
    if (record.from.length === 0 && outcome === 'stored') tally.beside += 1
    countBecome(tally, record.from, become[outcome])
    if (outcome !== 'unchanged' && !landing.fresh.has(childId)) marks.add(childId, 'changed')
  }
  for (const { recordId, childId, theirs } of differs)
    for (const [field, value] of Object.entries(theirs)) found.push(kept(on, recordId, childId, field, value))
}

const become: Readonly<Record<'stored' | 'changed' | 'unchanged' | 'differs', Becoming>> = {
  stored: 'stored',
  changed: 'changed',
  unchanged: 'unchanged',
  differs: 'kept',
}

function incomingOf(
  { staff }: Importing,
  { record, childId, formerly }: Placed,
  landing: Landing,
): Incoming<AnyRecordType> {
  const { state, stateIfNew, given, under } = record
  // A merge marks the rows it moved with where they came from.
  const key = formerly === null ? record.key : `${record.key} of ${formerly}`
  const values: Record<string, unknown> = { ...record.values }
  if (under !== null) values[under.field] = landing.ids.get(under.record) ?? null
  if (record.staff !== null) values[record.staff.field] = staff.staffId(record.staff.named)
  if (record.team !== null) values[record.team.field] = staff.teamId(record.team.name)
  return { childId, key, state, stateIfNew, values, given }
}

const kept = (
  on: AnyRecordType,
  recordId: string,
  childId: string,
  field: string,
  value: unknown,
): Found => ({
  kind: 'ours-differs',
  childId,
  recordKind: on.table,
  recordId,
  field,
  message:
    'The return says this, and somebody has worked on the record here since, so ours stands. Find out which is right: correct the record, or have the return corrected.',
  given: typeof value === 'string' ? value : value == null ? 'nothing' : JSON.stringify(value),
  file: null,
  line: null,
})

/** What making the records brought up, but for codes that reading the row has told of already. */
function doubtsOf(
  children: readonly ChildReceived[],
  people: ReadonlyMap<string, PersonStored>,
  landing: Landing,
  findings: readonly Finding[],
): Found[] {
  const told = new Set(findings.map(({ file, line, given }) => `${file} ${line} ${given}`))
  const found: Found[] = []
  for (const { laChildId, records } of children) {
    const person = people.get(laChildId)
    if (person === undefined) continue
    const { childId } = person
    for (const doubt of person.doubts)
      if (!isTold(told, doubt))
        found.push(foundInRecord(doubt, { kind: 'person', id: childId, childId, reads: null }))
    for (const record of records)
      for (const doubt of record.doubts) {
        const id = landing.ids.get(record) ?? ''
        if (!isTold(told, doubt))
          found.push(foundInRecord(doubt, { kind: record.on.table, id, childId, reads: record.reads }))
      }
  }
  return found
}

const isTold = (told: ReadonlySet<string>, { kind, at, given }: Received['doubts'][number]): boolean =>
  (kind === 'code-not-kept' || kind === 'number-not-kept') && told.has(`${at.file} ${at.line} ${given}`)

/**
 * A return says the same of a child once, in however many places it names them.
 *
 * @returns what it says of those it had not named before
 */
async function storeCoverage(
  { tx, importId, marks }: Importing,
  children: readonly ChildReceived[],
  people: ReadonlyMap<string, PersonStored>,
): Promise<readonly ChildCovered[]> {
  const first: ChildCovered[] = []
  const again: typeof first = []
  for (const { laChildId, covered: facts } of children) {
    const childId = people.get(laChildId)?.childId
    if (childId === undefined) continue
    const into = marks.has(childId, 'covered') ? again : first
    for (const fact of facts) into.push({ childId, ...fact })
    marks.add(childId, 'covered')
  }
  await cover(tx, first, importId)
  await coverAgain(tx, again, importId)
  return first
}

type ChildCovered = Covered & { readonly childId: string }
