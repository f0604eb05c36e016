import { setImmediate as turn } from 'node:timers/promises'
import type { RowRead } from '../../platform/record/received.ts'
import type {
  AnnexARow,
  Batch,
  CinChild,
  Finding,
  Ssda903Row,
  Submission,
  SubmittedFile,
} from '../return-files/index.ts'
import { childFromCensus } from './from-census.ts'
import { childFromLists, type ListedRow } from './from-lists.ts'
import { childFromReturn, type YearOf } from './from-looked-after.ts'
import type { ChildReceived } from './child-received.ts'

/** Some children of a submission with all that one of its returns says of them. */
export interface ReadChildren {
  readonly children: readonly ChildReceived[]
  readonly findings: readonly Finding[]
  /** Rows that cannot be stored, by table: each has a finding. */
  readonly refused: ReadonlyMap<string, number>
  /** The same rows, those of one child of a census together: they are kept as they came. */
  readonly unnamed: readonly Unnamed[]
  readonly adopters: readonly AnnexARow<'adopters'>[]
}

/** Rows that do not say which child they are about, or name one by an id the record cannot hold. */
type Unnamed = Pick<ChildReceived, 'rows' | 'under'>

/** Children stored at once: enough that the database is not asked too often, few enough to lie in memory. */
const together = 500

/** Bytes of the looked-after return held at once: its files are in order of table, and children are stored whole. */
const heldAtOnce = 4 << 20

/** An id the authority could have given: the record keeps 20 characters, and a child without one is nobody we can name. */
const canBeKept = (id: string | null): id is string => id !== null && id.length <= 20

/** Told of rows as they are read, before their children are handed on. */
type Watch = (rows: number) => void

/** Every child of a submission, return by return, in as little memory as their number allows. */
export async function* readChildren(
  submission: Submission,
  watch: Watch = () => undefined,
): AsyncGenerator<ReadChildren> {
  const yearOf: YearOf = (file) => submission.files[file]?.year ?? null
  if (submission.kinds.includes('cin')) yield* censusChildren(submission, yearOf, watch)
  if (submission.kinds.includes('ssda903')) yield* lookedAfterChildren(submission, yearOf, watch)
  if (submission.kinds.includes('annex-a')) yield* listedChildren(submission, watch)
}

/** Children made between one chance for the database's answers to come in and the next. */
const madeAtOnce = 25

/** Makes one of each, while the database stores those before. */
async function madeOf<T, C>(all: Iterable<T>, make: (one: T) => C): Promise<C[]> {
  const made: C[] = []
  for (const one of all) {
    if (made.length % madeAtOnce === madeAtOnce - 1) await turn()
    made.push(make(one))
  }
  return made
}

async function* censusChildren(
  submission: Submission,
  yearOf: YearOf,
  watch: Watch,
): AsyncGenerator<ReadChildren> {
  let [file, children, findings] = [-1, [] as CinChild[], [] as Finding[]]
  const take = async (): Promise<ReadChildren> => {
    const part = censusPart(children, findings, yearOf(file))
    children = []
    findings = []
    const taken = await part
    watch(taken.children.reduce((sum, { rows }) => sum + rows.length, 0))
    return taken
  }
  for await (const batch of inOrderOfYear(submission)) {
    // What another file says of the same children is compared with what this one has stored.
    if (children.length >= together || batch.file !== file) yield await take()
    file = batch.file
    children.push(...batch.rows)
    findings.push(...batch.findings)
  }
  yield await take()
}

/** The oldest census first, so that the latest has the last word; one of no known year after them. */
async function* inOrderOfYear(submission: Submission): AsyncGenerator<Batch<CinChild>> {
  for (const year of submission.years.toReversed()) yield* submission.cin({ year })
  const isUndated = ({ kind, year }: SubmittedFile): boolean => kind === 'cin' && year === null
  const undated = new Set(submission.files.filter(isUndated).map(({ index }) => index))
  if (undated.size === 0) return
  for await (const batch of submission.cin()) if (undated.has(batch.file)) yield batch
}

/** Some children of one census. */
async function censusPart(
  rows: readonly CinChild[],
  findings: readonly Finding[],
  year: number | null,
): Promise<ReadChildren> {
  const refused = new Map<string, number>()
  const unnamed: Unnamed[] = []
  const named: [string, CinChild[]][] = []
  for (const [id, same] of Map.groupBy(rows, ({ laChildId }) => laChildId))
    if (canBeKept(id)) named.push([id, same])
    else unnamed.push(childFromCensus('', same, null))
  for (const { rows: some } of unnamed) for (const { table } of some) countIn(refused, table, 1)
  const children = await madeOf(named, ([id, same]) => childFromCensus(id, same, year))
  return { children, findings, refused, unnamed, adopters: [] }
}

/**
 * The looked-after return lies table by table, and a child is stored whole: so it is read in as many passes as its size
 * asks for, each holding the children of one share. Reading is cheap beside storing, and nothing lies about on a disk.
 */
async function* lookedAfterChildren(
  submission: Submission,
  yearOf: YearOf,
  watch: Watch,
): AsyncGenerator<ReadChildren> {
  const bytes = submission.files.reduce((sum, { kind, size }) => (kind === 'ssda903' ? sum + size : sum), 0)
  const passes = Math.max(1, Math.ceil(bytes / heldAtOnce))
  for (let pass = 0; pass < passes; pass += 1) {
    const share = await readShare(submission, (id) => passes === 1 || shareOf(id, passes) === pass, watch)
    yield* inParts(share, (id, rows) => childFromReturn(id, rows, yearOf))
  }
}

async function readShare(
  submission: Submission,
  isMine: (id: string) => boolean,
  watch: Watch,
): Promise<Share<Ssda903Row>> {
  const share = newShare<Ssda903Row>()
  for await (const batch of submission.ssda903({ children: isMine })) {
    const mine = batch.rows.filter(({ child }) => isMine(child ?? ''))
    for (const row of mine) share.add(row.child, row)
    watch(mine.length + (isMine('') ? batch.refused : 0))
    for (const finding of batch.findings) if (isMine(finding.child ?? '')) share.findings.push(finding)
    if (isMine('')) countIn(share.refused, submission.files[batch.file]?.table ?? 'rows', batch.refused)
  }
  return share
}

async function* listedChildren(submission: Submission, watch: Watch): AsyncGenerator<ReadChildren> {
  const share = newShare<ListedRow>()
  const adopters: AnnexARow<'adopters'>[] = []
  for await (const batch of submission.annexA()) {
    for (const row of batch.rows)
      if (row.table === 'adopters') adopters.push(row)
      else share.add(row.child, row)
    share.findings.push(...batch.findings)
    watch(batch.rows.length)
  }
  yield { children: [], findings: [], refused: new Map(), unnamed: [], adopters }
  yield* inParts(share, childFromLists)
}

/** The rows of some children, by child. */
interface Share<R> {
  readonly byId: Map<string, R[]>
  readonly findings: Finding[]
  readonly refused: Map<string, number>
  readonly unnamed: R[]
  add(id: string | null, row: R): void
}

function newShare<R extends RowRead>(): Share<R> {
  const byId = new Map<string, R[]>()
  const refused = new Map<string, number>()
  const unnamed: R[] = []
  return {
    byId,
    findings: [],
    refused,
    unnamed,
    add(id, row) {
      if (!canBeKept(id)) {
        unnamed.push(row)
        return countIn(refused, row.table, 1)
      }
      const held = byId.get(id)
      if (held === undefined) byId.set(id, [row])
      else held.push(row)
    },
  }
}

async function* inParts<R extends RowRead>(
  { byId, findings, refused, unnamed }: Share<R>,
  childFrom: (id: string, rows: readonly R[]) => ChildReceived,
): AsyncGenerator<ReadChildren> {
  const told = Map.groupBy(findings, ({ child }) => (child != null && byId.has(child) ? child : ''))
  yield {
    children: [],
    findings: told.get('') ?? [],
    refused,
    unnamed: unnamed.length === 0 ? [] : [{ rows: unnamed }],
    adopters: [],
  }
  const ids = [...byId.keys()]
  for (let at = 0; at < ids.length; at += together) {
    const some = ids.slice(at, at + together)
    const children = await madeOf(some, (id) => childFrom(id, byId.get(id) ?? []))
    for (const id of some) byId.delete(id)
    const findingsOfSome = some.flatMap((id) => told.get(id) ?? [])
    yield { children, findings: findingsOfSome, refused: new Map(), unnamed: [], adopters: [] }
  }
}

/** Which share a child falls in: the same for every file. FNV-1a. */
function shareOf(id: string, shares: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % shares
}

const countIn = (counts: Map<string, number>, table: string, count: number): void =>
  void counts.set(table, (counts.get(table) ?? 0) + count)
