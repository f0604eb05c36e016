import type { AnnexARow, CinChild, Finding, Ssda903Row, Submission } from '../return-files/index.ts'
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
  readonly adopters: readonly AnnexARow<'adopters'>[]
}

/** Children stored at once: enough that the database is not asked too often, few enough to lie in memory. */
const together = 500

/** Bytes of the looked-after return held at once: its files are in order of table, and children are stored whole. */
const heldAtOnce = 4 << 20

/** An id the authority could have given: the record keeps 20 characters, and a child without one is nobody we can name. */
const canBeKept = (id: string | null): id is string => id !== null && id.length <= 20

/** Every child of a submission, return by return, in as little memory as their number allows. */
export async function* readChildren(submission: Submission): AsyncGenerator<ReadChildren> {
  const yearOf: YearOf = (file) => submission.files[file]?.year ?? null
  if (submission.kinds.includes('cin')) yield* censusChildren(submission, yearOf)
  if (submission.kinds.includes('ssda903')) yield* lookedAfterChildren(submission, yearOf)
  if (submission.kinds.includes('annex-a')) yield* listedChildren(submission)
}

async function* censusChildren(submission: Submission, yearOf: YearOf): AsyncGenerator<ReadChildren> {
  let children: CinChild[] = []
  let findings: Finding[] = []
  const take = (): ReadChildren => {
    const refused = new Map<string, number>()
    const byFile = Map.groupBy(children, ({ file }) => file)
    const made = [...byFile].flatMap(([file, ofFile]) => {
      const byId = Map.groupBy(ofFile, ({ laChildId }) => laChildId)
      return [...byId].flatMap(([id, same]) => {
        if (canBeKept(id)) return [childFromCensus(id, same, yearOf(file))]
        for (const { table } of childFromCensus('', same, null).rows) countIn(refused, table, 1)
        return []
      })
    })
    const taken = { children: made, findings, refused, adopters: [] }
    children = []
    findings = []
    return taken
  }
  for await (const batch of submission.cin()) {
    children.push(...batch.rows)
    findings.push(...batch.findings)
    if (children.length >= together) yield take()
  }
  yield take()
}

/**
 * The looked-after return lies table by table, and a child is stored whole: so it is read in as many passes as its size
 * asks for, each holding the children of one share. Reading is cheap beside storing, and nothing lies about on a disk.
 */
async function* lookedAfterChildren(submission: Submission, yearOf: YearOf): AsyncGenerator<ReadChildren> {
  const bytes = submission.files.reduce((sum, { kind, size }) => (kind === 'ssda903' ? sum + size : sum), 0)
  const passes = Math.max(1, Math.ceil(bytes / heldAtOnce))
  for (let pass = 0; pass < passes; pass += 1) {
    const share = await readShare(submission, (id) => passes === 1 || shareOf(id, passes) === pass)
    yield* inParts(share, (id, rows) => childFromReturn(id, rows, yearOf))
  }
}

async function readShare(
  submission: Submission,
  isMine: (id: string) => boolean,
): Promise<Share<Ssda903Row>> {
  const share = newShare<Ssda903Row>()
  for await (const batch of submission.ssda903()) {
    for (const row of batch.rows) if (isMine(row.child ?? '')) share.add(row.child, row)
    for (const finding of batch.findings) if (isMine(finding.child ?? '')) share.findings.push(finding)
    if (isMine('')) countIn(share.refused, submission.files[batch.file]?.table ?? 'rows', batch.refused)
  }
  return share
}

async function* listedChildren(submission: Submission): AsyncGenerator<ReadChildren> {
  const share = newShare<ListedRow>()
  const adopters: AnnexARow<'adopters'>[] = []
  for await (const batch of submission.annexA()) {
    for (const row of batch.rows)
      if (row.table === 'adopters') adopters.push(row)
      else share.add(row.child, row)
    share.findings.push(...batch.findings)
  }
  yield { children: [], findings: [], refused: new Map(), adopters }
  yield* inParts(share, childFromLists)
}

/** The rows of some children, by child. */
interface Share<R> {
  readonly byId: Map<string, R[]>
  readonly findings: Finding[]
  readonly refused: Map<string, number>
  add(id: string | null, row: R): void
}

function newShare<R extends { readonly table: string }>(): Share<R> {
  const byId = new Map<string, R[]>()
  const refused = new Map<string, number>()
  return {
    byId,
    findings: [],
    refused,
    add(id, row) {
      if (!canBeKept(id)) return countIn(refused, row.table, 1)
      const held = byId.get(id)
      if (held === undefined) byId.set(id, [row])
      else held.push(row)
    },
  }
}

function* inParts<R>(
  { byId, findings, refused }: Share<R>,
  childFrom: (id: string, rows: readonly R[]) => ChildReceived,
): Generator<ReadChildren> {
  const told = Map.groupBy(findings, ({ child }) => (child != null && byId.has(child) ? child : ''))
  yield { children: [], findings: told.get('') ?? [], refused, adopters: [] }
  const ids = [...byId.keys()]
  for (let at = 0; at < ids.length; at += together) {
    const some = ids.slice(at, at + together)
    const children = some.map((id) => childFrom(id, byId.get(id) ?? []))
    for (const id of some) byId.delete(id)
    yield { children, findings: some.flatMap((id) => told.get(id) ?? []), refused: new Map(), adopters: [] }
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
